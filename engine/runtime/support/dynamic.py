"""Values whose type only the run knows."""

from __future__ import annotations

from typing import Any

from ...diagnostics import ZeekError
from ...typesystem.coercion import is_unspecified, same_type
from ...typesystem.types import INT, TableType, Type, VectorType
from ...values.broker import unwrapped
from ...values.copying import deep_copy
from ...values.function import FuncInfo
from ...values.integer import IntVal
from ...values.subnet import Subnet
from ...values.table import Set, Table
from ...values.typeof import type_of
from ...values.vector import Vector
from ..faults import EXPRESSION
from .tables import retype


def from_any(value: Any, kind: Type) -> Any:
    """A value of `any` where one of a type is needed."""
    have = type_of(value)
    if not _same(kind, have):
        raise ZeekError(
            f"incompatible types: need {kind}, have {have}", kind=EXPRESSION
        )
    return int(value) if kind is INT else value


def cast(value: Any, kind: Type) -> Any:
    """`v as T`"""
    inner = unwrapped(value)
    if inner is not value:
        return _cast_data(value, inner, kind)
    have = type_of(value)
    if _same(kind, have):
        return int(value) if type(value) is IntVal else value
    if isinstance(kind, VectorType) and isinstance(value, Set):
        return Vector(list(value), kind)
    if isinstance(kind, TableType) and kind.is_set and isinstance(value, Vector):
        if same_type(kind, TableType((have.element,), None)):  # type: ignore[attr-defined]
            return Set(value, kind)
    text = f"invalid cast of value with type '{have}' to type '{kind}'"
    if str(have) == "Broker::Data" and not hasattr(value, "data"):
        text += " (nil $data field)"
    raise ZeekError(text, kind=EXPRESSION)


def _cast_data(data: Any, inner: Any, kind: Type) -> Any:
    """`d as T` of a `Broker::Data`, whose containers know no type of their own."""
    have = type_of(data)
    if _same(kind, have):
        return data
    if _is_empty_of(inner, kind):
        return retype(deep_copy(inner), kind)
    try:
        made = cast(inner, kind)
    except ZeekError:
        text = f"invalid cast of value with type '{have}' to type '{kind}'"
        raise ZeekError(text, kind=EXPRESSION) from None
    if isinstance(made, Vector | Table):
        made = deep_copy(made)
        return retype(made, kind) if made.type is None else made
    return made


def _is_empty_of(value: Any, kind: Type) -> bool:
    """Whether a container without elements, which tell the type, may be of a type."""
    if not isinstance(value, Vector | Table) or value or value.type is not None:
        return False
    if isinstance(kind, TableType):
        return isinstance(value, Table) and kind.is_set == isinstance(value, Set)
    return isinstance(kind, VectorType) and isinstance(value, Vector)


def _same(want: Type, have: Type) -> bool:
    return same_type(want, have) and (
        not is_unspecified(have) or is_unspecified(want) or have.tag == want.tag
    )


def unpack(value: Any, count: int) -> tuple[Any, ...]:
    """`[a, b] = index`: the parts of an index."""
    parts = value if isinstance(value, tuple) else (value,)
    if len(parts) != count:
        raise ZeekError("mismatch in list lengths", kind=EXPRESSION)
    return parts


def is_of(value: Any, kind: Type) -> bool:
    """`v is T`"""
    inner = unwrapped(value)
    if inner is not value and _is_empty_of(inner, kind):
        return True
    return _same(kind, type_of(value)) or _same(kind, type_of(inner))


def size_of(value: Any) -> Any:
    """`|v|` where only the value tells how."""
    from ...values.addr import Addr
    from ...values.enum import EnumVal
    from ...values.file import File
    from ...values.port import Port

    if isinstance(value, Addr):
        return value.family_bits
    if isinstance(value, File):
        return value.size()
    if isinstance(value, Port):
        return int(value)
    if isinstance(value, EnumVal):
        return value.value
    if isinstance(value, Subnet):
        return value.size
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return abs(value)
    info = getattr(value, "__zeek__", None)
    if isinstance(info, FuncInfo):
        return len(info.type.params.fields)
    record = getattr(type(value), "__zeek_type__", None)
    if record is not None:
        return len(record.fields)
    return len(value)
