"""Expressions in a stopped function: checked and compiled like those of scripts."""

from __future__ import annotations

from functools import cached_property
from types import FrameType
from typing import IO, Any

from ..check import tree as t
from ..check.context import FunctionScope
from ..check.declarations import Checker
from ..check.symbols import GLOBAL, Local
from ..codegen.linker import Linker
from ..codegen.module import Generator
from ..diagnostics import Diagnostics, Location, ScriptError
from ..syntax.parse import parse_expression
from ..typesystem.types import COUNT, INT, VOID, FuncType, RecordType, Type
from ..values.typeof import type_of

PLACE = "<debugger>"


class Expressions:
    """Gives the values of expressions, seen from a frame of a script."""

    def __init__(self, linker: Linker, out: IO[str]):
        self.linker = linker
        self.out = out
        linker.program.files.add(PLACE)  # errors name it as they do other scripts

    @cached_property
    def modules(self) -> dict[str, str]:
        """The module in which each function is written, by its generated name."""
        symbols = self.linker.program.symbols.values()
        return {body.code: body.module for s in symbols for body in s.bodies}

    def module(self, frame: FrameType) -> str:
        """The module of a function, as far as it is known."""
        return self.modules.get(frame.f_code.co_name, GLOBAL)

    def value(self, text: str, frame: FrameType) -> Any:
        """The value of an expression; raises ScriptError after telling why not.

        What it raises at run time comes out as it is.
        """
        diagnostics = Diagnostics(self.out, source_of=lambda file: text)
        node = parse_expression(text, PLACE, diagnostics)
        variables = variables_of(frame)
        scope = self._scope(frame, variables)
        program = self.linker.program
        program.texts.pop(PLACE, None)
        emit = Generator(program).function
        checker = Checker(program, diagnostics, emit, self.linker.code)
        checker.module, checker.function = scope.module, scope
        checked = checker.visit(node)
        if diagnostics.errors:
            raise ScriptError
        checker.emit_function(returning(scope, checked))
        function = self.linker.code(scope.name)
        self.linker.settle()
        return function(*variables.values())

    def _scope(self, frame: FrameType, variables: dict[str, Any]) -> FunctionScope:
        name = self.linker.program.unique("debugger_")
        kind = FuncType("function", RecordType(""), VOID)
        scope = FunctionScope(name, kind, module=self.module(frame))
        scope.blocks.append([])
        for variable, value in variables.items():
            local = Local(variable, variable_type(value), is_param=True, used=True)
            scope.add(local)
        return scope


def returning(scope: FunctionScope, e: t.Expr) -> t.Function:
    """A function that gives the value of an expression."""
    loc = Location(PLACE, 1, 1)
    statement = t.ExprStmt(e, loc=loc) if e.type is VOID else t.Return(e, loc=loc)
    block = t.Block([statement], loc=loc)
    return t.Function(scope.name, scope.type, scope.params, block, [], loc)


def variables_of(frame: FrameType) -> dict[str, Any]:
    """The variables of a function that have a value, parameters first."""
    code, values = frame.f_code, frame.f_locals
    names = (*code.co_varnames, *code.co_cellvars, *code.co_freevars)
    return {n: values[n] for n in dict.fromkeys(names) if values.get(n) is not None}


def variable_type(value: Any) -> Type:
    """The type of a variable; a negative number without one of its own is an int."""
    kind = type_of(value)
    return INT if kind is COUNT and value < 0 else kind
