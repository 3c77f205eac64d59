"""What the checker knows while it walks: module, function, messages."""

from __future__ import annotations

import keyword
from collections.abc import Callable

from ..diagnostics import Diagnostics, Location, did_you_mean
from ..library import scripts
from ..structure import Structure, field
from ..syntax import nodes as n
from ..typesystem.types import ERROR, VOID, BaseType, FuncType, Type
from . import tree as t
from .rendering import text
from .symbols import GLOBAL, Local, Program, Symbol

LIBRARY = str(scripts())
"""The folder of the bundled scripts."""

REPEATABLE = frozenset(
    "broker_allow_complex_type error_handler is_used log no_CPP_opt no_ZAM_opt"
    " optional raw_output redef group".split()
)

RESERVED = frozenset({*keyword.kwlist, "M64", "H63", "Interval", "Time", "float"})


class FunctionScope(Structure):
    """The function being checked: its variables belong to the whole of it."""

    name: str
    type: FuncType
    outer: FunctionScope | None = None
    captures: dict[str, tuple[Local, Local, bool]] | None = None
    params: list[Local] = field(default_factory=list)
    names: dict[str, Local] = field(default_factory=dict)
    locals: list[Local] = field(default_factory=list)
    blocks: list[list[str]] = field(default_factory=list)
    out_of_scope: set[str] = field(default_factory=set)
    python_names: set[str] = field(default_factory=set)
    loops: int = 0
    switches: int = 0
    is_when: bool = False
    type_case: bool = False
    """Inside a case that binds a value by its type."""
    is_async: bool = False
    uncaptured: dict[str, None] = field(default_factory=dict)
    infers_result: bool = False
    """The first value that is returned tells what type the function returns."""
    prefix: str = ""
    """What stands before the Python names of variables."""
    module: str = GLOBAL
    """The module that the function is written in."""

    def full(self, name: str) -> str:
        """The name of a variable as Zeek shows it: with the module, if there is one."""
        return name if self.module == GLOBAL else f"{self.module}::{name}"

    def add(self, local: Local) -> Local:
        """Make a variable known; its Python name is the script's where it can be."""
        python = self.prefix + local.name
        if python in RESERVED or python.startswith("_") or "__" in python:
            python = f"v_{python.replace('__', '_u_')}"
        while python in self.python_names:
            python += "_"
        self.python_names.add(python)
        local.python = python
        local.shown = self.full(local.name)
        if local.name != "_":
            self.names[local.name] = local
        self.out_of_scope.discard(local.name)
        if local.is_param:
            self.params.append(local)
        else:
            self.locals.append(local)
            if self.blocks:
                self.blocks[-1].append(local.name)
        return local


class Context:
    """Base of the checker's parts."""

    def __init__(self, program: Program, diagnostics: Diagnostics):
        self.program = program
        self.diagnostics = diagnostics
        self.module = GLOBAL
        self.exporting = False
        self.is_statement = False
        """Whether the assignment that comes next is a statement of its own."""
        self.function: FunctionScope | None = None
        self.quiet: Callable[[Location], bool] = lambda loc: False
        self.look_at: Callable[[t.Function], object] | None = None
        "Who is shown each body of the user's own scripts, if anybody."
        """Whether `@pragma push ignore-deprecations` is in force."""

    # ---- messages

    def error(
        self, e: t.Expr, message: str, other: t.Expr | Type | None = None
    ) -> None:
        """Report about an expression, or about two things: `A and B: msg (a and b)`."""
        if other is None:
            self.diagnostics.error(e.loc, f"{message} ({text(e)})")
            return
        if isinstance(other, Type):
            place, shown = self.place_of(other), str(other)
        else:
            place, shown = str(other.loc), text(other)
        self.diagnostics.error(
            both(str(e.loc), place), f"{message} ({text(e)} and {shown})"
        )

    def type_error(self, kind: Type, message: str, e: t.Expr) -> None:
        """Report `error in count and F, line N: message (count and x)`."""
        self.diagnostics.error(
            both(self.place_of(kind), str(e.loc)), f"{message} ({kind} and {text(e)})"
        )

    def place_of(self, kind: Type) -> str:
        """Where a type was written, in messages; its text where nobody wrote it."""
        return kind.place or str(kind)

    def placed(self, kind: Type, loc: Location) -> Type:
        """The type, which now knows where a script of the user wrote it."""
        if not isinstance(kind, BaseType) and not kind.place:
            if not loc.file.startswith(LIBRARY):
                kind.place = str(loc)
        return kind

    def warning(self, e: t.Expr, message: str) -> None:
        """Report a warning about an expression."""
        self.diagnostics.warning(e.loc, f"{message} ({text(e)})")

    def bad(self, loc: Location) -> t.Expr:
        """An expression that stands for one that was reported."""
        return t.Const(ERROR, None, loc=loc)

    # ---- names

    def find(self, name: str, loc: Location) -> Local | Symbol | None:
        """What a name stands for here; None and no message where nothing."""
        if "::" not in name and self.function is not None:
            local = self.find_local(name, loc)
            if local is not None:
                return local
        symbol = self.program.lookup(name, self.module)
        if symbol is None or not self.visible(symbol, name, loc):
            return None
        symbol.used = True
        return symbol

    def visible(self, symbol: Symbol, name: str, loc: Location) -> bool:
        """Whether this module may use the name; reports if it may not."""
        if "::" not in name or symbol.exported or symbol.module == self.module:
            return True
        if symbol.module == GLOBAL:
            return True
        self.diagnostics.error(loc, f"identifier is not exported: {name}")
        symbol.exported = True
        return True

    def find_local(self, name: str, loc: Location) -> Local | None:
        """A variable of this function, through captures for a lambda."""
        scope = self.function
        assert scope is not None
        local = scope.names.get(name)
        if local is not None:
            if name in scope.out_of_scope:
                scope.out_of_scope.discard(name)
                self.diagnostics.error(
                    local.loc,
                    "use of out-of-scope local; move declaration to outer scope"
                    f" ({local.shown})",
                )
            local.used = True
            return local
        outer = scope.outer
        while outer is not None:
            found = outer.names.get(name)
            if found is not None and name not in outer.out_of_scope:
                scope.uncaptured[found.shown] = None
                return scope.add(Local(name, found.type, loc, used=True))
            outer = outer.outer
        return None

    def full(self, name: str) -> str:
        """The name of a variable here as Zeek shows it."""
        return self.function.full(name) if self.function else name

    def unknown(self, name: str, loc: Location) -> None:
        """Report a name that nothing declares."""
        if name.startswith(f"{GLOBAL}::"):
            message = f"Using {GLOBAL}:: as a prefix is invalid. Use :: instead"
            self.diagnostics.error(loc, f"{message} ({name})")
            return
        known = [*self.program.symbols]
        if self.function:
            known += self.function.names
        self.diagnostics.error(
            loc,
            f'unknown identifier {name}, at or near "{name}"',
            did_you_mean(name, known),
        )

    def deprecation(self, symbol: Symbol, name: str, loc: Location) -> None:
        """Warn of the use of a deprecated name."""
        if symbol.deprecated is None or self.quiet(loc):
            return
        tail = f": {symbol.deprecated}" if symbol.deprecated else ""
        self.diagnostics.warning(loc, f"deprecated ({symbol.name}){tail}")

    @property
    def result_type(self) -> Type:
        """What the function at hand returns."""
        return self.function.type.result if self.function else VOID

    def duplicates(self, attrs: tuple[n.Attr, ...]) -> None:
        """Report attributes that stand twice."""
        for i, a in enumerate(attrs):
            before = [b for b in attrs[:i] if b.name == a.name]
            if not before or a.name in REPEATABLE:
                continue
            if a.name == "deprecated" and a.value is None and before[-1].value is None:
                continue
            self.ambiguous(a)

    def ambiguous(self, a: n.Attr) -> None:
        """Report an attribute that stands twice."""
        self.diagnostics.error(a.loc, f"Duplicate &{a.name} attribute is ambiguous")

    def attribute(self, attrs: tuple[n.Attr, ...], name: str) -> n.Attr | None:
        """The attribute of that name as written, if there is one."""
        return next((a for a in attrs if a.name == name), None)


def both(first: str, second: str) -> str:
    """Two places of a message; one where they are the same."""
    return first if first == second else f"{first} and {second}"
