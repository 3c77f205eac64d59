"""The bytes of a value from which Zeek computes hashes.

A lone value is its bare bytes; inside a record or a container, numbers are
aligned to their size and strings carry their length.
"""

from __future__ import annotations

import struct
from typing import Any

from .addr import Addr
from .enum import EnumVal
from .pattern import Pattern
from .printing import describe_raw
from .record import UNSET, Record, field_values
from .siphash import MASK, siphash
from .subnet import Subnet
from .table import Set, Table, key_parts
from .vector import Vector


def value_bytes(value: Any) -> bytes:
    """The bytes of a lone value, equal for equal values of one type."""
    if isinstance(value, bytes):
        return bytes(value)
    if isinstance(value, Pattern):
        return describe_raw(value)
    out = bytearray()
    _write(out, value)
    return bytes(out)


def hash64(value: Any, key: bytes = bytes(16)) -> int:
    """A 64-bit hash of a value."""
    return siphash(key, value_bytes(value))


def _number(out: bytearray, form: str, number: float) -> None:
    size = struct.calcsize(form)
    out.extend(bytes(-len(out) % size))
    out.extend(struct.pack(form, number))


def _write(out: bytearray, value: Any) -> None:
    if isinstance(value, float):
        _number(out, "<d", value)
    elif isinstance(value, EnumVal):
        _number(out, "<Q", value.value & MASK)
    elif isinstance(value, int):
        _number(out, "<Q", int(value) & MASK)
    elif isinstance(value, Addr):
        _address(out, value)
    elif isinstance(value, Subnet):
        _address(out, value.prefix)
        _number(out, "<i", value.width)
    else:
        _write_long(out, value)


def _address(out: bytearray, address: bytes) -> None:
    out.extend(bytes(-len(out) % 4))
    out.extend(address)


def _write_long(out: bytearray, value: Any) -> None:
    if isinstance(value, Record):
        _write_fields(out, value)
    elif isinstance(value, Table):
        _write_table(out, value)
    elif isinstance(value, Vector):
        _number(out, "<I", len(value))
        for i, element in enumerate(value):
            _number(out, "<I", i)
            _maybe(out, UNSET if element is None else element)
    else:
        text = value if isinstance(value, bytes) else describe_raw(value)
        _number(out, "<i", len(text))
        out.extend(text)


def _maybe(out: bytearray, value: Any) -> None:
    out.append(value is not UNSET)
    if value is not UNSET:
        _write(out, value)


def _write_fields(out: bytearray, record: Record) -> None:
    for field, value in field_values(record):
        if field.optional or value is UNSET:
            _maybe(out, value)
        else:
            _write(out, value)


def _write_table(out: bytearray, table: Table) -> None:
    _number(out, "<i", len(table))
    lone = isinstance(table, Set)
    rows = [(key_parts(key), value) for key, value in dict.items(table)]
    rows.sort(key=lambda row: [value_bytes(part) for part in row[0]])
    for parts, value in rows:
        _number(out, "<i", len(parts))
        for part in parts:
            _write(out, part)
        if not lone:
            _write(out, value)
