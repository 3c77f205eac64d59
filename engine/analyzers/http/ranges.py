"""Content-Range: which part of a file a reply has (RFC 9110 14.4)."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(rb"-?[0-9]+")
_HEX = re.compile(rb"-?[0-9a-fA-F]+")
_MOST = 2**63

UNKNOWN = -1


class Range(NamedTuple):
    """Part of a file."""

    first: int
    length: int
    total: int
    "Length of the whole file, or `UNKNOWN`."
    has_bad_total: bool


class BadRange(Exception):
    """A range that makes no sense, as the name of a weird; perhaps with the text."""


def number(text: bytes, base: int = 10) -> int | None:
    """The number that text begins with, if it has 64 bits."""
    found = (_NUMBER if base == 10 else _HEX).match(text)
    if found is None:
        return None
    # What is long is not converted, as that takes long.
    digits = found[0].lstrip(b"-").lstrip(b"0") or b"0"
    if len(digits) > 20:
        return None
    value = int(digits, base)
    if found[0].startswith(b"-"):
        value = -value
    return value if -_MOST <= value < _MOST else None


def content_range(unit: bytes, text: bytes) -> Range:
    """The part that a header names."""
    text = text.replace(b" ", b"")
    if unit != b"bytes":
        raise BadRange("HTTP_content_range_unknown_byte_unit", b"")
    span, slash, total = text.partition(b"/")
    first_text, dash, last_text = span.partition(b"-")
    if not (slash and dash):
        raise BadRange("HTTP_content_range_cannot_parse", b"")
    first, last = number(first_text), number(last_text)
    if first is None or last is None:
        raise BadRange("HTTP_content_range_cannot_parse", text)
    if first < 0 or last < 0:
        raise BadRange("HTTP_content_range_invalid", text)
    if last < first:
        raise BadRange("HTTP_non_positive_content_range", text)
    if last - first > _MOST - 2:
        raise BadRange("HTTP_content_range_overflow", text)
    whole = UNKNOWN if total == b"*" else number(total)
    return Range(first, last - first + 1, whole or 0, whole is None)
