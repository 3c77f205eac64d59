"""Names: globals by module, locals by function, and the program they make up.

A `Program` is everything that loading scripts produces. It pickles, so the
state after the library can be stored and taken up again (DESIGN: the program
cache works by prefix); nothing in it depends on what later scripts `redef`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..diagnostics import NOWHERE, Location
from ..structure import Structure, field
from ..typesystem.types import EnumType, Type
from .stored import Stored

GLOBAL = "GLOBAL"

TABLES = (
    "symbols",
    "steps",
    "code",
    "constants",
    "references",
    "types",
    "texts",
    "function_texts",
)
"""The tables of a program of which a run needs only a part."""


class Symbol(Structure):
    """A global name.

    `kind`: var const option type enum function event hook. A function, event or
    hook has its FuncType as type; an enum member its EnumType; a type itself.
    """

    name: str
    kind: str
    type: Type
    place: tuple[str, int, int, int, int] = NOWHERE
    exported: bool = False
    redefinable: bool = False
    has_init: bool = False
    deprecated: str | None = None
    bodies: tuple[Body, ...] = ()
    attrs: frozenset[str] = frozenset()
    used: bool = False
    doc: str = ""
    builtin: bool = False
    alias: str = ""
    """Of a type that was declared as another one: the name of that."""

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        # a plain tuple is read back much faster than a Location
        state = {name: getattr(self, name) for name in type(self).__match_args__}
        state["place"] = tuple(self.place)
        return None, state

    @property
    def loc(self) -> Location:
        """Where the name was declared."""
        return Location(*self.place)

    @property
    def python_name(self) -> str:
        """The name in generated code."""
        return python_name(self.name)

    @property
    def is_callable(self) -> bool:
        """True of a function, event or hook declared as such."""
        return self.kind in ("function", "event", "hook")

    @property
    def module(self) -> str:
        """The module part of the name, GLOBAL where it has none."""
        return self.name.rpartition("::")[0] or GLOBAL


def python_name(name: str) -> str:
    """`Foo::bar` as generated code spells it: `Foo__bar`, `GLOBAL__x` for `x`."""
    if "::" not in name:
        name = f"{GLOBAL}::{name}"
    return name.replace("::", "__")


class Local(Structure):
    """A parameter or local variable; `python` is its name in generated code."""

    name: str
    type: Type
    loc: Location = NOWHERE
    python: str = ""
    is_const: bool = False
    is_param: bool = False
    used: bool = False
    assigned: bool = False
    no_warning: bool = False
    starts_empty: bool = False
    shown: str = ""
    """The name in messages and texts, which tells the module too."""


class Body(Structure):
    """One compiled body: `code` is the key in `Program.code`."""

    code: str
    priority: int = 0
    loc: Location = NOWHERE
    groups: tuple[str, ...] = ()
    module: str = GLOBAL
    is_prototype_of: str = ""


class InitStep(Structure):
    """`global x = e` or `redef x += e`: run in order of loading.

    `code` names a function of no arguments in `Program.code`, which gives the
    value (`=`) or changes the present one.
    """

    symbol: str
    code: str
    loc: Location = NOWHERE
    number: int = 0


class Reached(Structure):
    """What the handlers of a whole program may use."""

    variables: list[str]
    """Globals that are to have their values before any handler runs."""
    builtins: list[str]


class Program(Structure):
    """All that was declared, in order."""

    symbols: dict[str, Symbol] = field(default_factory=dict)
    steps: dict[str, list[InitStep]] = field(default_factory=dict)
    """By symbol; `InitStep.number` tells the order."""
    step_count: int = 0
    effects: list[str] = field(default_factory=list)
    """The symbols of steps that are run in any case, for what they do or say."""
    code: dict[str, bytes] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    constant_names: dict[tuple[str, str], str] = field(default_factory=dict)
    references: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    texts: dict[str, dict[tuple[int, int, int, int], str]] = field(default_factory=dict)
    type_keys: dict[int, str] = field(default_factory=dict)
    loaded: list[tuple[str, int]] = field(default_factory=list)
    """The scripts in order of loading, with how deep they were loaded."""
    files: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    function_texts: dict[str, bytes] = field(default_factory=dict)
    uses: dict[str, frozenset[str]] = field(default_factory=dict)
    """By code of the user's own scripts: the globals that it refers to."""
    statements: list[str] = field(default_factory=list)
    signatures: list[tuple[str, str]] = field(default_factory=list)
    """Signature files: as a script names them, and their paths."""
    serial: int = 0
    listed: dict[str, list[str]] | None = None
    """By kind: the names of options and events with bodies, once they are known."""

    reached: Reached | None = None
    """What linking came to, once the whole program was linked."""
    defers: bool = False
    """Whether this run links bodies when they first run, since it knows `reached`."""
    lean: bool = False
    """Whether what is read first is only what such runs asked for."""

    def unique(self, prefix: str) -> str:
        """A name that generated code has not used yet."""
        self.serial += 1
        return f"{prefix}{self.serial}"

    def __getstate__(self) -> dict[str, Any]:
        state = {k: getattr(self, k) for k in type(self).__match_args__}
        state["type_keys"] = {}
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        for k, v in state.items():
            setattr(self, k, v)
        self.type_keys = {id(t): k for k, t in self.types.items()}

    def add_step(self, symbol: str, code: str, loc: Location) -> None:
        """Note a step of initialization, after all others."""
        self.step_count += 1
        step = InitStep(symbol, code, loc, self.step_count)
        self.steps.setdefault(symbol, []).append(step)

    def split(self, asked: dict[str, set[str]]) -> tuple[dict[str, Any], Any]:
        """What runs asked for, as a state for `join`, and the rest of each table."""
        state = self.__getstate__() | {"listed": self.listed or self._list()}
        rest = {}
        for table in TABLES:
            whole = dict(state[table].items())
            wanted = asked[table]
            known = {k: v for k, v in whole.items() if k in wanted}
            state[table] = known, wanted - known.keys()
            rest[table] = {k: v for k, v in whole.items() if k not in wanted}
        return state, rest

    @classmethod
    def join(cls, state: dict[str, Any], rest: Callable[[], Any]) -> Program:
        """The program of a state that `split` made; `rest` gives the rest."""
        program = cls.__new__(cls)

        def fetch() -> None:
            for table, others in rest().items():
                getattr(program, table).fill(others)
            program.type_keys = {id(t): k for k, t in program.types.items()}

        for name, value in state.items():
            setattr(program, name, value)
        for table in TABLES:
            known, absent = state[table]
            setattr(program, table, Stored(known, frozenset(absent), fetch))
        return program

    def note(self) -> None:
        """Begin to note what is asked for."""
        for name in TABLES:
            table = getattr(self, name)
            if not isinstance(table, Stored):
                setattr(self, name, Stored(table))

    def asked(self) -> dict[str, set[str]] | None:
        """What runs asked of each table; None if this one brought nothing new."""
        tables = {name: getattr(self, name) for name in TABLES}
        if self.defers and not self.lean:
            return {name: table.asked for name, table in tables.items()}
        if not any(t.unforeseen() for t in tables.values() if isinstance(t, Stored)):
            return None
        return {name: table.wanted() for name, table in tables.items()}

    def names_of(self, kind: str) -> list[str]:
        """The names of all options (`option`), or events with bodies (`event`)."""
        listed = self.listed or self._list()
        return listed[kind]

    def _list(self) -> dict[str, list[str]]:
        symbols = self.symbols.values()
        return {
            "event": [s.name for s in symbols if s.kind == "event" and s.bodies],
            "option": [s.name for s in symbols if s.kind == "option"],
        }

    def lookup(self, name: str, module: str) -> Symbol | None:
        """Resolve a name as Zeek does: in the module, then globally."""
        if name.startswith("::"):
            return self.symbols.get(name[2:])
        if name.startswith(f"{GLOBAL}::"):
            return None
        if "::" not in name and module != GLOBAL:
            found = self.symbols.get(f"{module}::{name}")
            if found is not None:
                return found
        return self.symbols.get(name)

    def full_name(self, name: str, module: str) -> str:
        """The name under which a declaration in `module` is known."""
        if name.startswith("::"):
            return name[2:]
        if "::" in name or module == GLOBAL:
            return name
        return f"{module}::{name}"

    def key_of_type(self, t: Type) -> str:
        """The name by which generated code refers to a type."""
        key = self.type_keys.get(id(t))
        if key is None:
            key = f"T{len(self.types)}"
            self.types[key] = t
            self.type_keys[id(t)] = key
        return key


def enum_python_name(enum: EnumType, member: str) -> str:
    """The name of an enum member's value in generated code."""
    return f"E__{python_name(member)}__of__{python_name(enum.name)}"
