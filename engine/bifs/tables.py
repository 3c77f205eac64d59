"""Tables, sets and vectors: keys and values, sorting, resizing, subnets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from ..typesystem.types import (
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    INTERVAL,
    SUBNET,
    TIME,
    FuncType,
    TableType,
    VectorType,
)
from ..values.function import info_of
from ..values.record import UNSET, Record, record_items
from ..values.subnet import Subnet
from ..values.table import Set, Table, table_class
from ..values.typeof import type_of
from ..values.vector import Vector
from .contract import bif
from .vectors import ANYS, COUNTS, SUBNETS

if TYPE_CHECKING:
    from ..runtime import Runtime

_NUMERIC = (COUNT, INT, DOUBLE, TIME, INTERVAL)


@bif("clear_table", runtime=True)
def clear_table(rt: Runtime, table: Any) -> None:
    """Drop all elements."""
    if isinstance(table, Table):
        table.clear()
    else:
        rt.reporter.builtin_error("clear_table() requires a table/set argument")


def table_type(table: Table) -> TableType:
    """The type of a table."""
    found = type_of(table)
    assert isinstance(found, TableType)
    return found


@bif("table_keys", runtime=True)
def table_keys(rt: Runtime, table: Any) -> Set | None:
    """The set of all indices."""
    if not isinstance(table, Table) or isinstance(table, Set):
        rt.reporter.builtin_error("table_keys() requires a table argument")
        return None
    kind = TableType(table_type(table).index, None)
    keys = table_class(kind, managed=False, default=False)(list(table), kind)
    assert isinstance(keys, Set)
    return keys


@bif("table_values", runtime=True)
def table_values(rt: Runtime, table: Any) -> Vector | None:
    """The vector of all values."""
    if not isinstance(table, Table) or isinstance(table, Set):
        rt.reporter.builtin_error("table_values() requires a table argument")
        return None
    element = table_type(table).value
    return Vector(table.values(), VectorType(element) if element else ANYS)


@bif("resize", runtime=True)
def resize(rt: Runtime, vector: Any, size: int) -> int | None:
    """Cut a vector or add holes; gives the old size."""
    if not isinstance(vector, Vector):
        rt.reporter.builtin_error("resize() operates on vectors")
        return None
    old = len(vector)
    if size < old:
        del vector[size:]
    else:
        vector.extend([None] * (size - old))
    return old


def _flags(rt: Runtime, vector: Any, name: str) -> Vector | None:
    if isinstance(vector, Vector):
        kind = vector.type
        if kind is None or kind.element is BOOL or (vector and vector[0] in (0, 1)):
            return vector
        if not vector and kind.element.tag == "void":
            return vector
    rt.reporter.builtin_error(f"{name}() requires vector of bool")
    return None


@bif("any_set", runtime=True)
def any_set(rt: Runtime, vector: Any) -> bool:
    """Whether an element is T."""
    flags = _flags(rt, vector, "any_set")
    return False if flags is None else any(flags)


@bif("all_set", runtime=True)
def all_set(rt: Runtime, vector: Any) -> bool:
    """Whether all elements are T."""
    flags = _flags(rt, vector, "all_set")
    return False if flags is None else all(flags)


def _sort_key(
    rt: Runtime, name: str, vector: Any, rest: tuple[Any, ...]
) -> Callable[[Any], Any] | None:
    """A key function for Python's sort, None after telling what is wrong."""
    report = rt.reporter.builtin_error
    if not isinstance(vector, Vector):
        report(f"{name}() requires vector")
    elif len(rest) > 1:
        report(f"{name}() called with extraneous argument")
    elif rest:
        return _comparison(rt, name, vector, rest[0])
    else:
        element = vector.type.element if vector.type else None
        if element is None and vector:
            element = type_of(vector[0])
        if element is None or element in _NUMERIC:
            return _number
        if not vector and element.tag in ("void", "any"):
            return _number
        message = f"comparison function required for {name}() with non-numeric types"
        report(message)
    return None


def _number(value: Any) -> Any:
    # holes sort before everything else
    return (False, 0) if value is None else (True, value)


def _comparison(
    rt: Runtime, name: str, vector: Vector, function: Any
) -> Callable[[Any], Any] | None:
    report = rt.reporter.builtin_error
    if not callable(function):
        report(f"second argument to {name}() needs to be comparison function")
        return None
    info = info_of(function)
    if info is not None and not _compares(info.type, vector.type):
        report(f"invalid comparison function in call to {name}()")
        return None
    return cmp_to_key(function)


def _compares(function: FuncType, vector: VectorType | None) -> bool:
    parameters = function.params.fields
    if function.result is not INT or len(parameters) != 2:
        return False
    if vector is None or vector.element.tag in ("any", "void"):
        return True
    tags = {vector.element.tag, "any"}
    return all(p.type.tag in tags for p in parameters)


@bif("sort", runtime=True)
def sort(rt: Runtime, vector: Any, *rest: Any) -> Any:
    """Sort a vector in place and return it."""
    key = _sort_key(rt, "sort", vector, rest)
    if key is not None:
        # sorted outside, for a comparison function that looks at the vector
        vector[:] = sorted(vector, key=key)
    return vector


@bif("order", runtime=True)
def order(rt: Runtime, vector: Any, *rest: Any) -> Vector:
    """The indices in the order that would sort the vector."""
    kind = rt.names.type_of("index_vec")
    out = Vector((), kind if isinstance(kind, VectorType) else COUNTS)
    key = _sort_key(rt, "order", vector, rest)
    if key is not None:
        out.extend(sorted(range(len(vector)), key=lambda i: key(vector[i])))
    return out


def _subnet_table(rt: Runtime, table: Any, name: str) -> Any:
    if isinstance(table, Table):
        index = table_type(table).index
        if index == (SUBNET,):
            return table
    rt.reporter.error(f"{name} needs to be called on a set[subnet]/table[subnet].")
    return None


@bif("matching_subnets", runtime=True)
def matching_subnets(rt: Runtime, search: Subnet, table: Any) -> Vector | None:
    """The subnets of a table that cover another, the narrowest first."""
    found = _subnet_table(rt, table, "matching_subnets")
    return None if found is None else Vector(_covering(found, search), SUBNETS)


def _covering(table: Table, search: Subnet) -> list[Subnet]:
    covering = [n for n in table if n.covers(search)]
    return sorted(covering, key=lambda n: n.shift)


@bif("filter_subnet_table", runtime=True)
def filter_subnet_table(rt: Runtime, search: Subnet, table: Any) -> Table | None:
    """The part of a table whose subnets cover another."""
    found = _subnet_table(rt, table, "filter_subnet_table")
    if found is None:
        return None
    kind = table_type(found)
    made = table_class(kind, managed=False, default=False)((), kind)
    for net in _covering(found, search):
        made[net] = dict.__getitem__(found, net)
    return made


@bif("check_subnet", runtime=True)
def check_subnet(rt: Runtime, search: Subnet, table: Any) -> bool:
    """Whether a table has that very subnet."""
    found = _subnet_table(rt, table, "check_subnet")
    return found is not None and dict.__contains__(found, search)


@bif("same_object")
def same_object(a: Any, b: Any) -> bool:
    """Whether both are the same object, as numbers of one value count."""
    return a is b or (isinstance(a, int) and type(a) is type(b) and a == b)


@bif("val_footprint")
def val_footprint(value: Any) -> int:
    """How many values a value is made of, containers with one for each element."""
    return _footprint(value, set())


def _footprint(value: Any, parents: set[int]) -> int:
    if not isinstance(value, Record | Vector | Table):
        return 1 + len(value) // 32 if type(value) is bytes else 1
    if id(value) in parents:
        return 1
    parents.add(id(value))
    total = sum(_footprint(part, parents) for part in _parts(value))
    parents.remove(id(value))
    return total + _own_size(value)


def _own_size(value: Record | Vector | Table) -> int:
    return len(value.__zeek_slots__) if isinstance(value, Record) else len(value)


def _parts(value: Record | Vector | Table) -> Iterator[Any]:
    if isinstance(value, Record):
        yield from (v for v in record_items(value) if v is not UNSET)
    elif isinstance(value, Vector):
        yield from (v for v in value if v is not None)
    else:
        for key, item in dict.items(value):
            # the indices stand in a vector, which counts as well
            yield Vector(key if type(key) is tuple else (key,))
            if not isinstance(value, Set):
                yield item
