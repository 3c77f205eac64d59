"""Certificates, OCSP responses and time stamps are good or not."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.ocsp import OCSPCertStatus

from pyzeek.files.certificates.der import encoded

from ..files.certificates.issuing import (
    DAY,
    KEYS,
    LEAF,
    NOW,
    ROOT,
    SECONDS,
    A,
    issue,
    respond,
)

TABLE = {b"root": ROOT.der}


def verified(rt: Any, *chain: Any, table: Any = TABLE) -> Any:
    found = rt.call("x509_verify", list(chain), table, SECONDS)
    return found.result, found.result_string, getattr(found, "chain_certs", None)


def test_chains(rt) -> None:
    number, text, chain = verified(rt, LEAF, A, None)
    assert (number, text) == (0, b"ok")
    assert [link.der for link in chain] == [LEAF.der, A.der, ROOT.der]
    missing = b"unable to get local issuer certificate"
    assert verified(rt, LEAF) == (20, missing, None)
    assert verified(rt, ROOT, table={})[:2] == (18, b"self signed certificate")


def test_what_cannot_be_verified(rt) -> None:
    assert verified(rt)[:2] == (-1, b"no certificates")
    undefined = b"undefined value in certificate vector"
    assert verified(rt, None)[:2] == (-1, undefined)
    problem = b"Problem initializing root store"
    assert verified(rt, LEAF, table={b"x": b"?"})[:2] == (-1, problem)
    assert rt.reporter.said[0] == ("error", "No certificates given in vector")


def test_without_the_package(rt, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    missing = b"the Python package cryptography is not installed"
    assert verified(rt, LEAF, A)[:2] == verified(rt, LEAF)[:2] == (-1, missing)
    ((level, text),) = rt.reporter.said
    assert level == "warning" and "pip install" in text
    assert rt.call("sct_verify", LEAF, b"", b"", b"", 0, 4, b"") is False


def status(rt: Any, reply: bytes, *chain: Any, table: Any = TABLE) -> Any:
    chain = chain or (LEAF, A)
    found = rt.call("x509_ocsp_verify", list(chain), reply, table, SECONDS)
    return found.result, found.result_string


def test_responses(rt) -> None:
    assert status(rt, respond()) == status(rt, respond(by_name=False)) == (1, b"good")
    assert status(rt, respond(OCSPCertStatus.REVOKED)) == (-1, b"revoked")
    assert status(rt, respond(OCSPCertStatus.UNKNOWN)) == (-1, b"unknown")


OTHER = ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (b"?", (-1, b"Could not parse OCSP response")),
        (encoded(0x30, b"\x0a\1\3"), (-2, b"trylater")),
        (encoded(0x30, b"\x0a\1\0"), (-1, b"Could not parse OCSP response")),
        (respond(begin=NOW + DAY, end=NOW + 2 * DAY),
         (-1, b"OCSP reply specifies time in future")),
        (respond(begin=NOW - 2 * DAY, end=NOW - DAY), (-1, b"OCSP reply expired")),
        (respond(end=None), (-1, b"OCSP reply missing nextUpdate field")),
        (respond(of=A), (-1, b"OCSP reply is not for host certificate")),
        (respond().replace(b"nonce", b"nonCe"),
         (0, b"error:13800075:OCSP routines::signature failure")),
    ],
)  # fmt: skip
def test_responses_that_are_not_good(rt, reply: bytes, expected: Any) -> None:
    assert status(rt, reply) == expected


def test_responders_that_nobody_trusts(rt) -> None:
    missing = b"unable to get local issuer certificate"
    assert status(rt, respond(), table={}) == (0, missing)
    in_chain = b"self-signed certificate in certificate chain"
    assert status(rt, respond(), LEAF, A, ROOT, table={}) == (0, in_chain)
    assert status(rt, respond(), LEAF) == (
        0,
        b"Could not find issuer of host certificate",
    )


# Time stamps


def spki(key: Any) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.DER, form)


def counted(data: bytes) -> bytes:
    return len(data).to_bytes(3, "big") + data


def test_stamps_of_certificates(rt) -> None:
    entry = b"\0\0" + (5).to_bytes(8, "big") + b"\0\0" + counted(LEAF.der) + b"\0\0"
    signature = OTHER.sign(entry, ec.ECDSA(hashes.SHA256()))
    given = LEAF, b"log", spki(OTHER), signature
    assert rt.call("sct_verify", *given, 5, 4, b"") is True
    assert rt.call("sct_verify", *given, 6, 4, b"") is False
    assert rt.call("sct_verify", *given, 5, 5, b"") is False


def test_stamps_in_certificates(rt) -> None:
    stamp = x509.UnrecognizedExtension(
        x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), b"\4\0"
    )
    name = x509.SubjectAlternativeName([x509.DNSName("example.com")])
    plain = issue("leaf", "a", (name, False), authority=False)
    stamped = issue("leaf", "a", (name, False), (stamp, False), authority=False)
    (body, *_) = _parts(plain.der)
    entry = b"\0\0" + (5).to_bytes(8, "big") + b"\0\1" + b"h" * 32 + counted(body)
    signature = OTHER.sign(entry + b"\0\0", ec.ECDSA(hashes.SHA256()))
    given = b"log", spki(OTHER), signature, 5, 4
    assert rt.call("sct_verify", stamped, *given, b"h" * 32) is True
    assert rt.call("sct_verify", plain, *given, b"h" * 32) is False
    assert rt.reporter.said[-1] == ("error", "NID_ct_precert_scts not found")


def _parts(der: bytes) -> list[bytes]:
    from pyzeek.files.certificates.der import element

    return [part.whole for part in element(der)]


def test_stamps_that_cannot_be_verified(rt) -> None:
    key = spki(KEYS["a"])
    for about, said in (
        ((key, b"", 0, 4, b"short"), "Invalid issuer_key_hash length"),
        ((key, b"", 0, 9, b""), "Unknown hash algorithm"),
        ((b"?", b"", 0, 4, b""), "Could not load log key"),
    ):
        assert rt.call("sct_verify", LEAF, b"log", *about) is False
        assert rt.reporter.said[-1] == ("error", said)
