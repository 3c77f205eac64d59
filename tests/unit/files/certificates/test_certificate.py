"""Fields of certificates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates import DerError, parse_certificate

from .conftest import certificate, der, extension, number, oid, spki

EC = oid("1.2.840.10045.2.1")


def test_fields() -> None:
    value = parse_certificate(
        certificate(extension("2.5.29.14", b"\4\1x", True)) + b"?"
    )
    found = value.certificate
    assert (found.version, found.serial) == (3, b"CAFE")
    assert found.key_algorithm == "rsaEncryption"
    assert found.signature_algorithm == found.tbs_algorithm == "sha256WithRSAEncryption"
    assert (found.key.kind, found.key.length, found.key.exponent) == (
        "rsa",
        2048,
        65537,
    )
    (only,) = found.extensions
    assert (only.oid, only.critical, only.value) == ("2.5.29.14", True, b"\4\1x")
    assert value.describe() == b"<opaque of x509>"


DSA = der(0x30, oid("1.2.840.10040.4.1"), der(0x30, number(1 << 1023), number(5)))
KEYS = [
    (spki(der(0x30, EC, oid("1.3.132.0.34")), b"\4"), ("ecdsa", 384, "secp384r1")),
    (spki(der(0x30, EC, oid("1.2.3")), b"\4"), ("", 0, "")),
    (spki(der(0x30, EC), b"\4"), ("", 0, "")),
    (spki(DSA, b"\2\1\1"), ("dsa", 1024, "")),
    (spki(der(0x30, oid("1.3.101.112")), b"x"), ("ED25519", 253, "")),
    (spki(der(0x30, oid("1.2.840.113549.1.1.4"))), ("rsa", 2048, "")),
    (spki(der(0x30, oid("1.2.840.113549.1.1.10"))), ("RSA-PSS", 2048, "")),
    (spki(key=b"?"), ("", 0, "")),
    (spki(der(0x30, oid("1.2.3.4"))), ("", 0, "")),
]


@pytest.mark.parametrize("key, expected", KEYS)
def test_keys(key: bytes, expected: tuple[str, int, str]) -> None:
    found = parse_certificate(certificate(key=key)).certificate.key
    assert (found.kind, found.length, found.curve) == expected


BROKEN = [b"", b"\x30\0", certificate()[:-1], certificate(name=b"\x31\0"), b"\0\0"]


@pytest.mark.parametrize("data", BROKEN)
def test_broken(data: bytes) -> None:
    with pytest.raises(DerError):
        parse_certificate(data)


GOOD = certificate(extension("2.5.29.17", b"\x30\0"))


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_damaged(at: int, damage: bytes) -> None:
    try:
        parse_certificate(GOOD[:at] + damage + GOOD[at + len(damage) :])
    except DerError:
        pass
