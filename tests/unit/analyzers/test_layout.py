"""Layouts and cursors."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.layout import Cursor, Layout, int32

WHOLE = Layout("Whole", "1.2", "first:B :x second:H")
PARTS = Layout("Parts", "1.3", "first:H second:4s third:I", ends="first third")


def test_declaration() -> None:
    assert WHOLE.fields == ("first", "second")
    assert WHOLE.size == 4
    assert Cursor(b"\1\0\2\1", 0, 4).read(WHOLE) == (1, 258)


@pytest.mark.parametrize(
    ("layout", "size", "reason"),
    [
        (WHOLE, 3, "Whole: 4 > 3"),
        (PARTS, 1, "Parts:first: 2 > 1"),
        (PARTS, 2, "Parts:third: 10 > 2"),
        (PARTS, 9, "Parts:third: 10 > 9"),
    ],
)
def test_too_short(layout: Layout, size: int, reason: str) -> None:
    with pytest.raises(ParseError, match=f"out_of_bound: {reason}$"):
        Cursor(bytes(20), 5, 5 + size).read(layout)


def test_varying_parts() -> None:
    cursor = Cursor(b"--ab\1\0\2\0Xcd--", 2, 11)
    assert cursor.take("f", 2) == b"ab"
    assert cursor.numbers("f", 2) == [1, 2]
    cursor.pad_to("f", 3)
    cursor.pad_to("f", 7)
    assert cursor.text(2) == b"cd"
    assert cursor.at == cursor.end


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda c: c.take("f", 9), "f: 11 > 8"),
        (lambda c: c.skip("f", 2**31 + 1), "f: -2147483645 > 8"),
        (lambda c: c.skip("f", -1), "f: 1 > 8"),
        (lambda c: c.pad_to("f", 9), "f: 9 > -1"),
        (lambda c: c.pad_to("f", 2**32 - 1), "f: -1 > 9"),
        (lambda c: c.numbers("f", 4), "f: 4 > 6"),
        (lambda c: c.text(2**32 - 1), "SMB2_string:s: -1 > 6"),
        (lambda c: c.align("f", 16), "f: 16 > 8"),
    ],
)
def test_beyond_the_end(call, reason: str) -> None:  # type: ignore[no-untyped-def]
    cursor = Cursor(bytes(30), 10, 18)
    cursor.skip("f", 2)
    with pytest.raises(ParseError, match=f"out_of_bound: {reason}$"):
        call(cursor)


def test_align() -> None:
    cursor = Cursor(bytes(30), 3, 30)
    cursor.skip("f", 5)
    cursor.align("f", 8)
    cursor.align("f", 8)
    assert cursor.at == 11


def test_int32() -> None:
    assert [int32(n) for n in (0, 2**31 - 1, 2**31, 2**32 + 5)] == [
        0,
        2**31 - 1,
        -(2**31),
        5,
    ]
