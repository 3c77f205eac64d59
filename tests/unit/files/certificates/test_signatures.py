"""Signatures of all kinds of keys."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import (
    dsa,
    ec,
    ed448,
    ed25519,
    padding,
    rsa,
)
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.der import bits, element
from pyzeek.files.certificates.signatures import (
    NoKeyError,
    is_signed,
    is_signed_with,
    load_key,
    may_have_made,
)

from .issuing import DAY, NOW, named

RSA = rsa.generate_private_key(65537, 2048)
DSA = dsa.generate_private_key(2048)
PSS = padding.PSS(padding.MGF1(hashes.SHA384()), 20)


def made(key: Any, digest: Any, form: Any = None) -> bytes:
    builder = x509.CertificateBuilder(named("x"), named("x"), key.public_key(), 5)
    builder = builder.not_valid_before(NOW).not_valid_after(NOW + DAY)
    signed = builder.sign(key, digest, rsa_padding=form)
    return signed.public_bytes(serialization.Encoding.DER)


def spki(key: Any) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.DER, form)


@pytest.mark.parametrize(
    ("key", "digest", "form"),
    [
        (RSA, hashes.SHA256(), None),
        (RSA, hashes.SHA512(), None),
        (RSA, hashes.SHA384(), PSS),
        (DSA, hashes.SHA256(), None),
        (ec.generate_private_key(ec.SECP384R1()), hashes.SHA384(), None),
        (ed25519.Ed25519PrivateKey.generate(), None, None),
        (ed448.Ed448PrivateKey.generate(), None, None),
    ],
)
def test_good_and_bad(key: Any, digest: Any, form: Any) -> None:
    body, algorithm, signature = element(made(key, digest, form))
    public, content = load_key(spki(key)), bits(signature.content)
    assert is_signed(public, algorithm, content, body.whole)
    assert not is_signed(public, algorithm, content, body.whole + b"x")
    assert not is_signed(public, algorithm, content[:-1], body.whole)
    other = ed25519.Ed25519PrivateKey.generate().public_key()
    assert not is_signed(other, algorithm, content, body.whole)


def test_no_key() -> None:
    with pytest.raises(NoKeyError):
        load_key(b"none")


@given(st.binary(max_size=30))
def test_any_algorithm(content: bytes) -> None:
    algorithm = element(bytes((0x30, len(content))) + content)
    assert not is_signed(RSA.public_key(), algorithm, b"", b"")


def test_with_a_digest() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    signature = key.sign(b"data", ec.ECDSA(hashes.SHA256()))
    assert is_signed_with(key.public_key(), "SHA256", signature, b"data")
    assert not is_signed_with(key.public_key(), "SHA384", signature, b"data")
    signature = RSA.sign(b"data", padding.PKCS1v15(), hashes.SHA1())
    assert is_signed_with(RSA.public_key(), "SHA1", signature, b"data")


def test_what_keys_can_make() -> None:
    assert may_have_made("1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11")
    assert may_have_made("1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10")
    assert may_have_made("1.3.101.112", "1.3.101.112")
    assert not may_have_made("1.3.101.112", "1.3.101.113")
    assert not may_have_made("1.2.840.10045.2.1", "1.2.840.113549.1.1.11")
    assert not may_have_made("1.2.3", "1.2.4")
