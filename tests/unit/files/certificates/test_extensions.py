"""What extensions say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.extensions import (
    _TEXTS,
    alternative_names,
    basic_constraints,
    text_of,
)

from .conftest import NAME, der, number, oid

NAMES = der(
    0x30,
    der(0x82, b"a.example"),
    der(0x87, bytes((10, 0, 0, 1))),
    der(0x87, b"\xfd" + bytes(14) + b"\x20"),
    der(0x87, b"?"),
    der(0x81, b"a@b"),
    der(0x86, b"http://x/"),
    der(0xA4, NAME),
    der(0x88, oid("1.2.3")[2:]),
    der(0xA0, oid("1.3.6.1.4.1.311.20.2.3"), der(0xA0, der(0x0C, b"u@d"))),
    der(0xA0, oid("1.3.6.1.5.2.2"), der(0xA0, der(0x0C, b"?"))),
)
URI = der(0x86, b"http://x/")
TEXTS = [
    ("2.5.29.19", der(0x30), "CA:FALSE"),
    ("2.5.29.19", der(0x30, der(1, b"\xff"), number(0)), "CA:TRUE, pathlen:0"),
    ("2.5.29.15", der(3, b"\5\xa0"), "Digital Signature, Key Encipherment"),
    ("2.5.29.15", der(3, b"\7\0\x80"), "Decipher Only"),
    (
        "2.5.29.37",
        der(0x30, oid("1.3.6.1.5.2.3.5"), oid("1.2.3")),
        "Signing KDC Response, 1.2.3",
    ),
    ("2.5.29.14", der(4, b"\x0a\xbc"), "0A:BC"),
    ("2.5.29.35", der(0x30, der(0x80, b"\x0a\xbc")), "0A:BC"),
    (
        "2.5.29.35",
        der(0x30, der(0x80, b"\1"), der(0xA1, der(0xA4, NAME)), der(0x82, b"\2")),
        "keyid:01, DirName:/C=DE/CN=a, b, serial:02",
    ),
    ("2.5.29.18", der(0x30), "<EMPTY>\n"),
    (
        "2.5.29.17",
        NAMES,
        "DNS:a.example, IP Address:10.0.0.1, IP Address:FD00:0:0:0:0:0:0:20, "
        "IP Address:<invalid>, email:a@b, URI:http://x/, DirName:/C=DE/CN=a, b, "
        "Registered ID:1.2.3, othername: UPN::u@d, "
        "othername: 1.3.6.1.5.2.2::<unsupported>",
    ),
    (
        "2.5.29.32",
        der(
            0x30,
            der(0x30, oid("2.23.140.1.2.1")),
            der(
                0x30,
                oid("2.5.29.32.0"),
                der(0x30, der(0x30, oid("1.3.6.1.5.5.7.2.1"), der(0x16, b"http://c"))),
            ),
        ),
        "Policy: 2.23.140.1.2.1\nPolicy: X509v3 Any Policy\n  CPS: http://c",
    ),
    (
        "2.5.29.31",
        der(0x30, der(0x30, der(0xA0, der(0xA0, URI)))),
        "Full Name:\n  URI:http://x/",
    ),
    (
        "1.3.6.1.5.5.7.1.1",
        der(
            0x30,
            der(0x30, oid("1.3.6.1.5.5.7.48.1"), URI),
            der(0x30, oid("1.3.6.1.5.5.7.48.2"), URI),
        ),
        "OCSP - URI:http://x/\nCA Issuers - URI:http://x/",
    ),
    ("2.16.840.1.113730.1.13", der(0x16, b"hello"), "hello"),
    ("2.16.840.1.113730.1.1", der(3, b"\6\xc0"), "SSL Client, SSL Server"),
]


@pytest.mark.parametrize("kind, value, text", TEXTS)
def test_texts(kind: str, value: bytes, text: str) -> None:
    assert text_of(kind, value) == text.encode()


def test_not_told_in_words() -> None:
    assert text_of("1.2.3", b"xyz") == b"\4\3xyz"
    assert text_of("2.5.29.19", b"?" * 200) == b"\4\x81\xc8" + b"?" * 200


def test_alternative_names() -> None:
    found = alternative_names(NAMES)
    assert (found.dns, found.uris, found.emails) == (
        [b"a.example"],
        [b"http://x/"],
        [b"a@b"],
    )
    assert [len(a) for a in found.addresses] == [4, 16]
    assert found.others and found.odd_lengths == [1]


def test_constraints() -> None:
    assert basic_constraints(der(0x30, der(1, b"\0"), number(3))) == (False, 3)


@given(st.sampled_from(sorted(_TEXTS)), st.binary(max_size=60))
def test_anything(kind: str, value: bytes) -> None:
    text_of(kind, value)
    text_of(kind, der(0x30, value))
