"""JSON texts."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.typesystem.types import COUNT, STRING, Field, RecordType
from pyzeek.values.addr import Addr
from pyzeek.values.json import Style, json_double, json_string, to_json
from pyzeek.values.opaque import DIGESTS
from pyzeek.values.pattern import Pattern
from pyzeek.values.port import Port
from pyzeek.values.record import record_class
from pyzeek.values.table import Set, Table
from pyzeek.values.time import Interval
from pyzeek.values.vector import Vector

R = record_class(RecordType("R", [Field("_a", COUNT, log=True), Field("b", STRING)]))

VALUES = [
    (True, b"true"),
    (5, b"5"),
    (1.0, b"1.0"),
    (1e100, b"1e100"),
    (1e-7, b"1e-7"),
    (0.00012, b"0.00012"),
    (math.nan, b"null"),
    (Interval(90), b'"1.0 min 30.0 secs"'),
    (Port.tcp(80), b'{"port":80,"proto":"tcp"}'),
    (Addr.parse("::1"), b'"::1"'),
    (Pattern.of(b"a"), b'"/^?(a)$?/"'),
    (Vector([1, None]), b"[1,null]"),
    (Set([b"x"]), b'["x"]'),
    (Set([(1, b"a")]), b'[[1,"a"]]'),
    (Table({b"k": 1, 5: 2}), b'{"k":1,"5":2}'),
    (Table({(1, b"b"): True}), b'{"[1,\\"b\\"]":true}'),
    (R(1, b"x"), b'{"_a":1,"b":"x"}'),
    (b"\x00\x7f", b'"\\\\x00\\\\x7f"'),
    (b"caf\xc3\xa9", b'"caf\xc3\xa9"'),
    (b"caf\xc3\xa9\xff", b'"caf\\\\xc3\\\\xa9\\\\xff"'),
    (DIGESTS["md5"](), b'{"opaque_type":"MD5Val"}'),
]


@pytest.mark.parametrize("value, text", VALUES)
def test_values(value: object, text: bytes) -> None:
    assert to_json(value) == text


def test_styles() -> None:
    r = R(1, b"x")
    assert to_json(r, Style(escape=Pattern.of(b"^_"))) == b'{"a":1,"b":"x"}'
    assert to_json(r, Style(only_loggable=True)) == b'{"_a":1}'
    assert to_json(Interval(90), Style(interval_as_double=True)) == b"90.0"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_doubles_keep_their_value(value: float) -> None:
    assert float(json_double(value)) == value


@given(st.text().map(str.encode))
def test_strings_are_valid_json(text: bytes) -> None:
    assert json.loads(json_string(text)) == text.decode()
