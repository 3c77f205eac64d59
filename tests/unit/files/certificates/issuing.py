"""Certificates, OCSP responses and time stamps with real signatures."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID

from pyzeek.files.certificates import X509, parse_certificate

NOW = datetime(2026, 1, 1)
SECONDS = NOW.timestamp() - datetime(1970, 1, 1).timestamp()
KEYS = {
    name: ec.generate_private_key(ec.SECP256R1()) for name in "leaf a b root".split()
}
DAY = timedelta(days=1)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def issue(
    name: str,
    issuer: str,
    *extensions: tuple[x509.ExtensionType, bool],
    key: Any = None,
    signer: Any = None,
    begin: datetime = NOW - DAY,
    end: datetime = NOW + DAY,
    authority: bool = True,
) -> X509:
    """A certificate; without more it is an authority's, and good."""
    key = key or KEYS[name]
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(1000 + len(name))
        .not_valid_before(begin)
        .not_valid_after(end)
    )
    if authority:
        builder = builder.add_extension(x509.BasicConstraints(True, None), True)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    made = builder.sign(signer or KEYS[issuer], hashes.SHA256())
    return parse_certificate(made.public_bytes(serialization.Encoding.DER))


ROOT = issue("root", "root")
A = issue("a", "root")
LEAF = issue("leaf", "a", authority=False)


def loaded(value: X509) -> x509.Certificate:
    return x509.load_der_x509_certificate(value.der)


def respond(
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
    *,
    of: X509 = LEAF,
    by_name: bool = True,
    begin: datetime = NOW - DAY,
    end: datetime | None = NOW + DAY,
) -> bytes:
    """What the authority says of a certificate."""
    revoked = status is ocsp.OCSPCertStatus.REVOKED
    encoding = ocsp.OCSPResponderEncoding
    made = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            cert=loaded(of),
            issuer=loaded(A),
            algorithm=hashes.SHA1(),
            cert_status=status,
            this_update=begin,
            next_update=end,
            revocation_time=NOW - DAY if revoked else None,
            revocation_reason=x509.ReasonFlags.key_compromise if revoked else None,
        )
        .responder_id(encoding.NAME if by_name else encoding.HASH, loaded(A))
        .certificates([loaded(A)])
        .add_extension(x509.OCSPNonce(b"nonce"), False)
        .sign(KEYS["a"], hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.DER)


def ask() -> bytes:
    made = ocsp.OCSPRequestBuilder().add_certificate(
        loaded(LEAF), loaded(A), hashes.SHA1()
    )
    return made.build().public_bytes(serialization.Encoding.DER)
