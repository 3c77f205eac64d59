"""`copy`: deep copies that share nothing changeable with the original."""

from __future__ import annotations

from types import CellType, FunctionType
from typing import Any

from ..typesystem.types import Type
from .opaque import Opaque
from .pattern import Pattern
from .record import Record
from .table import Asked, Set, Table, TableState, table_class
from .vector import Vector

_SCALARS = frozenset((bool, int, float, bytes))


def deep_copy(value: Any) -> Any:
    """A copy of a value; what cannot change is returned as it is.

    As in Zeek, a part that stands in two places does so in the copy.
    """
    if type(value) in _SCALARS:
        return value
    return _copy(value, {})


def copied(value: Any) -> Any:
    """What `copy` gives: a string or pattern, too, is another object then."""
    if type(value) is bytes:
        return bytes(bytearray(value))
    return value.again() if isinstance(value, Pattern) else deep_copy(value)


def _copy(value: Any, copies: dict[int, Any]) -> Any:
    if isinstance(value, Record | Vector | Table):
        known = copies.get(id(value))
        if known is not None:
            return known
        return _COPIERS[_kind(value)](value, copies)
    if isinstance(value, Opaque):
        known = copies.get(id(value))
        if known is None:
            known = copies[id(value)] = value.clone()
        return known
    if isinstance(value, FunctionType) and value.__closure__:
        return copies.get(id(value)) or _copy_lambda(value)
    return value


def _copy_lambda(value: FunctionType) -> FunctionType:
    """A lambda with copies of its own of what it captured."""
    cells = tuple(CellType() for _ in value.__closure__ or ())
    made = FunctionType(value.__code__, value.__globals__, value.__name__, None, cells)
    made.__dict__.update(value.__dict__)
    for cell, captured in zip(cells, value.__closure__ or (), strict=True):
        # as in Zeek, each for itself, even if two of them share a part
        cell.cell_contents = _copy(captured.cell_contents, {id(value): made})
    return made


def _kind(value: Any) -> type:
    if isinstance(value, Record):
        return Record
    return Vector if isinstance(value, Vector) else Table


def _copy_record(value: Record, copies: dict[int, Any]) -> Record:
    made = type(value).__new__(type(value))
    copies[id(value)] = made
    for slot in value.__zeek_slots__:
        try:
            field = getattr(value, slot)
        except AttributeError:
            continue
        setattr(made, slot, _copy(field, copies))
    return made


def _empty(value: Any) -> Any:
    """An empty container of the same class and type."""
    kind = type(value)
    if isinstance(kind.__dict__.get("type"), Type):
        return kind()
    return kind((), value.type)


def _copy_vector(value: Vector, copies: dict[int, Any]) -> Vector:
    made: Vector = _empty(value)
    copies[id(value)] = made
    made.extend([_copy(x, copies) for x in value])
    return made


def _copy_table(value: Table, copies: dict[int, Any]) -> Table:
    made: Table = _empty(value)
    copies[id(value)] = made
    _copy_state(value, made)
    on_change = made.state.on_change if made.state else None
    if made.state:
        made.state.on_change = None
    for key, item in value.items():
        made[key_copy(key)] = _copy(item, copies)
    if made.state:
        made.state.on_change = on_change
    if value.state and value.state.expiry and made.state and made.state.expiry:
        made.state.expiry.stamps = dict(value.state.expiry.stamps)
    return made


def _copy_state(source: Table, made: Table) -> None:
    if source.state is None:
        return
    state = made.state or TableState()
    default = source.state.default
    if isinstance(default, Asked):
        default = default.again(made, deep_copy(default.function))
    state.set_default(default, source.state.stored)
    state.on_change = source.state.on_change
    state.ordered = source.state.ordered
    if source.state.expiry is not None:
        state.expiry = source.state.expiry.again()
        state.expiry.watch(made)
    made.state = state


_COPIERS: dict[type, Any] = {
    Record: _copy_record,
    Vector: _copy_vector,
    Table: _copy_table,
}


def key_copy(key: Any) -> Any:
    """A key that a later change of its origin does not reach."""
    if type(key) is tuple:
        return tuple([deep_copy(k) for k in key])
    return deep_copy(key)


def plain_like(table: Table) -> Table:
    """An empty table of the same type without attributes."""
    if table.type is None:
        return Set() if isinstance(table, Set) else Table()
    return table_class(table.type, managed=False, default=False)((), table.type)
