"""Tables and sets: dicts that know their type.

The key is the value itself for one index and a tuple for several. What a plain
dict does is left to it; subclasses that do more stand here (`&default`) and in
tables_managed.py (expiry, `&on_change`) and tables_matching.py (subnets and
patterns as keys). `table_class` picks the one for a set of features.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..typesystem.types import PATTERN, SUBNET, TableType

if TYPE_CHECKING:
    from .tables_managed import Expiry

Key = Any


class TableState:
    """What a table that is more than a dict keeps beside its elements."""

    __slots__ = (
        "default",
        "constant",
        "stored",
        "expiry",
        "on_change",
        "changing",
        "index",
        "ordered",
    )

    def __init__(self) -> None:
        self.set_default(None, False)
        self.expiry: Expiry | None = None
        self.on_change: Callable[..., Any] | None = None
        self.changing = False
        self.index: Any = None
        self.ordered = False
        """`&ordered`: elements stay in the order of their coming in any run."""

    def set_default(self, default: Callable[[Key], Any] | None, stored: bool) -> None:
        """What missing keys give, and whether that is put into the table."""
        self.default = default
        self.stored = stored
        self.constant: Any = None
        if isinstance(default, Always) and not stored:
            self.constant = default.value


class Always:
    """A `&default` that is the same value for each key."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __call__(self, key: Key) -> Any:
        return self.value


class Asked:
    """A `&default` that is a function of each index; each table has its own."""

    __slots__ = ("function", "table")

    def __init__(self, function: Callable[..., Any], table: Table | None = None):
        self.function = function
        self.table = table

    def __call__(self, key: Key) -> Any:
        return self.function(*key_parts(key))

    def again(self, table: Table, function: Callable[..., Any]) -> Asked:
        """The same for another table, with another function."""
        return type(self)(function, table)


class Table(dict[Any, Any]):
    """A table without attributes that change how it works."""

    __slots__ = ("type", "state", "history", "__weakref__")

    type: TableType | None
    state: TableState | None
    history: Any
    """What came and went, in runs with seeds only (hashed_order.py)."""

    def __init__(self, items: Any = (), type: TableType | None = None):
        dict.__init__(self, items)
        self.type = type
        self.state = None

    def add_all(self, other: dict[Any, Any]) -> None:
        """`t += u`."""
        for key, value in other.items():
            self[key] = value

    def remove_all(self, other: Iterable[Any]) -> None:
        """`t -= u`."""
        for key in list(other):
            self.pop(key, None)

    def walk(self) -> Any:
        """The keys one by one, taken from the end, while elements come and go."""
        return list(self)[::-1]

    def changed_in_loop(self) -> None:
        """An element came or went while a loop goes over the table."""

    def __hash__(self) -> int:  # type: ignore[override]  # used as an index
        return hash(frozenset(dict.items(self)))


class Set(Table):
    """A set: every value is None."""

    __slots__ = ()

    def __init__(self, items: Any = (), type: TableType | None = None):
        dict.__init__(self, dict.fromkeys(items))
        self.type = type
        self.state = None

    def add(self, element: Key) -> None:
        """`add s[x]`."""
        self[element] = None

    def __hash__(self) -> int:  # type: ignore[override]  # used as an index
        return hash(frozenset(self))


class DefaultTable(Table):
    """A table with `&default` or `&default_insert`."""

    __slots__ = ()

    def __missing__(self, key: Key) -> Any:
        state = self.state
        if state is not None and state.constant is not None:
            return state.constant
        return default_of(self, key)


def default_of(table: Table, key: Key) -> Any:
    """What `&default` gives for a missing key; an error if there is none."""
    state = table.state
    if state is None or state.default is None:
        raise KeyError(key)
    value = state.default(key)
    if state.stored:
        table[key] = value
    return value


def key_parts(key: Key) -> tuple[Any, ...]:
    """A key as the arguments of a function that takes each index."""
    return key if type(key) is tuple else (key,)


def default_from(value: Any, copy: Callable[[Any], Any]) -> Callable[[Key], Any]:
    """The function for a `&default` that is a value: containers are copied."""
    if isinstance(value, list | dict) or hasattr(type(value), "__zeek_type__"):
        return lambda key: copy(value)
    return Always(value)


_CLASSES: dict[tuple[bool, ...], type[Table]] = {}


def table_class(type_: TableType, *, managed: bool, default: bool) -> type[Table]:
    """The class for a table type; `managed` if it expires or has `&on_change`."""
    one = type_.index[0] if len(type_.index) == 1 else None
    features = (type_.is_set, managed, default, one is SUBNET, one is PATTERN)
    if features not in _CLASSES:
        _CLASSES[features] = _make_class(*features)
    return _CLASSES[features]


def _make_class(
    is_set: bool, managed: bool, default: bool, subnets: bool, patterns: bool
) -> type[Table]:
    bases: list[type] = []
    if subnets or patterns:
        from .tables_matching import PatternKeys, SubnetKeys

        bases.append(SubnetKeys if subnets else PatternKeys)
    if managed:
        from .tables_managed import Managed

        bases.append(Managed)
    if is_set:
        bases.append(Set)
    elif default or managed or subnets:
        bases.append(DefaultTable)
    else:
        bases.append(Table)
    if len(bases) == 1:
        return bases[0]
    name = "".join(b.__name__ for b in bases)
    # dict's own methods stand behind those of the features
    return type(name, tuple(bases), {"__slots__": (), "__hash__": bases[-1].__hash__})


def make_table(
    type_: TableType,
    items: Any = (),
    *,
    default: Callable[[Key], Any] | None = None,
    stored: bool = False,
    expiry: Expiry | None = None,
    on_change: Callable[..., Any] | None = None,
    ordered: bool = False,
) -> Table:
    """A table or set with attributes; `items` as for dict, or elements of a set."""
    managed = expiry is not None or on_change is not None
    cls = table_class(type_, managed=managed, default=default is not None)
    table = cls((), type_)
    if managed or default is not None or ordered:
        state = table.state or TableState()
        state.ordered = ordered
        state.set_default(default, stored)
        state.on_change, state.expiry = on_change, expiry
        table.state = state
        if expiry is not None:
            expiry.watch(table)
    if type_.is_set:
        items = dict.fromkeys(items)
    for key, value in dict(items).items():
        table[key] = value
    return table


def union(a: Set, b: Set) -> Set:
    """`a | b`."""
    out = like(a)
    out.add_all(a)
    out.add_all(b)
    return out


def intersection(a: Set, b: Set) -> Set:
    """`a & b`."""
    out = like(a)
    few, many = (a, b) if len(a) < len(b) else (b, a)
    for element in few:
        if dict.__contains__(many, element):
            out[element] = None
    return out


def difference(a: Set, b: Set) -> Set:
    """`a - b`."""
    out = like(a)
    out.add_all(a)
    out.remove_all(b)
    return out


def is_subset(a: Set, b: Set) -> bool:
    """`a <= b`."""
    return dict.keys(a) <= dict.keys(b)


def like(source: Set) -> Set:
    """An empty set of the same type, without attributes."""
    if source.type is None:
        return Set()
    made = table_class(source.type, managed=False, default=False)((), source.type)
    assert isinstance(made, Set)
    return made
