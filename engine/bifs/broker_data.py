"""`Broker::Data`: values that are taken apart and put together by functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..typesystem.types import OpaqueType
from ..values.broker import BrokerData, unwrapped
from ..values.copying import deep_copy
from ..values.opaque import Opaque
from ..values.table import Set, Table
from ..values.typeof import type_of
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

KINDS = {
    "bool": "BOOL",
    "int": "INT",
    "count": "COUNT",
    "double": "DOUBLE",
    "string": "STRING",
    "addr": "ADDR",
    "subnet": "SUBNET",
    "port": "PORT",
    "time": "TIME",
    "interval": "INTERVAL",
    "enum": "ENUM",
    "vector": "VECTOR",
    "record": "VECTOR",
}
"""Kinds of data by the tags of types."""


class Fields(list[Any]):
    """The fields of a record that is put together."""


def wrap(rt: Runtime, value: Any) -> Any:
    """A `Broker::Data` of a value."""
    return rt.record("Broker::Data")(data=BrokerData(value))


def nothing(rt: Runtime) -> Any:
    """A `Broker::Data` without a value."""
    return rt.record("Broker::Data")()


@bif("Broker::__data", runtime=True)
def data(rt: Runtime, value: Any) -> Any:
    """A value as data; data itself stays."""
    if isinstance(getattr(value, "data", None), BrokerData):
        return value
    return wrap(rt, deep_copy(value))


@bif("Broker::__data_type", runtime=True)
def data_type(rt: Runtime, given: Any) -> Any:
    """Which kind of data this is."""
    inner = getattr(given, "data", None)
    if not isinstance(inner, BrokerData):
        return rt.enum("Broker::NONE")
    value = inner.value
    if isinstance(value, Fields):
        return rt.enum("Broker::VECTOR")
    if isinstance(value, Table):
        return rt.enum(f"Broker::{'SET' if isinstance(value, Set) else 'TABLE'}")
    return rt.enum(f"Broker::{KINDS.get(type_of(value).tag, 'NONE')}")


@bif("Broker::__opaque_clone_through_serialization")
def opaque_clone(value: Any) -> Any:
    """A copy of an opaque value."""
    return deep_copy(value)


# ---- what sets, tables, vectors and records share


def _make(kind: str, create: Callable[..., Any]) -> None:
    def made(rt: Runtime, *size: int) -> Any:
        """An empty one."""
        return wrap(rt, create(*size))

    bif(f"Broker::__{kind}_create", runtime=True)(made)


_make("set", Set)
_make("table", Table)
_make("vector", Vector)
_make("record", lambda size: Fields([None] * size))


def _size(given: Any) -> int:
    """How many there are."""
    value = unwrapped(given)
    return len(value) if isinstance(value, list | dict) else 0


def _clear(given: Any) -> bool:
    """Remove all."""
    value = unwrapped(given)
    if not isinstance(value, list | dict):
        return False
    value.clear()
    return True


for _kind in ("set", "table", "vector"):
    bif(f"Broker::__{_kind}_clear")(_clear)
for _kind in ("set", "table", "vector", "record"):
    bif(f"Broker::__{_kind}_size")(_size)


class Iterator(Opaque):
    """A place in a container."""

    __slots__ = ("items", "index")
    opaque_type = OpaqueType("Broker::Iterator")

    def __init__(self, items: list[Any]):
        self.items = items
        self.index = 0


def _iterator(given: Any) -> Iterator:
    """The first place."""
    value = unwrapped(given)
    if isinstance(value, Set):
        return Iterator(list(value))
    return Iterator(list(value.items() if isinstance(value, Table) else value))


def _last(place: Iterator) -> bool:
    """Whether nothing is left."""
    return place.index >= len(place.items)


def _next(place: Iterator) -> bool:
    """Go on; F if nothing is left."""
    if _last(place):
        return False
    place.index += 1
    return not _last(place)


def _value(rt: Runtime, place: Iterator) -> Any:
    """What is here."""
    if _last(place) or place.items[place.index] is None:
        return nothing(rt)
    return wrap(rt, place.items[place.index])


for _kind in ("set", "table", "vector", "record"):
    bif(f"Broker::__{_kind}_iterator")(_iterator)
    bif(f"Broker::__{_kind}_iterator_last")(_last)
    bif(f"Broker::__{_kind}_iterator_next")(_next)
    if _kind != "table":
        bif(f"Broker::__{_kind}_iterator_value", runtime=True)(_value)


@bif("Broker::__table_iterator_value", runtime=True)
def table_iterator_value(rt: Runtime, place: Iterator) -> Any:
    """The key and the value that are here."""
    item = rt.record("Broker::TableItem")
    if _last(place):
        return item(key=nothing(rt), val=nothing(rt))
    key, value = place.items[place.index]
    return item(key=wrap(rt, key), val=wrap(rt, value))


# ---- sets and tables


def _contains(given: Any, key: Any) -> bool:
    """Whether a key is there."""
    return unwrapped(key) in unwrapped(given)


bif("Broker::__set_contains")(_contains)
bif("Broker::__table_contains")(_contains)


@bif("Broker::__set_insert")
def set_insert(given: Any, key: Any) -> bool:
    """Add an element; F if it was there."""
    value, element = unwrapped(given), unwrapped(key)
    if element in value:
        return False
    value[deep_copy(element)] = None
    return True


@bif("Broker::__set_remove")
def set_remove(given: Any, key: Any) -> bool:
    """Remove an element; F if it was not there."""
    value, element = unwrapped(given), unwrapped(key)
    found = element in value
    if found:
        del value[element]
    return found


def _before(rt: Runtime, table: Any, key: Any) -> Any:
    return wrap(rt, table[key]) if key in table else nothing(rt)


@bif("Broker::__table_insert", runtime=True)
def table_insert(rt: Runtime, given: Any, key: Any, value: Any) -> Any:
    """Set an element; what was there before."""
    table, index = unwrapped(given), unwrapped(key)
    before = _before(rt, table, index)
    table[deep_copy(index)] = deep_copy(unwrapped(value))
    return before


@bif("Broker::__table_remove", runtime=True)
def table_remove(rt: Runtime, given: Any, key: Any) -> Any:
    """Remove an element; what was there before."""
    table, index = unwrapped(given), unwrapped(key)
    before = _before(rt, table, index)
    if index in table:
        del table[index]
    return before


@bif("Broker::__table_lookup", runtime=True)
def table_lookup(rt: Runtime, given: Any, key: Any) -> Any:
    """An element."""
    return _before(rt, unwrapped(given), unwrapped(key))


# ---- vectors and records


def _at(rt: Runtime, items: list[Any], index: int) -> Any:
    if index >= len(items) or items[index] is None:
        return nothing(rt)
    return wrap(rt, items[index])


def _lookup(rt: Runtime, given: Any, index: int) -> Any:
    """The element at a place."""
    return _at(rt, unwrapped(given), index)


bif("Broker::__vector_lookup", runtime=True)(_lookup)
bif("Broker::__record_lookup", runtime=True)(_lookup)


@bif("Broker::__vector_insert")
def vector_insert(given: Any, index: int, value: Any) -> bool:
    """Put an element before another, or at the end."""
    items = unwrapped(given)
    items.insert(min(index, len(items)), deep_copy(unwrapped(value)))
    return True


@bif("Broker::__vector_replace", runtime=True)
def vector_replace(rt: Runtime, given: Any, index: int, value: Any) -> Any:
    """Exchange an element; what was there before."""
    items = unwrapped(given)
    before = _at(rt, items, index)
    if index < len(items):
        items[index] = deep_copy(unwrapped(value))
    return before


@bif("Broker::__vector_remove", runtime=True)
def vector_remove(rt: Runtime, given: Any, index: int) -> Any:
    """Remove an element; what it was."""
    items = unwrapped(given)
    before = _at(rt, items, index)
    if index < len(items):
        del items[index]
    return before


@bif("Broker::__record_assign")
def record_assign(given: Any, index: int, value: Any) -> bool:
    """Set a field; F if there is none of this number."""
    items = unwrapped(given)
    if index >= len(items):
        return False
    items[index] = deep_copy(unwrapped(value))
    return True
