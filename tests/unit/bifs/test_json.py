"""JSON in and out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.bifs import BIFS
from pyzeek.bifs.json_syntax import JsonError, check
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

GOOD = [
    ("true", BOOL, True),
    ("5", COUNT, 5),
    ("-5", INT, -5),
    ("5", DOUBLE, 5.0),
    ("1.5", TIME, 1.5),
    ('"1 min 30 secs"', INTERVAL, 90.0),
    ('"s\\u00e9"', STRING, "sé".encode()),
    ('"1.2.3.4"', ADDR, Addr.parse("1.2.3.4")),
    ('"[::1]/128"', SUBNET, Subnet.parse("::1/128")),
    ('"80/tcp"', PORT, Port.tcp(80)),
    ('{"port": 80, "proto": "tcp"}', PORT, Port.tcp(80)),
    ("[1,null,2]", VectorType(COUNT), [1, 2]),
    ('["a"]', TableType((STRING,), None), {b"a": None}),
    ('{"k": 1}', TableType((STRING,), COUNT), {b"k": 1}),
    ('{"5": 1}', TableType((COUNT,), COUNT), {5: 1}),
    ('{"[1,\\"a\\"]": 1}', TableType((COUNT, STRING), COUNT), {(1, b"a"): 1}),
]


@pytest.mark.parametrize("text, kind, value", GOOD)
def test_values(rt, text, kind, value) -> None:
    result = rt.call("from_json", text.encode(), kind)
    assert result.valid and result.v == value


BAD = [
    (
        '[1, "x"]',
        VectorType(COUNT),
        "cannot convert JSON type 'string' to Zeek type 'count'",
    ),
    ("-5", COUNT, "cannot convert JSON type 'number' to Zeek type 'count'"),
    (
        "[1]",
        TableType((COUNT,), STRING),
        "cannot convert JSON type 'array' to Zeek type 'table'",
    ),
    (
        "5 6",
        COUNT,
        "JSON parse error: "
        "The document root must not be followed by other values. Offset: 2",
    ),
    ("", COUNT, "JSON parse error: The document is empty. Offset: 0"),
    ('"x"', SUBNET, "invalid value for subnet: 'x'"),
    ('"1 foo"', INTERVAL, "wrong interval format, invalid unit type foo"),
    ('"("', PATTERN, "error compiling pattern"),
    ("5", PORT, "wrong port format, must be string or object"),
    (
        '{"port": 1}',
        PORT,
        "wrong port format, object must have 'port' and 'proto' members",
    ),
]


@pytest.mark.parametrize("text, kind, message", BAD)
def test_what_does_not_fit(rt, text, kind, message) -> None:
    result = rt.call("from_json", text.encode(), kind)
    assert not result.valid and result.err.decode() == message


def test_null_and_what_is_no_type(rt) -> None:
    result = rt.call("from_json", b"null", STRING)
    assert result.valid and not hasattr(result, "v")
    assert not rt.call("from_json", b"1", 5).valid and len(rt.said) == 1


def test_to_json(rt) -> None:
    assert BIFS["to_json"].function(5) == b"5"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(values)
def test_valid_texts_pass(value: object) -> None:
    check(json.dumps(value).encode())
    check(json.dumps(value, indent=1, ensure_ascii=False).encode())


@given(st.text('{}[]",:0123456789.eE+-truefalsn \\').map(str.encode))
def test_agrees_with_json_on_what_is_valid(text: bytes) -> None:
    try:
        json.loads(text, parse_constant=_never)
        valid = True
    except ValueError:
        valid = False
    try:
        check(text)
        passed = True
    except JsonError:
        passed = False
    assert passed == valid


def _never(name: str) -> None:
    raise ValueError(name)
