"""Ways from a certificate to a root, with the numbers that OpenSSL gives."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from pyzeek.files.certificates.chains import MESSAGES, Roots, verify

from .issuing import DAY, KEYS, LEAF, NOW, ROOT, SECONDS, A, issue


def result(leaf: Any = LEAF, others: Any = (A,), roots: Any = (ROOT,)) -> Any:
    number, chain = verify(leaf, others, Roots(roots), SECONDS)
    assert number in MESSAGES
    return number, [link.certificate.subject.content[-4:] for link in chain]


def number(*given: Any, **named: Any) -> int:
    return result(*given, **named)[0]


def usage(*, signs: bool) -> tuple[x509.KeyUsage, bool]:
    """What a key is for."""
    flags = dict.fromkeys(
        "content_commitment key_encipherment data_encipherment key_agreement".split()
        + "crl_sign encipher_only decipher_only".split(),
        False,
    )
    return x509.KeyUsage(digital_signature=True, key_cert_sign=signs, **flags), True


def test_a_good_one() -> None:
    assert result() == (0, [b"leaf", LEAF.certificate.issuer.content[-4:], b"root"])
    assert number(others=[A, ROOT]) == 0
    assert result(ROOT, ()) == (0, [b"root"])


def test_no_way() -> None:
    assert number(others=()) == 20
    assert number(roots=()) == 20
    assert number(others=[A, ROOT], roots=()) == 19
    assert number(ROOT, (), ()) == 18
    # A root that did not sign itself is none.
    assert number(roots=[A]) == 2


def test_times() -> None:
    expired = issue("leaf", "a", authority=False, begin=NOW - 3 * DAY, end=NOW - DAY)
    early = issue("leaf", "a", authority=False, begin=NOW + DAY, end=NOW + 3 * DAY)
    assert (number(expired), number(early)) == (10, 9)
    # The root is looked at first.
    old = issue("root", "root", begin=NOW - 3 * DAY, end=NOW)
    assert number(early, roots=[old]) == 10


def test_signatures() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    assert number(issue("leaf", "a", signer=other, authority=False)) == 7
    # A key of another kind cannot have made it, so it is not the issuer.
    edwards = ed25519.Ed25519PrivateKey.generate()
    fake = issue("a", "root", key=other)
    assert number(others=[fake]) == 7
    assert number(roots=[issue("root", "root", key=other, signer=other)]) == 7
    assert other is not edwards


def test_the_valid_one_of_several_is_taken() -> None:
    expired = issue("a", "root", begin=NOW - 3 * DAY, end=NOW - DAY)
    assert number(others=[expired, A]) == 0
    assert number(others=[expired]) == 10


def test_a_mimic_of_a_root() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    mimic = issue("root", "root", key=other, signer=other)
    signed = issue("a", "root", signer=other)
    assert number(mimic, ()) == 18
    assert number(others=[signed, mimic]) == 7


def test_authorities() -> None:
    plain = issue("a", "root", authority=False)
    assert number(others=[plain]) == 79
    tolerated = issue("a", "root", usage(signs=True), authority=False)
    assert number(others=[tolerated]) == 79
    root = issue("root", "root", usage(signs=True), authority=False)
    assert number(roots=[root]) == 0
    assert number(others=[issue("a", "root", usage(signs=False))]) == 79
    short = issue(
        "root", "root", (x509.BasicConstraints(True, 0), True), authority=False
    )
    assert number(roots=[short]) == 25


def test_unknown_extensions() -> None:
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3"), b"\5\0")
    assert number(issue("leaf", "a", (unknown, True), authority=False)) == 34
    assert number(issue("leaf", "a", (unknown, False), authority=False)) == 0


def test_identifiers_of_keys() -> None:
    key = KEYS["a"].public_key()
    good = x509.AuthorityKeyIdentifier.from_issuer_public_key(key), False
    bad = x509.AuthorityKeyIdentifier(b"x", None, None), False
    named = issue("a", "root", (x509.SubjectKeyIdentifier.from_public_key(key), False))
    assert number(issue("leaf", "a", good, authority=False), [named]) == 0
    assert number(issue("leaf", "a", bad, authority=False), [named]) == 20


@pytest.mark.parametrize(
    ("permitted", "excluded", "expected"),
    [
        (["example.com"], None, 0),
        (["other.org"], None, 47),
        (None, ["www.example.com"], 48),
        (None, ["example.org"], 0),
    ],
)
def test_names(permitted: Any, excluded: Any, expected: int) -> None:
    trees = [[x509.DNSName(n) for n in t] if t else None for t in (permitted, excluded)]
    bound = issue("a", "root", (x509.NameConstraints(*trees), True))
    name = x509.SubjectAlternativeName([x509.DNSName("www.example.com")])
    assert (
        number(issue("leaf", "a", (name, False), authority=False), [bound]) == expected
    )
