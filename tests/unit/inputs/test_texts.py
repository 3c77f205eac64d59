"""Values from text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.inputs.texts import BadText, Formatter, Marks, unescape
from pyzeek.typesystem.types import (
    ADDR,
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    INTERVAL,
    PATTERN,
    PORT,
    STRING,
    SUBNET,
    TIME,
    TableType,
    VectorType,
)
from pyzeek.values.addr import Addr
from pyzeek.values.port import Port
from pyzeek.values.subnet import Subnet
from pyzeek.values.time import Interval

MARKS = Marks(b",", b"-", b"(empty)")
COUNTS = VectorType(COUNT)
SUBNETS = TableType((SUBNET,), None)
KINDS = [BOOL, COUNT, INT, DOUBLE, TIME, INTERVAL, STRING, PATTERN, PORT, ADDR, SUBNET]


def parse(kind, text: bytes, marks: Marks = MARKS):
    """The value and what was said."""
    said: list[str] = []
    parser = Formatter(said.append, marks).parser(kind, "f")
    try:
        return parser(text), said
    except BadText:
        return BadText, said


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (COUNT, b"7", 7),
        (COUNT, b" 7", 7),
        (COUNT, b"18446744073709551615", (1 << 64) - 1),
        (INT, b"-7", -7),
        (INT, b"+7", 7),
        (DOUBLE, b"1.5e2", 150.0),
        (DOUBLE, b"-.5", -0.5),
        (DOUBLE, b"inf", float("inf")),
        (BOOL, b" T ", True),
        (BOOL, b"0", False),
        (STRING, rb"a\x09b\xzz", b"a\tb\\xzz"),
        (STRING, b"-", None),
        (STRING, b"(empty)", b"(empty)"),
        (PORT, b"80/tcp", Port.tcp(80)),
        (PORT, b"53/UDP", Port.udp(53)),
        (PORT, b"80", Port(80)),
        (ADDR, b" 1.2.3.4 ", Addr.parse("1.2.3.4")),
        (ADDR, b"[2001:db8::1]", Addr.parse("2001:db8::1")),
        (ADDR, b"10.1", Addr.parse("10.0.0.1")),
        (SUBNET, b"10.0.0.0/8", Subnet.parse("10.0.0.0/8")),
        (SUBNET, b"2001:db8::/32", Subnet.parse("2001:db8::/32")),
        (PATTERN, b"/a|b/", b"a|b"),
        (COUNTS, b"1,2,-", (1, 2, None)),
        (COUNTS, b"(empty)", ()),
        (VectorType(STRING), b"a,", (b"a", b"")),
        (VectorType(STRING), b"", (b"",)),
    ],
)
def test_value(kind, text, value) -> None:
    assert parse(kind, text) == (value, [])


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (COUNT, b"x", "String 'x' contained no parseable number"),
        (COUNT, b"", "Got empty string for number field"),
        (COUNT, b"-1", "Number '-1' cannot be negative"),
        (COUNT, b"18446744073709551616", "out of supported range."),
        (INT, b"9223372036854775808", "out of supported range."),
        (DOUBLE, b"1e999", "Number '1e999' out of supported range."),
        (DOUBLE, b"1e-320", "Number '1e-320' out of supported range."),
        (BOOL, b"yes", "Field: f Invalid value for boolean: yes"),
        (SUBNET, b"10.0.0.0", "Invalid value for subnet: 10.0.0.0"),
        (SUBNET, b"10.0.0.0/40", "Invalid value for subnet: 10.0.0.0/40"),
        (PATTERN, b"/a", "String '/a' contained no parseable pattern."),
        (PATTERN, b"/", "String '/' contained no parseable pattern."),
        (SUBNETS, b"x", "Error while reading set or vector"),
    ],
)
def test_no_value(kind, text, said) -> None:
    value, messages = parse(kind, text)
    assert value is BadText and messages[-1].endswith(said)


@pytest.mark.parametrize(
    ("kind", "text", "value", "said"),
    [
        (COUNT, b"12ab", 12, "trailing characters. Ignored trailing characters 'ab'"),
        (INTERVAL, b"1.5 s", Interval(1.5), "Ignored trailing characters ' s'"),
        (ADDR, b"300.1.1.1", Addr.parse("0.0.0.0"), "Bad address: 300.1.1.1"),
        (ADDR, b"x:y", Addr(16), "Bad address: x:y"),
        (PORT, b"1/dccp", Port(1), "Port '1/dccp' contained unknown protocol 'dccp'"),
        (PORT, b"70000/tcp", Port.tcp(0), "bad port number 70000"),
    ],
)
def test_value_with_a_word(kind, text, value, said) -> None:
    got, messages = parse(kind, text)
    assert got == value and messages and messages[0].endswith(said)


def test_protocol_in_another_column() -> None:
    said: list[str] = []
    formatter = Formatter(said.append, MARKS)
    assert formatter.protocol(b"udp") == Port.udp(0)
    assert formatter.protocol(b"UDP") == 0
    assert said == ["Tried to parse invalid/unknown protocol: UDP"]


def test_unset_marks_may_be_off() -> None:
    assert parse(STRING, b"", Marks(b",", b"", b"")) == (b"", [])
    assert parse(COUNTS, b"", Marks(b",", b"", b"")) == ((), [])


@given(st.binary(max_size=40), st.sampled_from([*KINDS, COUNTS, SUBNETS]))
def test_any_bytes(text, kind) -> None:
    value, said = parse(kind, text)
    assert said or value is not BadText


@given(st.binary())
def test_unescape_takes_any_bytes(text) -> None:
    assert len(unescape(text)) <= len(text)
