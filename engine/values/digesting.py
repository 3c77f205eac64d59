"""The bytes of a value from which Zeek computes hashes.

A lone value is its bare bytes; inside a record or a container, numbers are
aligned to their size and strings carry their length.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..typesystem.types import FuncType, Type
from .addr import Addr
from .enum import EnumVal
from .pattern import Pattern
from .printing import describe_raw
from .record import UNSET, Record, field_values
from .siphash import MASK, siphash
from .subnet import Subnet
from .table import Set, Table, key_parts
from .vector import Vector

_WHOLE = re.compile(rb"\^\?\((.*)\)\$\?", re.S)
"The text of a pattern that is to match a whole string."

UNKEYED = bytes(16)
"The key of runs without seeds, where all that matters is that hashes differ."


def value_bytes(value: Any, key: bytes = UNKEYED) -> bytes:
    """The bytes of a lone value, equal for equal values of one type.

    A key of SipHash says in which order the elements of a table come.
    """
    if isinstance(value, bytes):
        return bytes(value)
    if isinstance(value, Pattern):
        return b"".join(_pattern_texts(value))
    out = bytearray()
    _write(out, value, key)
    return bytes(out)


def key_bytes(parts: tuple[Any, ...], key: bytes = UNKEYED) -> bytes:
    """The bytes of an element of a table with so many indices."""
    if len(parts) == 1:
        return value_bytes(parts[0], key)
    out = bytearray()
    for part in parts:
        _write(out, part, key)
    return bytes(out)


def hash64(value: Any, key: bytes = UNKEYED) -> int:
    """A 64-bit hash of a value."""
    return siphash(key, value_bytes(value, key))


class Hashing:
    """The hashes of elements in one run with seeds."""

    def __init__(self, key: bytes):
        self.key = key
        self.functions: dict[int, dict[Any, int]] = {}
        """For each type of table, the functions in the order of their use."""

        @lru_cache(maxsize=1 << 16)
        def number(data: bytes) -> int:
            return siphash(key, data) & 0xFFFF_FFFF

        self.number = number

    def number_of(self, table: Table) -> Callable[[Any], int]:
        """What gives the low half of the hash of an element of a table."""
        number, key = self.number, self.key
        kind = table.type
        index = kind.index if kind is not None else ()
        if len(index) == 1 and isinstance(index[0], FuncType):
            return lambda function: number(self._function(kind, function))
        if len(index) == 1:
            # also a record that is the only index, and a list in a set of any
            return lambda element: number(value_bytes(element, key))
        return lambda element: number(key_bytes(key_parts(element), key))

    def _function(self, kind: Type | None, function: Any) -> bytes:
        known = self.functions.setdefault(id(kind), {})
        return struct.pack("<I", known.setdefault(function, len(known)))


def _pattern_texts(pattern: Pattern) -> tuple[bytes, bytes]:
    """What a pattern is as a whole, and what it is anywhere in a text."""
    anywhere = _WHOLE.sub(rb"^?(.|\\n)*(\1)", pattern.text)
    return pattern.text + b"\0", anywhere + b"\0"


def _number(out: bytearray, form: str, number: float) -> None:
    size = struct.calcsize(form)
    out.extend(bytes(-len(out) % size))
    out.extend(struct.pack(form, number))


def _write(out: bytearray, value: Any, key: bytes) -> None:
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
        _write_long(out, value, key)


def _address(out: bytearray, address: bytes) -> None:
    out.extend(bytes(-len(out) % 4))
    out.extend(address)


def _write_long(out: bytearray, value: Any, key: bytes) -> None:
    if isinstance(value, Record):
        _write_fields(out, value, key)
    elif isinstance(value, Table):
        _write_table(out, value, key)
    elif isinstance(value, Vector):
        _number(out, "<I", len(value))
        for i, element in enumerate(value):
            _number(out, "<I", i)
            _maybe(out, UNSET if element is None else element, key)
    elif isinstance(value, Pattern):
        texts = _pattern_texts(value)
        for text in texts:
            _number(out, "<Q", len(text))
        out.extend(b"".join(texts))
    else:
        text = value if isinstance(value, bytes) else describe_raw(value)
        _number(out, "<i", len(text))
        out.extend(text)


def _maybe(out: bytearray, value: Any, key: bytes) -> None:
    out.append(value is not UNSET)
    if value is not UNSET:
        _write(out, value, key)


def _write_fields(out: bytearray, record: Record, key: bytes) -> None:
    for field, value in field_values(record):
        if field.optional or field.has_default or value is UNSET:
            _maybe(out, value, key)
        else:
            _write(out, value, key)


def _write_table(out: bytearray, table: Table, key: bytes) -> None:
    _number(out, "<i", len(table))
    lone = isinstance(table, Set)
    rows = [_row(key_parts(k), v, key) for k, v in dict.items(table)]
    for _, parts, value in sorted(rows, key=lambda row: row[0]):
        _number(out, "<i", len(parts))
        for part in parts:
            _write(out, part, key)
        if not lone:
            _write(out, value, key)


def _row(
    parts: tuple[Any, ...], value: Any, key: bytes
) -> tuple[tuple[int, int, bytes], tuple[Any, ...], Any]:
    """An element behind what tells where it stands among the others."""
    data = key_bytes(parts, key)
    place = siphash(key, data) & 0xFFFF_FFFF, len(data), data
    return place, parts, value
