"""From a program to running functions: binds the names that a run can reach.

Linking starts at the event handlers and follows the names in code objects, so
that of a large library only what a run uses is brought to life. Global
variables get their values by running the program's initial steps in the order
of loading, restricted to what was reached.

A program from the cache that was once linked knows which variables these are; then
the body of an event is only linked when it is about to run (see `deferred`).
"""

from __future__ import annotations

import builtins
import marshal
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter, itemgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar

from ..check.symbols import Body, InitStep, Program, Reached, Symbol
from ..diagnostics import ZeekError
from ..runtime.events import Bodies, EventHandler, Handler, Hook
from ..runtime.state import Runtime
from ..runtime.support import exports
from ..typesystem.types import EnumType, FuncType, RecordType, Type
from ..values.constructing import Constructor
from ..values.enum import EnumPool
from ..values.function import FuncInfo
from ..values.record import Record, coerced, record_class
from ..values.typed import container_class
from .deferred import Deferred

B = TypeVar("B", bound=Bodies)

number = attrgetter("number")


class Linker:
    """The names of one run."""

    def __init__(
        self, program: Program, rt: Runtime, builtins_by_name: Mapping[str, Any]
    ):
        self.program = program
        self.rt = rt
        self.builtins = builtins_by_name
        self.namespace: dict[str, Any] = {"__builtins__": builtins, **exports(rt)}
        self.enums = EnumPool()
        self.classes: dict[int, type[Record]] = {}
        self.containers: dict[int, type[Any]] = {}
        self.handlers: dict[str, EventHandler] = {}
        self.hooks: dict[str, Hook] = {}
        self.globals: set[str] = set()
        self.wanted: list[str] = []
        self.followed: set[str] = set()
        "The globals whose steps were run, or are due."
        self.due: list[InitStep] = []
        self.builtins_used: set[str] = set()
        rt.names = self

    # ---- following names

    def link_all(self) -> None:
        """Link every handler that may run, and give globals their values."""
        program = self.program
        reached = program.reached
        program.defers = reached is not None
        for name in program.names_of("event"):
            self.event(name)
        self.globals.update(program.effects)
        if reached is not None:
            self.globals.update(reached.variables)
        self.rt.services["assertion_failure"] = self.hook("assertion_failure")
        self.rt.services["assertion_result"] = self.hook("assertion_result")
        self.settle()
        if reached is None:
            program.reached = Reached(sorted(self.globals), sorted(self.builtins_used))

    def uses_builtin(self, name: str) -> bool:
        """Whether a script may call a built-in function."""
        reached = self.program.reached
        return name in self.builtins_used or (
            reached is not None and name in reached.builtins
        )

    def settle(self) -> None:
        """Follow what was reached, then run the steps that are due."""
        self._follow()
        due = self.due
        due.sort(key=number, reverse=True)
        # A step may ask for a value, and so run those behind it from in here.
        while due:
            self._run_step(due.pop())

    def _follow(self) -> None:
        """Bind all names, and note the steps of variables that are new."""
        steps = self.program.steps
        while True:
            while self.wanted:
                self._bind(self.wanted.pop())
            fresh = self.globals - self.followed
            if not fresh:
                return
            self.followed |= fresh
            for name in fresh:
                for step in steps.get(name, ()):
                    self.code(step.code)
                    self.due.append(step)

    def _run_step(self, step: InitStep) -> None:
        python = self.program.symbols[step.symbol].python_name
        function = self.namespace[step.code]
        try:
            self.namespace[python] = function()
        except Exception as e:
            self.rt.fault(e)
            where = f"{step.loc}"
            self.rt.reporter.report(
                "error", where, f"initialization failed ({step.symbol})"
            )
            self.rt.exit(1)

    def _need(self, code: CodeType) -> None:
        """Note every global name that code uses."""
        references, namespace = self.program.references, self.namespace
        for name in code.co_names:
            if name not in namespace and name in references:
                self.wanted.append(name)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                self._need(constant)

    def code(self, name: str) -> Callable[..., Any]:
        """The function for compiled code of the program."""
        found = self.namespace.get(name)
        if found is None:
            code = marshal.loads(self.program.code[name])
            found = FunctionType(code, self.namespace, name)
            self.namespace[name] = found
            self._need(code)
        return found

    def _bind(self, name: str) -> None:
        if name in self.namespace:
            return
        kind, key, extra = self.program.references[name]
        if kind == "symbol":
            self._bind_symbol(name, self.program.symbols[key])
        elif kind == "code":
            self.code(key)
        elif kind == "constant":
            self.namespace[name] = self.program.constants[key]
        elif kind == "type":
            self.namespace[name] = self.program.types[key]
        elif kind == "container":
            self.namespace[name] = self.container_of(self.program.types[key])
        elif kind == "record":
            record = self.program.types[key]
            assert isinstance(record, RecordType)
            self.namespace[name] = self.record_of(record)
        elif kind == "constructor":
            self.namespace[name] = self._constructor(name, key, extra)
        elif kind == "coercing":
            record = self.program.types[key]
            assert isinstance(record, RecordType)
            self.namespace[name] = self.coercing(record)
        else:
            enum = self.program.types[key]
            assert isinstance(enum, EnumType)
            self.namespace[name] = self.enums.member(enum, extra)

    def _bind_symbol(self, name: str, symbol: Symbol) -> None:
        if symbol.kind == "function":
            function = self.function(symbol)
            if function is not None:
                self.namespace[name] = function
            if symbol.name in self.program.steps:
                self.globals.add(symbol.name)
        elif symbol.kind == "event":
            self.namespace[name] = self.event(symbol.name)
        elif symbol.kind == "hook":
            self.namespace[name] = self.hook(symbol.name)
        else:
            self.globals.add(symbol.name)

    # ---- functions

    def function(self, symbol: Symbol) -> Callable[..., Any] | None:
        """A script function or a built-in one; None if it has no body."""
        if symbol.bodies:
            made = self.code(symbol.bodies[-1].code)
            return self._described(made, symbol)
        builtin = self.builtins.get(symbol.name)
        if builtin is not None:
            self.builtins_used.add(symbol.name)
            return self._builtin(builtin, symbol)
        if symbol.builtin:
            return self._described(missing_builtin(symbol.name), symbol)
        return None

    def _builtin(self, builtin: Any, symbol: Symbol) -> Callable[..., Any]:
        function = builtin.bound(self.rt)
        if hasattr(function, "__dict__"):
            return self._described(function, symbol)
        return function  # type: ignore[no-any-return]

    def _described(self, function: Any, symbol: Symbol) -> Callable[..., Any]:
        assert isinstance(symbol.type, FuncType)
        if not hasattr(function, "__zeek__"):
            text = self.function_text(symbol.name)
            function.__zeek__ = FuncInfo(symbol.name, symbol.type, text)
        return function  # type: ignore[no-any-return]

    def function_text(self, name: str) -> bytes:
        """The bodies of a function, event or hook as `print` shows them."""
        bodies = sorted(self.program.symbols[name].bodies, key=lambda b: -b.priority)
        texts = self.program.function_texts
        return b"".join([texts.get(b.code, b"") for b in bodies])

    # ---- events and hooks

    def event(self, name: str) -> EventHandler | None:
        """The handler of a declared event, made when first asked for."""
        return self._declared(name, "event", EventHandler, self.handlers)

    def hook(self, name: str) -> Hook | None:
        """A declared hook."""
        return self._declared(name, "hook", Hook, self.hooks)

    def _declared(
        self, name: str, kind: str, made_by: type[B], known: dict[str, B]
    ) -> B | None:
        found = known.get(name)
        if found is not None:
            return found
        symbol = self.program.symbols.get(name)
        if symbol is None or symbol.kind != kind:
            return None
        assert isinstance(symbol.type, FuncType)
        made = known[name] = made_by(name, symbol.type, self.rt)
        self._add_bodies(made, symbol.bodies)
        return made

    def _add_bodies(self, target: Bodies, bodies: Iterable[Body]) -> None:
        for body in bodies:
            function: Callable[..., Any]
            if self.program.defers and not body.is_prototype_of:
                function = Deferred(self, target, body.code)
            else:
                function = self.code(body.code)
            if body.is_prototype_of:
                function = picking(function, body.is_prototype_of)
            target.handlers.append(
                Handler(function, body.priority, body.groups, body.module)
            )
        target.handlers.sort(key=lambda h: -h.priority)
        target.refresh()

    def functions(self) -> Iterable[FunctionType]:
        """The functions that were linked so far."""
        found = (f for f in self.namespace.values() if type(f) is FunctionType)
        return [f for f in found if self.is_script(f.__code__.co_filename)]

    def all_bodies(self) -> Iterable[Bodies]:
        """Every event and hook made so far."""
        return [*self.handlers.values(), *self.hooks.values()]

    # ---- what the runtime asks

    def find_hook(self, name: str) -> Hook | None:
        """A declared hook, ready to run."""
        found = self.hook(name)
        if self.wanted:
            self.settle()
        return found

    def record(self, name: str) -> type[Record]:
        """The class of a named record type."""
        kind = self.program.symbols[name].type
        assert isinstance(kind, RecordType)
        made = self.record_of(kind)
        if self.wanted:
            self.settle()
        return made

    def record_of(self, kind: RecordType) -> type[Record]:
        """The class of a record type, made when first needed."""
        found = self.classes.get(id(kind))
        if found is None:
            defaults = {f.name: self.code(f.default) for f in kind.fields if f.default}
            found = record_class(
                kind, defaults, self.record_of, self.container_of, kind.eager()
            )
            self.classes[id(kind)] = found
        return found

    def _constructor(self, name: str, key: str, given: str) -> Constructor:
        """What makes records by the values of some fields, under a name."""
        record = self.program.types[key]
        assert isinstance(record, RecordType)
        put = partial(self.namespace.__setitem__, name)
        return Constructor(self.record_of(record), given.split(), put)

    def coercing(self, kind: RecordType) -> Callable[..., Record]:
        """What makes a record by coercion."""
        made, eager = self.record_of(kind), kind.eager()
        return partial(coerced, made, eager) if eager else made

    def container_of(self, kind: Type) -> type[Any]:
        """The class for plain containers of a type."""
        found = self.containers.get(id(kind))
        if found is None:
            found = self.containers[id(kind)] = container_class(kind)
        return found

    def enum(self, name: str) -> Any:
        """An enum member by its full name."""
        symbol = self.program.symbols[name]
        assert isinstance(symbol.type, EnumType)
        return self.enums.member(symbol.type, name)

    def value(self, name: str) -> Any:
        """The value of a global name; KeyError if it has none."""
        symbol = self.program.symbols[name]
        if symbol.kind == "enum":
            return self.enum(name)
        if symbol.kind == "type":
            return symbol.type
        python = symbol.python_name
        if python not in self.namespace:
            self._bind_symbol(python, symbol)
            self.settle()
        return self.namespace[python]

    def set_value(self, name: str, value: Any) -> None:
        """Assign a global."""
        self.namespace[self.program.symbols[name].python_name] = value

    def type_of(self, name: str) -> Type | None:
        """The declared type of a global name."""
        symbol = self.program.symbols.get(name)
        return symbol.type if symbol else None

    def symbol(self, name: str) -> Symbol | None:
        """What is known about a global name."""
        return self.program.symbols.get(name)

    def is_script(self, path: str) -> bool:
        """Whether code with this file name was generated."""
        return path in self.program.files

    def text_of(self, path: str, position: tuple[int, int, int, int]) -> str:
        """The text of the expression at a position."""
        return self.program.texts.get(path, {}).get(position, "")


def picking(function: Callable[..., Any], places: str) -> Callable[..., Any]:
    """A body of an alternate prototype, which takes some of the arguments."""
    indices = [int(i) for i in places.split(",") if i.isdigit()]
    if len(indices) < 2:
        return lambda *args: function(*[args[i] for i in indices])
    pick = itemgetter(*indices)
    return lambda *args: function(*pick(args))


def missing_builtin(name: str) -> Callable[..., Any]:
    """A function of Zeek's that the engine does not have: it says so when called."""

    def missing(*args: Any) -> Any:
        raise ZeekError(f"built-in function {name} is not there yet")

    return missing
