"""DER as far as it is read."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.asn1 import Encoding, object_identifier
from pyzeek.analyzers.contract import ParseError


def cursor(data: str) -> tuple[Encoding, list[tuple[str, str]]]:
    odd: list[tuple[str, str]] = []
    raw = bytes.fromhex(data)
    return Encoding(raw, 0, len(raw), lambda *args: odd.append(args)), odd


@pytest.mark.parametrize(
    ("data", "meta"),
    [
        ("3003", (0x30, 3, 3)),
        ("a081ff", (0xA0, 0x81, 255)),
        ("02820102", (0x02, 0x82, 0x102)),
        ("0480", (0x04, 0x80, 0)),
        ("0484ffffffff", (0x04, 0x84, -1)),
        ("04850100000005", (0x04, 0x85, 5)),
    ],
)
def test_meta(data: str, meta: tuple[int, int, int]) -> None:
    assert cursor(data)[0].meta() == meta


def test_too_long_a_number() -> None:
    encoding, odd = cursor("0489" + "01" * 9)
    assert encoding.meta().length == 0
    assert odd == [("asn_binary_to_int64_shift_too_large", "9")]


def test_values() -> None:
    encoding, _ = cursor("0201050403616263")
    assert encoding.integer(encoding.value()) == 5
    assert encoding.value() == b"abc"
    assert encoding.at == encoding.end


def test_part() -> None:
    encoding, _ = cursor("a2030201070400")
    element, part = encoding.part("X:args")
    assert (element, part.value(), encoding.at) == (2, b"\7", 5)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("02", "ASN1EncodingMeta:len: 2 > 1"),
        ("028201", "ASN1EncodingMeta:more_len: 4 > 3"),
        ("020501", "ASN1Encoding:content: 7 > 3"),
        ("0284ffffffff01", "ASN1Encoding:content: 5 > 7"),
    ],
)
def test_malformed(data: str, reason: str) -> None:
    with pytest.raises(ParseError, match=f"out_of_bound: {reason}$"):
        cursor(data)[0].value()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (bytes([43, 6, 1]), b"1.3.6.1"),
        (bytes([0x88, 0x37, 3]), b"26.39.3"),
        (bytes([40, 0x8F, 0xFF, 0x7F]), b"1.0.262143"),
        (b"", b""),
        (bytes([43, 0x86]), b""),
    ],
)
def test_object_identifiers(content: bytes, text: bytes) -> None:
    assert object_identifier(content, lambda name, addl: None) == text


def test_an_object_identifier_that_is_too_long() -> None:
    odd: list[tuple[str, str]] = []
    content = b"\x2b" + b"\x81" * 10 + b"\1"
    assert object_identifier(content, lambda *weird: odd.append(weird)) == b""
    assert odd == [("asn_oid_subidentifier_too_long", "11")]
