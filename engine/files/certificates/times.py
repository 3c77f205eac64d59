"""Times in certificates (RFC 5280 4.1.2.5), read as Zeek reads them."""

from __future__ import annotations

from calendar import timegm

from .der import GENERALIZED_TIME, UTC_TIME, Element

_UTC_LENGTHS = range(11, 18)
_GENERALIZED_LENGTHS = range(12, 24)
_EXACT = 15


class OddTime(ValueError):
    """A time that cannot be read; the text is the name of the weird."""


def seconds(time: Element) -> float:
    """The time as seconds since 1970; what follows the minutes may be missing."""
    raw = time.content
    if time.tag == UTC_TIME:
        if len(raw) not in _UTC_LENGTHS:
            raise OddTime("x509_utc_length")
        if not raw.endswith(b"Z"):
            raise OddTime("x509_utc_format")
        # Two digits of the year, those of the last century from 50 on.
        raw = (b"20" if raw[:1] < b"5" else b"19") + raw
    elif time.tag == GENERALIZED_TIME:
        if len(raw) not in _GENERALIZED_LENGTHS:
            raise OddTime("x509_gen_time_length")
    else:
        raise OddTime("x509_invalid_time_type")
    return float(_seconds(raw))


def _seconds(raw: bytes) -> int:
    minutes, rest = raw[:12], raw[12:]
    last = b"00"
    if rest and rest[:1] not in b"Z-+":
        if len(rest) < 2:
            raise OddTime("x509_time_add_char")
        last, rest = rest[:2], rest[2:]
        if rest[:1] == b".":
            rest = rest[1:].lstrip(b"0123456789")
    year = _number(minutes[:4])
    month, day, hour, minute = (_number(minutes[i : i + 2]) for i in (4, 6, 8, 10))
    try:
        found = timegm((year, month, day, hour, minute, _number(last)))
    except (ValueError, OverflowError):
        return 0
    return found + _zone(rest) if found else 0


def _number(digits: bytes) -> int:
    """Digits as a number, also where they are none."""
    number = 0
    for byte in digits:
        number = 10 * number + byte - 0x30
    return number


def _zone(rest: bytes) -> int:
    """What a time zone adds, as Zeek counts it."""
    if not rest or rest[:1] == b"Z":
        return 0
    if len(rest) < 5:
        raise OddTime("x509_time_offset_underflow")
    if rest[:1] not in b"+-":
        raise OddTime("x509_time_offset_type")
    a, b, c, d = (byte - 0x30 for byte in rest[1:5])
    offset = a * 10 + b * 60 + c * 10 + d
    return -offset if rest[:1] == b"-" else offset


def exact_seconds(time: Element) -> float | None:
    """The time as seconds since 1970, only if it is written as RFC 5280 wants it."""
    raw = time.content
    if time.tag == UTC_TIME:
        raw = (b"20" if raw[:1] < b"5" else b"19") + raw
    elif time.tag != GENERALIZED_TIME:
        return None
    if len(raw) != _EXACT or not raw[:-1].isdigit() or raw[-1:] != b"Z":
        return None
    parts = [int(raw[i : i + 2]) for i in range(4, 14, 2)]
    try:
        return float(timegm((int(raw[:4]), *parts)))
    except (ValueError, OverflowError):
        return None
