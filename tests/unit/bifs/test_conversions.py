"""Conversions between types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.bifs import BIFS
from pyzeek.values.enum import EnumVal
from pyzeek.values.time import Interval, Time

CASES = [
    ("to_count", (b"42",), 42),
    ("to_count", (b"0xff", 16), 255),
    ("to_count", (b"z", 36), 35),
    ("to_count", (b"-3",), 2**64 - 3),
    ("to_count", (b"99999999999999999999",), 2**64 - 1),
    ("to_int", (b" 7",), 7),
    ("to_int", (b"-ff", 16), -255),
    ("to_int", (b"99999999999999999999",), 2**63 - 1),
    ("to_double", (b"-1e3",), -1000.0),
    ("to_double", (b".5",), 0.5),
    ("int_to_count", (5,), 5),
    ("double_to_count", (2.5,), 2),
    ("double_to_int", (-3.7,), -4),
    ("double_to_interval", (90.0,), Interval(90)),
    ("double_to_time", (1.0,), Time(1)),
    ("bytestring_to_count", (b"\1\2",), 258),
    ("bytestring_to_count", (b"\1\2", True), 513),
    ("bytestring_to_double", (b"\x3f\xf0" + bytes(6),), 1.0),
    ("bytestring_to_float", (b"\xc0\x20\0\0",), -2.5),
    ("bytestring_to_hexstr", (b"\0\xff",), b"00ff"),
    ("hexstr_to_bytestring", (b"4A4b",), b"JK"),
    ("uuid_to_string", (b"short",), b"<Invalid UUID>"),
    (
        "uuid_to_string",
        (bytes(range(0, 256, 17)),),
        b"33221100-5544-7766-8899-aabbccddeeff",
    ),
    ("file_mode", (2541,), b"rwsr-xr-x"),
    ("file_mode", (0o1000,), b"--------T"),
    ("enum_to_int", (EnumVal(None, "A", 5),), 5),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("name, arguments, expected", CASES)
def test_results(rt, name, arguments, expected) -> None:
    assert rt.call(name, *arguments) == expected
    assert not rt.said


MISTAKES = [
    ("to_count", (b"12x",), 0),
    ("to_count", (b"",), 0),
    ("to_int", (b"x",), 0),
    ("to_double", (b"abc",), 0.0),
    ("int_to_count", (-5,), 0),
    ("double_to_count", (-1.5,), 2**64 - 2),
    ("bytestring_to_count", (bytes(9),), 0),
    ("bytestring_to_double", (b"x",), 0.0),
    ("bytestring_to_float", (b"x",), 0.0),
    ("hexstr_to_bytestring", (b"abc",), b""),
    ("hexstr_to_bytestring", (b"zz",), b""),
    ("enum_to_int", (5,), -1),
]


@pytest.mark.parametrize("name, arguments, expected", MISTAKES)
def test_mistakes_are_told(rt, name, arguments, expected) -> None:
    assert rt.call(name, *arguments) == expected
    assert len(rt.said) == 1


@given(st.integers(0, 2**64 - 1))
def test_counts_round_trip(number: int) -> None:
    assert BIFS["to_count"].function(None, b"%d" % number) == number
    text = number.to_bytes(8, "big")
    assert BIFS["bytestring_to_count"].function(None, text) == number
