"""Values as JSON, in the form that `to_json` gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from .addr import Addr
from .enum import EnumVal
from .integer import IntVal
from .opaque import Opaque
from .pattern import Pattern
from .port import Port
from .printing import describe_raw
from .record import UNSET, Record, field_values
from .subnet import Subnet
from .table import Set, Table
from .time import Interval, Time
from .vector import Vector

_CONTROLS = re.compile(rb"[^\x08\t\n\x0c\r -~\x80-\xff]")
_UNSAFE = re.compile(r"[\x80-\x9f\ue000-\uf8ff\ufff0-\uffff]")
_NOT_ASCII = re.compile(rb"[^\x08\t\n\x0c\r -~]")
_SPECIAL = re.compile(rb'["\\\x00-\x1f]')
_SHORT = {
    b'"': b'\\"',
    b"\\": b"\\\\",
    b"\b": b"\\b",
    b"\f": b"\\f",
    b"\n": b"\\n",
    b"\r": b"\\r",
    b"\t": b"\\t",
}
_QUOTED = (Addr, EnumVal, Interval, Pattern, bytes, Subnet, Opaque)


@dataclass(frozen=True, slots=True)
class Style:
    """How `to_json` was asked to write."""

    only_loggable: bool = False
    escape: Pattern | None = None
    """What is cut off the names of fields."""
    interval_as_double: bool = False


PLAIN = Style()


def to_json(value: Any, style: Style = PLAIN) -> bytes:
    """The JSON text of a value."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value, style)
    for base, other in _BASES:
        if isinstance(value, base):
            return other(value, style)
    return json_string(utf8_or_escaped(describe_raw(value).strip()))


def utf8_or_escaped(text: bytes) -> bytes:
    """The text itself if it is clean UTF-8, else all odd bytes as `\\xNN`."""
    if text.isascii():
        if _CONTROLS.search(text) is None:
            return text
    else:
        try:
            decoded = text.decode("utf-8")
        except UnicodeDecodeError:
            decoded = "\x80"
        if _CONTROLS.search(text) is None and _UNSAFE.search(decoded) is None:
            return text
    return _NOT_ASCII.sub(lambda m: b"\\x%02x" % m.group()[0], text)


def json_string(text: bytes) -> bytes:
    """A text in quotes."""
    if _SPECIAL.search(text) is None:
        return b'"%s"' % text
    return b'"%s"' % _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[bytes]) -> bytes:
    found = match.group()
    return _SHORT.get(found) or b"\\u%04X" % found[0]


def json_double(d: float) -> bytes:
    """A double with as many digits as it needs."""
    if not isfinite(d):
        return b"null"
    if d == 0:
        return b"-0.0" if str(float(d)) == "-0.0" else b"0.0"
    sign = "-" if d < 0 else ""
    mantissa, _, exponent = f"{abs(float(d))!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0)
    if whole.strip("0") == "":
        point -= len(fraction) - len(fraction.lstrip("0")) + len(whole)
    return (sign + _place_point(digits.rstrip("0"), point)).encode()


def _place_point(digits: str, point: int) -> str:
    """Digits with the decimal point after so many of them."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits)) + ".0"
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{point - 1}"


def _bool(value: bool, style: Style) -> bytes:
    return b"true" if value else b"false"


def _int(value: int, style: Style) -> bytes:
    return b"%d" % value


def _double(value: float, style: Style) -> bytes:
    return json_double(value)


def _interval(value: Interval, style: Style) -> bytes:
    if style.interval_as_double:
        return json_double(value)
    return json_string(describe_raw(value))


def _port(value: Port, style: Style) -> bytes:
    text = f'{{"port":{value.number},"proto":"{value.protocol}"}}'
    return text.encode()


def _string(value: bytes, style: Style) -> bytes:
    return json_string(utf8_or_escaped(value))


def _described(value: Any, style: Style) -> bytes:
    return json_string(describe_raw(value))


def _vector(value: Vector, style: Style) -> bytes:
    return b"[%s]" % b",".join([to_json(x, style) for x in value])


def _key(key: Any, style: Style) -> bytes:
    if type(key) is tuple:
        return b"[%s]" % b",".join([to_json(k, style) for k in key])
    return to_json(key, style)


def _set(value: Set, style: Style) -> bytes:
    return b"[%s]" % b",".join([_key(k, style) for k in value])


def _table(value: Table, style: Style) -> bytes:
    rows = []
    for key, item in value.items():
        name = _key(key, style)
        if isinstance(key, _QUOTED) or callable(key):
            name = name[1:-1]
        rows.append(b"%s:%s" % (json_string(name), to_json(item, style)))
    return b"{%s}" % b",".join(rows)


def _record(value: Record, style: Style) -> bytes:
    rows = []
    for field, item in field_values(value):
        if item is UNSET or style.only_loggable and not field.log:
            continue
        name = field.name.encode()
        if style.escape is not None and style.escape.embedded(name):
            for start, end in style.escape.spans(name):
                name = name[:start] + name[end:]
                break
        rows.append(b"%s:%s" % (json_string(name), to_json(item, style)))
    return b"{%s}" % b",".join(rows)


def _opaque(value: Opaque, style: Style) -> bytes:
    name = type(value).__name__
    return b'{"opaque_type":"%sVal"}' % name.encode()


def _null(value: None, style: Style) -> bytes:
    return b"null"


_WRITERS: dict[type, Callable[[Any, Style], bytes]] = {
    bool: _bool,
    int: _int,
    IntVal: _int,
    float: _double,
    Time: _double,
    Interval: _interval,
    bytes: _string,
    Addr: _described,
    Subnet: _described,
    Pattern: _described,
    Port: _port,
    Vector: _vector,
    Set: _set,
    Table: _table,
    type(None): _null,
}
_BASES: tuple[tuple[type, Callable[[Any, Style], bytes]], ...] = (
    (Record, _record),
    (Set, _set),
    (Table, _table),
    (Vector, _vector),
    (Opaque, _opaque),
)
