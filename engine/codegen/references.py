"""The global names that generated code uses, and what they stand for."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from ..check.symbols import Program, Symbol, enum_python_name
from ..typesystem.types import EnumType, RecordType, Type
from ..values.record import slot_name
from . import build as b
from .bounds import Bounds


class References:
    """Hands out names and writes down what they mean."""

    def __init__(self, program: Program):
        self.program = program
        self.globals_set: set[str] = set()
        self.temporaries = 0
        self.prologue: list[ast.stmt] = []
        self.bounds = Bounds()

    def enter(self) -> tuple[Any, ...]:
        """Start a function; what `leave` takes to go back to the outer one."""
        outer = (self.globals_set, self.temporaries, self.prologue, self.bounds)
        self.globals_set = set()
        self.temporaries = 0
        self.prologue = []
        self.bounds = Bounds()
        return outer

    def leave(self, outer: tuple[Any, ...]) -> None:
        """Go back to the function around."""
        self.globals_set, self.temporaries, self.prologue, self.bounds = outer

    def temporary(self) -> str:
        """A variable name that the function does not use yet."""
        self.temporaries += 1
        return f"_{self.temporaries}"

    def symbol(self, symbol: Symbol) -> str:
        """The name of a global."""
        python = symbol.python_name
        self.program.references[python] = ("symbol", symbol.name, "")
        return python

    def type(self, kind: Type) -> ast.expr:
        """A type as a value."""
        key = self.program.key_of_type(kind)
        self.program.references[key] = ("type", key, "")
        return b.name(key)

    def record(self, kind: Type) -> ast.expr:
        """The class of a record type."""
        key = self.program.key_of_type(kind)
        python = f"R_{key}"
        self.program.references[python] = ("record", key, "")
        return b.name(python)

    def constructor(self, kind: RecordType, fields: Sequence[str]) -> ast.expr:
        """What makes a record of the values of some fields, in that order."""
        key = self.program.key_of_type(kind)
        places = {field.name: str(place) for place, field in enumerate(kind.fields)}
        python = "_".join((f"R_{key}_of", *[places[name] for name in fields]))
        given = " ".join(map(slot_name, fields))
        self.program.references[python] = ("constructor", key, given)
        return b.name(python)

    def coercing(self, kind: Type) -> ast.expr:
        """What makes a record of a type of the values of a constructor."""
        key = self.program.key_of_type(kind)
        python = f"RC_{key}"
        self.program.references[python] = ("coercing", key, "")
        return b.name(python)

    def container(self, kind: Type) -> ast.expr:
        """The class of plain containers of a type."""
        key = self.program.key_of_type(kind)
        python = f"C_{key}"
        self.program.references[python] = ("container", key, "")
        return b.name(python)

    def enum(self, kind: EnumType, member: str) -> ast.expr:
        """An enum member."""
        python = enum_python_name(kind, member)
        key = self.program.key_of_type(kind)
        self.program.references[python] = ("enum", key, member)
        return b.name(python)

    def constant(self, value: Any) -> ast.expr:
        """A value that Python has no literal for."""
        key = (type(value).__name__, repr(value))
        known = self.program.constant_names.get(key)
        if known is None:
            known = f"K{len(self.program.constants)}"
            self.program.constants[known] = value
            self.program.constant_names[key] = known
            self.program.references[known] = ("constant", known, "")
        return b.name(known)

    def code(self, name: str) -> ast.expr:
        """A function of `Program.code`, such as a lambda's."""
        self.program.references[name] = ("code", name, "")
        return b.name(name)
