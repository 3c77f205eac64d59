"""Distinguished names."""

from __future__ import annotations

import pytest

from pyzeek.files.certificates import names
from pyzeek.files.certificates.der import DerError, element

from .conftest import NAME, der, oid, part


def test_rfc2253() -> None:
    assert names.distinguished_name(NAME) == rb"CN=a\, b,C=DE"
    assert names.slashes(element(NAME)) == b"/C=DE/CN=a, b"
    assert names.common_name(element(NAME)) == b"a, b"


VALUES = [
    (b"#x ", 0x0C, rb"\#x\ "),
    (b"\xc3\xbc\n", 0x0C, rb"\C3\BC\0A"),
    ("ü".encode("utf-16-be"), 0x1E, rb"\C3\BC"),
    (b"\xfc", 0x14, rb"\C3\BC"),
]


@pytest.mark.parametrize("raw, tag, shown", VALUES)
def test_values(raw: bytes, tag: int, shown: bytes) -> None:
    name = der(0x30, part("2.5.4.3", raw, tag))
    assert names.distinguished_name(name) == b"CN=" + shown


def test_unknown_part() -> None:
    name = der(0x30, part("1.2.3", b"x"))
    assert names.distinguished_name(name) == b"1.2.3=#0C0178"
    assert names.common_name(element(name)) is None


def test_several_in_one() -> None:
    pair = der(0x30, oid("2.5.4.3"), der(0x0C, b"a"))
    assert names.distinguished_name(der(0x30, der(0x31, pair, pair))) == b"CN=a+CN=a"


def test_not_a_name() -> None:
    for data in (b"", der(0x31), der(0x30, der(0x30)), der(0x30, der(0x31, b"\x30\0"))):
        with pytest.raises(DerError):
            names.distinguished_name(data)


def test_printable() -> None:
    assert names.printable(b"a\0b\r\n\xff") == b"a.b\r\n."
