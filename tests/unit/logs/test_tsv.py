"""Values in columns."""

import pytest

from pyzeek.logs.tsv import Marks, Tsv, clean, double_text
from pyzeek.typesystem.types import COUNT, STRING, TIME, TableType, VectorType


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"plain text", b"plain text"),
        (b"", b"(empty)"),
        (b"-", b"\\x2d"),
        (b"-x", b"-x"),
        (b"(empty)", b"\\x28empty)"),
        (b"a\tb", b"a\\x09b"),
        (b"back\\slash", b"back\\\\slash"),
        (b"caf\xc3\xa9", b"caf\xc3\xa9"),
        (b"caf\xc3\xa9\x00", b"caf\\xc3\\xa9\\x00"),
        (b"bad \xff", b"bad \\xff"),
    ],
)
def test_strings(value: bytes, text: bytes) -> None:
    assert Tsv(Marks()).text(STRING)(value) == text


def test_without_utf8_all_beyond_ascii_is_escaped() -> None:
    assert clean(b"\xc3\xa9", False) == b"\\xc3\\xa9"


def test_containers_escape_their_separator() -> None:
    text = Tsv(Marks()).text(VectorType(STRING))
    assert text([b"a,b", None, b""]) == b"a\\x2cb,-,(empty)"
    assert text([]) == b"(empty)"
    assert Tsv(Marks()).text(TableType((COUNT,), None))({7: None}) == b"7"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, b"0.0"),
        (-1.0, b"-1.0"),
        (1e-7, b"0"),
        (0.1 + 0.2, b"0.3"),
        (1e20, b"100000000000000000000.0"),
        (2 / 3, b"0.666667"),
        (float("inf"), b"inf"),
    ],
)
def test_doubles(value: float, text: bytes) -> None:
    assert double_text(value) == text


def test_times_keep_six_decimals() -> None:
    assert Tsv(Marks()).text(TIME)(1.5) == b"1.500000"
