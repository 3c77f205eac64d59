"""Ranges of files, and the numbers in headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.http.ranges import UNKNOWN, BadRange, Range, content_range, number


@pytest.mark.parametrize(
    ("text", "base", "value"),
    [
        (b"12", 10, 12),
        (b"12abc", 10, 12),
        (b"-3", 10, -3),
        (b"+3", 10, None),
        (b" 3", 10, None),
        (b"", 10, None),
        (b"fFg", 16, 255),
        (b"9223372036854775807", 10, 2**63 - 1),
        (b"9223372036854775808", 10, None),
        (b"-9223372036854775808", 10, -(2**63)),
        (b"0" * 100 + b"7", 10, 7),
        (b"9" * 100_000, 10, None),
    ],
)
def test_numbers(text, base, value):
    assert number(text, base) == value


def test_ranges():
    assert content_range(b"bytes", b" 0-4/10") == Range(0, 5, 10, False)
    assert content_range(b"bytes", b"1 - 4/*") == Range(1, 4, UNKNOWN, False)
    assert content_range(b"bytes", b"1-4/x") == Range(1, 4, 0, True)


@pytest.mark.parametrize(
    ("unit", "text", "name"),
    [
        (b"pages", b"1-2/3", "HTTP_content_range_unknown_byte_unit"),
        (b"bytes", b"1-2", "HTTP_content_range_cannot_parse"),
        (b"bytes", b"1/2", "HTTP_content_range_cannot_parse"),
        (b"bytes", b"a-b/2", "HTTP_content_range_cannot_parse"),
        (b"bytes", b"1--2/3", "HTTP_content_range_invalid"),
        (b"bytes", b"2-1/3", "HTTP_non_positive_content_range"),
        (b"bytes", b"0-9223372036854775807/3", "HTTP_content_range_overflow"),
    ],
)
def test_bad_ranges(unit, text, name):
    with pytest.raises(BadRange) as caught:
        content_range(unit, text)
    assert caught.value.args[0] == name


@given(st.text("0123-/* ").map(str.encode))
def test_anything(text):
    try:
        found = content_range(b"bytes", text)
    except BadRange:
        return
    assert found.length > 0 <= found.first
