"""The Zeek type of a value, told by its class."""

from __future__ import annotations

from typing import Any

from ..typesystem.types import (
    ADDR,
    ANY,
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    INTERVAL,
    PATTERN,
    PORT,
    STRING,
    SUBNET,
    TIME,
    VOID,
    FileType,
    TableType,
    Type,
    TypeType,
    VectorType,
)
from .addr import Addr
from .enum import EnumVal
from .file import File
from .function import info_of
from .integer import IntVal
from .opaque import Opaque
from .pattern import Pattern
from .port import Port
from .record import Record
from .subnet import Subnet
from .table import Set, Table
from .time import Interval, Time
from .vector import Vector

FILE = FileType()


class TypeValue:
    """A type as a value, with the name by which the script called it."""

    __slots__ = ("type", "name")

    def __init__(self, type: Type, name: str = ""):
        self.type = type
        self.name = name

    def describe(self) -> bytes:
        """What `print` shows."""
        return (self.name or str(self.type)).encode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TypeValue) and self.type is other.type

    def __hash__(self) -> int:
        return id(self.type)


_BY_CLASS: dict[type, Type] = {
    bool: BOOL,
    int: COUNT,
    IntVal: INT,
    float: DOUBLE,
    Time: TIME,
    Interval: INTERVAL,
    bytes: STRING,
    Addr: ADDR,
    Subnet: SUBNET,
    Port: PORT,
    Pattern: PATTERN,
    File: FILE,
    type(None): VOID,
}


def type_of(value: Any) -> Type:
    """The type of a value that a script may hold."""
    found = _BY_CLASS.get(type(value))
    return found if found is not None else _type_of_other(value)


def _type_of_other(value: Any) -> Type:
    if isinstance(value, Record):
        return value.__zeek_type__
    if isinstance(value, EnumVal):
        return value.type
    if isinstance(value, Vector):
        return value.type or VectorType(type_of(value[0]) if value else VOID)
    if isinstance(value, Table):
        return value.type or _guess_table(value)
    if isinstance(value, Opaque):
        return value.opaque_type
    if isinstance(value, TypeValue):
        return TypeType(value.type)
    if isinstance(value, Type):
        return TypeType(value)
    info = info_of(value)
    if info is not None:
        return info.type
    found = getattr(value, "type", None)
    return found if isinstance(found, Type) else ANY


def _guess_table(table: Table) -> TableType:
    for key, value in dict.items(table):
        parts = key if type(key) is tuple else (key,)
        index = tuple(type_of(p) for p in parts)
        return TableType(index, None if isinstance(table, Set) else type_of(value))
    return TableType((VOID,), None if isinstance(table, Set) else VOID)
