"""Values as text, in Zeek's three ways.

`describe` is what `print` writes, `describe_raw` what `fmt` and `cat` build
(strings as they are, containers indented), `describe_short` what stands in
messages (on one line).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..typesystem.types import Type
from .addr import Addr
from .enum import EnumVal
from .function import function_text
from .integer import IntVal
from .pattern import Pattern
from .port import Port
from .record import Record
from .subnet import Subnet
from .table import Set, Table
from .time import Interval, Time, double_text, interval_text
from .vector import Vector

PRINT = 0
RAW = 1
SHORT = 2

Writer = Callable[[Any, int, int], bytes]

_UNPRINTABLE = re.compile(rb"[^ -~]")
_HEX = {bytes((i,)): b"\\x%02x" % i for i in range(256)}


def escape(text: bytes) -> bytes:
    """Bytes that do not print become `\\xNN`; backslashes stay single."""
    if _UNPRINTABLE.search(text) is None:
        return text
    return _UNPRINTABLE.sub(lambda m: _HEX[m.group()], text)


def describe(value: Any) -> bytes:
    """The text that `print` shows."""
    kind = type(value)
    if kind is bytes:
        return escape(value)
    return (_WRITERS.get(kind) or _writer(kind))(value, PRINT, 0)


def describe_raw(value: Any) -> bytes:
    """The text in `fmt` and `cat`."""
    kind = type(value)
    if kind is bytes:
        return bytes(value)
    return (_WRITERS.get(kind) or _writer(kind))(value, RAW, 0)


def describe_short(value: Any) -> bytes:
    """The text in messages."""
    kind = type(value)
    return (_WRITERS.get(kind) or _writer(kind))(value, SHORT, 0)


def _write(value: Any, style: int, level: int) -> bytes:
    kind = type(value)
    return (_WRITERS.get(kind) or _writer(kind))(value, style, level)


def _bool(value: bool, style: int, level: int) -> bytes:
    return b"T" if value else b"F"


def _int(value: int, style: int, level: int) -> bytes:
    return b"%d" % value


def _double(value: float, style: int, level: int) -> bytes:
    return double_text(value).encode()


def _interval(value: float, style: int, level: int) -> bytes:
    return interval_text(value).encode()


def _bytes(value: bytes, style: int, level: int) -> bytes:
    return value if style == RAW else escape(value)


def _str(value: object, style: int, level: int) -> bytes:
    return str(value).encode()


def _pattern(value: Pattern, style: int, level: int) -> bytes:
    return b"/%s/" % value.text


def _function(value: Callable[..., Any], style: int, level: int) -> bytes:
    text = function_text(value)
    if style == SHORT:
        return re.sub(rb";?\n\t*", b"", text)
    # only what is built in memory knows where a line begins
    if style != RAW:
        return re.sub(rb"\n\t+", b"\n", text)
    # inside of a container the lines that are not empty stand further right
    return re.sub(rb"\n(?!\n)", b"\n" + b"\t" * level, text) if level else text


NUL_INSIDE = b"<string-with-NUL>"
"""What stands for a string with a NUL byte where Zeek needs a C string."""


class NoValue(Exception):
    """A text was to be made of nothing, as a function that failed returns it."""


def _none(value: None, style: int, level: int) -> bytes:
    if style == RAW:
        raise NoValue
    return b"<uninitialized>"


def _record(value: Record, style: int, level: int) -> bytes:
    parts = []
    kind = type(value)
    fields = kind.__zeek_type__.fields
    for field, slot in zip(fields, kind.__zeek_slots__, strict=True):
        try:
            text = _write(getattr(value, slot), style, level)
        except AttributeError:
            text = b"<uninitialized>"
        parts.append(b"%s=%s" % (field.name.encode(), text))
    return b"[%s]" % b", ".join(parts)


def _vector(value: Vector, style: int, level: int) -> bytes:
    return b"[%s]" % b", ".join(
        [b"" if x is None else _write(x, style, level) for x in value]
    )


def _set(value: Set, style: int, level: int) -> bytes:
    inner = level + 1
    tabs = b"\t" * inner if style == RAW else b""
    rows = []
    for key in value:
        text = _key(key, style, inner)
        if type(key) is tuple:
            rows.append(b"%s[%s]" % (tabs, text))
        else:
            rows.append(text if type(key) in _UNINDENTED else tabs + text)
    return _braces(rows, style, level)


def _table(value: Table, style: int, level: int) -> bytes:
    inner = level + 1
    tabs = b"\t" * inner if style == RAW else b""
    rows = [
        b"%s[%s] = %s" % (tabs, _key(k, style, inner), _write(v, style, inner))
        for k, v in value.items()
    ]
    return _braces(rows, style, level)


def _key(key: Any, style: int, level: int) -> bytes:
    if type(key) is not tuple:
        return _write(key, style, level)
    return b", ".join([_write(k, style, level) for k in key])


_UNINDENTED = {bytes, float, Time, Interval}
"""What Zeek writes without looking whether a line begins."""


def _braces(rows: list[bytes], style: int, level: int) -> bytes:
    if style == SHORT:
        return b"{%s}" % b",".join(rows)
    tabs = b"\t" * level if style == RAW else b""
    return b"{\n%s\n%s}" % (b",\n".join(rows), tabs)


def _described(value: Any, style: int, level: int) -> bytes:
    return bytes(value.describe())


_WRITERS: dict[type, Writer] = {
    bytes: _bytes,
    bool: _bool,
    int: _int,
    IntVal: _int,
    float: _double,
    Time: _double,
    Interval: _interval,
    Addr: _str,
    Subnet: _str,
    Port: _str,
    EnumVal: _str,
    Pattern: _pattern,
    Vector: _vector,
    Set: _set,
    Table: _table,
    FunctionType: _function,
    type(None): _none,
}
_BASES: tuple[tuple[type, Writer], ...] = (
    (Record, _record),
    (Set, _set),
    (Table, _table),
    (Vector, _vector),
    (Type, _str),
)


def _writer(kind: type) -> Writer:
    """The writer for a class made at run time, kept for the next value."""
    found: Writer = _described if hasattr(kind, "describe") else _function
    for base, writer in _BASES:
        if issubclass(kind, base):
            found = writer
            break
    _WRITERS[kind] = found
    return found
