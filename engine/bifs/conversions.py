"""From one type to another: numbers, times, byte strings, Base64, hexadecimal."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from ..values.enum import EnumVal
from ..values.integer import to_count64
from ..values.time import Interval, Time
from .contract import bif, c_string, shown

if TYPE_CHECKING:
    from ..runtime import Runtime

_DIGITS = b"0123456789abcdefghijklmnopqrstuvwxyz"
_FLOAT = re.compile(
    rb"[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?"
    rb"|(0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?\d+)?)|inf(?:inity)?|nan)",
    re.I,
)
_PAIR = re.compile(rb"[ \t\n\v\f\r]*([0-9a-f]{1,2}|[+-][0-9a-f])", re.I)
"""What C's sscanf takes for two hexadecimal digits."""
_MAX_INT = (1 << 63) - 1
_MAX_COUNT = (1 << 64) - 1


def _integer(text: bytes, base: int) -> tuple[int, bool]:
    """What C's strtoll reads, and whether nothing but space follows it."""
    rest = text.lstrip(b" \t\n\v\f\r").lower()
    negative = rest.startswith(b"-")
    if rest[:1] in (b"-", b"+"):
        rest = rest[1:]
    if base in (0, 16) and re.match(rb"0x[0-9a-f]", rest):
        base, rest = 16, rest[2:]
    elif base == 0:
        base = 8 if rest.startswith(b"0") else 10
    digits = _DIGITS[:base]
    end = 0
    while end < len(rest) and rest[end] in digits:
        end += 1
    if end == 0:
        return 0, not text or text.isspace()
    number = int(rest[:end], base)
    return -number if negative else number, not rest[end:].strip(b" \t\n\v\f\r")


@bif("to_count", runtime=True)
def to_count(rt: Runtime, text: bytes, base: int = 10) -> int:
    """The number that a text means."""
    if base == 10 and text.isdigit() and len(text) < 20:
        return int(text)
    number, whole = _integer(c_string(rt, text), base)
    if not text or not whole:
        rt.reporter.builtin_error("bad conversion to count", text)
        return 0
    if abs(number) > _MAX_COUNT:
        return _MAX_COUNT
    return to_count64(number)


@bif("to_int", runtime=True)
def to_int(rt: Runtime, text: bytes, base: int = 10) -> int:
    """The number with a sign that a text means."""
    number, whole = _integer(c_string(rt, text), base)
    if not text or not whole:
        rt.reporter.builtin_error("bad conversion to integer", text)
    return max(-_MAX_INT - 1, min(number, _MAX_INT))


@bif("to_double", runtime=True)
def to_double(rt: Runtime, text: bytes) -> float:
    """The floating-point number that a text means."""
    digits = c_string(rt, text)
    match = _FLOAT.fullmatch(digits)
    if match is None:
        rt.reporter.builtin_error("bad conversion to double", text)
        return 0.0
    return float.fromhex(digits.decode()) if match[1] else float(digits)


@bif("int_to_count", runtime=True)
def int_to_count(rt: Runtime, number: int) -> int:
    """The number if it is not negative, else 0 with an error."""
    if number < 0:
        rt.reporter.builtin_error("bad conversion to count", number)
        return 0
    return int(number)


@bif("double_to_count", runtime=True)
def double_to_count(rt: Runtime, d: float) -> int:
    """The nearest whole number."""
    if d < 0:
        rt.reporter.builtin_error("bad conversion to count", d)
    return to_count64(_nearest(d))


@bif("double_to_int")
def double_to_int(d: float) -> int:
    """The nearest whole number, with its sign."""
    return max(-_MAX_INT - 1, min(_nearest(d), _MAX_INT))


def _nearest(d: float) -> int:
    try:
        return round(d)
    except (OverflowError, ValueError):
        return -_MAX_INT - 1


@bif("count_to_double")
def count_to_double(number: int) -> float:
    """The number as a double."""
    return float(number)


@bif("int_to_double")
def int_to_double(number: int) -> float:
    """The number as a double."""
    return float(number)


@bif("interval_to_double")
def interval_to_double(interval: float) -> float:
    """Its seconds."""
    return float(interval)


@bif("time_to_double")
def time_to_double(time: float) -> float:
    """Its seconds since the epoch."""
    return float(time)


@bif("double_to_time")
def double_to_time(d: float) -> Time:
    """That many seconds after the epoch."""
    return Time(d)


@bif("double_to_interval")
def double_to_interval(d: float) -> Interval:
    """That many seconds."""
    return Interval(d)


@bif("enum_to_int", runtime=True)
def enum_to_int(rt: Runtime, member: Any) -> int:
    """The number of an enum member."""
    if not isinstance(member, EnumVal):
        rt.reporter.builtin_error("enum_to_int() requires enum value")
        return -1
    return member.value


@bif("bytestring_to_count", runtime=True)
def bytestring_to_count(rt: Runtime, text: bytes, little: bool = False) -> int:
    """The number that up to eight bytes mean."""
    if len(text) > 8:
        message = "unsupported byte length for bytestring_to_count"
        rt.reporter.builtin_error(message)
        return 0
    return int.from_bytes(text, "little" if little else "big")


@bif("bytestring_to_double", runtime=True)
def bytestring_to_double(rt: Runtime, text: bytes) -> float:
    """The double that eight bytes in network order mean."""
    if len(text) != 8:
        rt.reporter.builtin_error("bad conversion to double")
        return 0.0
    return float(struct.unpack(">d", text)[0])


@bif("bytestring_to_float", runtime=True)
def bytestring_to_float(rt: Runtime, text: bytes) -> float:
    """The number that four bytes in network order mean."""
    if len(text) != 4:
        rt.reporter.builtin_error("bad conversion to float")
        return 0.0
    return float(struct.unpack(">f", text)[0])


@bif("bytestring_to_hexstr")
def bytestring_to_hexstr(text: bytes) -> bytes:
    """Each byte as two hexadecimal digits."""
    return text.hex().encode()


@bif("hexstr_to_bytestring", runtime=True)
def hexstr_to_bytestring(rt: Runtime, text: bytes) -> bytes:
    """The bytes that pairs of hexadecimal digits mean."""
    if len(text) % 2:
        problem = f"Hex string '{shown(c_string(rt, text))}' has invalid length"
        rt.reporter.error(f"{problem} (not divisible by 2)")
        return b""
    digits = c_string(rt, text)
    out = bytearray()
    for at in range(0, len(text), 2):
        match = _PAIR.match(digits, at)
        if match is None:
            digits = c_string(rt, text)
            rt.reporter.error(f"Could not read hex element from input {shown(digits)}")
            return b""
        out.append(int(match[1], 16) & 0xFF)
    return bytes(out)


@bif("uuid_to_string")
def uuid_to_string(text: bytes) -> bytes:
    """Sixteen bytes as a UUID."""
    if len(text) != 16:
        return b"<Invalid UUID>"
    low, mid, high = struct.unpack_from("<IHH", text)
    return (
        f"{low:08x}-{mid:04x}-{high:04x}-{text[8:10].hex()}-{text[10:].hex()}".encode()
    )


@bif("file_mode")
def file_mode(mode: int) -> bytes:
    """Permission bits as `ls -l` shows them."""
    out = ""
    for shift, special, letter in (
        (6, 0o4000, "s"),
        (3, 0o2000, "s"),
        (0, 0o1000, "t"),
    ):
        bits = mode >> shift
        out += ("r" if bits & 4 else "-") + ("w" if bits & 2 else "-")
        run = "x" if bits & 1 else "-"
        if mode & special:
            run = letter if bits & 1 else letter.upper()
        out += run
    return out.encode()
