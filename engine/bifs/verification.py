"""Whether certificates, OCSP responses and time stamps of their logs are good.

Signatures are verified with the package `cryptography`. Where it is missing nothing is
good, and a warning says so once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..typesystem.types import VectorType
from ..values.integer import IntVal
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..files.certificates.certificate import X509
    from ..files.certificates.chains import Roots
    from ..files.certificates.ocsp import Basic, CertificateId, Response
    from ..runtime import Runtime

_SERVICE = "root_certificates"

_MISSING = (
    "{} needs the Python package cryptography: pip install 'pyzeek[certificates]'"
)
_NOT_INSTALLED = b"the Python package cryptography is not installed"

# The hash algorithms of TLS by number (RFC 5246 7.4.1.4.1).
_HASHES = {1: "MD5", 2: "SHA1", 3: "SHA224", 4: "SHA256", 5: "SHA384", 6: "SHA512"}
_KEY_HASH = 32
_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2"
_EXTENSIONS = 0xA3
# RFC 6962 3.2: version 1, and the kinds of entries of a log.
_V1_CERTIFICATE = b"\0\0"
_ENTRY = b"\0\0"
_PRECERTIFICATE_ENTRY = b"\0\1"
_SIGNATURE_FAILURE = "error:13800075:OCSP routines::signature failure"
_SELF_SIGNED = b"self signed certificate"
_WORDS_OF_OPENSSL = b"self-signed certificate"


class _Refused(Exception):
    """What is wrong, with Zeek's number and words."""

    def __init__(self, text: str, number: int = -1):
        super().__init__(text)
        self.number = number


def _is_possible(rt: Runtime, name: str) -> bool:
    """Whether signatures can be verified; otherwise say so once."""
    try:
        import cryptography  # noqa: F401
    except ImportError:
        told = rt.services.setdefault("told", set())
        if name not in told:
            told.add(name)
            rt.reporter.warning(_MISSING.format(name))
        return False
    return True


def _result(rt: Runtime, number: int, text: bytes, chain: Any = None) -> Any:
    fields = {} if chain is None else {"chain_certs": chain}
    record = rt.record("X509::Result")
    return record(result=IntVal(number), result_string=text, **fields)


class _Given(NamedTuple):
    """What a function is to look at."""

    first: X509
    others: list[X509]
    roots: Roots


def _given(rt: Runtime, certificates: Any, table: Any) -> _Given:
    """The certificates of a chain, and the roots."""
    roots = _roots(rt, table)
    if not certificates:
        rt.reporter.error("No certificates given in vector")
        raise _Refused("no certificates")
    first = certificates[0]
    if first is None:
        text = "undefined value in certificate vector"
        rt.reporter.builtin_error(text)
        raise _Refused(text)
    return _Given(first, [x for x in certificates[1:] if x is not None], roots)


def _roots(rt: Runtime, table: Any) -> Roots:
    """The certificates of a table, which is only read once."""
    from ..files.certificates import DerError, parse_certificate
    from ..files.certificates.chains import Roots

    known: dict[int, tuple[Any, Roots]] = rt.services.setdefault(_SERVICE, {})
    if id(table) not in known:
        try:
            roots = Roots([parse_certificate(der) for der in table.values()])
        except DerError as error:
            rt.reporter.builtin_error(f"Root CA error: {error}")
            raise _Refused("Problem initializing root store") from None
        known[id(table)] = table, roots
    return known[id(table)][1]


@bif("x509_verify", runtime=True)
def x509_verify(rt: Runtime, certificates: Any, table: Any, time: float) -> Any:
    """Whether the first certificate leads to a root, and the way."""
    from ..files.certificates.chains import MESSAGES, verify

    if not _is_possible(rt, "x509_verify"):
        return _result(rt, -1, _NOT_INSTALLED)
    try:
        given = _given(rt, certificates, table)
    except _Refused as error:
        return _result(rt, error.number, str(error).encode())
    number, chain = verify(*given, float(time))
    shown = None if number else _vector(rt, chain)
    return _result(rt, number, MESSAGES[number].encode(), shown)


def _vector(rt: Runtime, chain: list[X509]) -> Vector:
    kind = rt.names.type_of("x509_opaque_vector")
    return Vector(chain, kind if isinstance(kind, VectorType) else None)


@bif("x509_ocsp_verify", runtime=True)
def x509_ocsp_verify(
    rt: Runtime, certificates: Any, reply: bytes, table: Any, time: float
) -> Any:
    """What a responder says of the first certificate, if it can be believed."""
    if not _is_possible(rt, "x509_ocsp_verify"):
        return _result(rt, -1, _NOT_INSTALLED)
    try:
        given = _given(rt, certificates, table)
        found = _status(given, reply, float(int(time)))
    except _Refused as error:
        return _result(rt, error.number, str(error).encode())
    return _result(rt, 1, found.encode())


def _status(given: _Given, reply: bytes, now: float) -> str:
    basic = _basic(reply)
    everybody = basic.certificates + given.others
    signer = basic.signer(everybody)
    if signer is None:
        raise _Refused("Could not find OCSP responder certificate")
    _check_signer(basic, signer, everybody, given.roots, now)
    ident = _ident(given)
    if not basic.singles:
        raise _Refused("Could not lookup OCSP response information")
    if basic.singles[0].ident != ident:
        raise _Refused("OCSP reply is not for host certificate")
    return _fresh(basic, now)


def _basic(reply: bytes) -> Basic:
    from ..files.certificates.der import DerError
    from ..files.certificates.ocsp import SUCCESSFUL, parse_response

    try:
        response: Response = parse_response(reply)
    except DerError:
        raise _Refused("Could not parse OCSP response") from None
    if response.status != SUCCESSFUL:
        raise _Refused(response.status_text, -2)
    if response.basic is None:
        raise _Refused("Could not parse OCSP response")
    return response.basic


def _check_signer(
    basic: Basic, signer: X509, others: list[X509], roots: Roots, now: float
) -> None:
    """Whether the responder leads to a root, and signed this."""
    from ..files.certificates.chains import MESSAGES, verify
    from ..files.certificates.signatures import NoKeyError, is_signed, load_key

    error, _ = verify(signer, others, roots, now)
    if error:
        text = MESSAGES[error].encode().replace(_SELF_SIGNED, _WORDS_OF_OPENSSL)
        raise _Refused(text.decode(), 0)
    try:
        key = load_key(signer.certificate.spki)
    except NoKeyError:
        raise _Refused(_SIGNATURE_FAILURE) from None
    if not is_signed(key, basic.algorithm, basic.signature, basic.data):
        raise _Refused(_SIGNATURE_FAILURE, 0)


def _ident(given: _Given) -> CertificateId:
    """What a responder calls the first certificate."""
    from ..files.certificates.chains import Link
    from ..files.certificates.ocsp import certificate_id

    first = Link(given.first)
    issuer = None
    for other in map(Link, given.others):
        if other.subject == first.issuer:
            issuer = other
    if issuer is None:
        # Zeek looks for the subject among the roots.
        issuer = given.roots.named(first.subject)
    if issuer is None:
        raise _Refused("Could not find issuer of host certificate", 0)
    return certificate_id(given.first, issuer.value, first.serial)


def _fresh(basic: Basic, now: float) -> str:
    """The status, which must be good and of the time."""
    from ..files.certificates.ocsp import GOOD
    from ..files.certificates.times import exact_seconds

    single = basic.singles[0]
    begin = exact_seconds(single.this_update)
    if single.next_update is None:
        raise _Refused("OCSP reply missing nextUpdate field")
    end = exact_seconds(single.next_update)
    if begin is None:
        raise _Refused("OCSP reply contains invalid thisUpdate field")
    if end is None:
        raise _Refused("OCSP reply contains invalid nextUpdate field")
    if begin > now:
        raise _Refused("OCSP reply specifies time in future")
    if end <= now:
        raise _Refused("OCSP reply expired")
    if single.status != GOOD:
        raise _Refused(single.status_text)
    return single.status_text


@bif("sct_verify", runtime=True)
def sct_verify(
    rt: Runtime,
    certificate: X509,
    log: bytes,
    log_key: bytes,
    signature: bytes,
    time: int,
    algorithm: int,
    issuer_hash: bytes = b"",
) -> bool:
    """Whether a log signed that it has a certificate (RFC 6962 3.2)."""
    from ..files.certificates.signatures import NoKeyError, is_signed_with, load_key

    if not _is_possible(rt, "sct_verify"):
        return False
    if issuer_hash and len(issuer_hash) != _KEY_HASH:
        rt.reporter.error("Invalid issuer_key_hash length")
        return False
    entry = _entry(certificate, issuer_hash)
    if entry is None:
        rt.reporter.error("NID_ct_precert_scts not found")
        return False
    if algorithm not in _HASHES:
        rt.reporter.error("Unknown hash algorithm")
        return False
    try:
        key = load_key(log_key)
    except NoKeyError:
        rt.reporter.error("Could not load log key")
        return False
    data = _V1_CERTIFICATE + time.to_bytes(8, "big") + entry + b"\0\0"
    return is_signed_with(key, _HASHES[algorithm], signature, data)


def _entry(certificate: X509, issuer_hash: bytes) -> bytes | None:
    """What a log signs of a certificate; it has one without the stamps itself."""
    if not issuer_hash:
        return _ENTRY + _counted(certificate.der)
    body = _without_stamps(certificate.der)
    if body is None:
        return None
    return _PRECERTIFICATE_ENTRY + issuer_hash + _counted(body)


def _counted(data: bytes) -> bytes:
    return len(data).to_bytes(3, "big") + data


def _without_stamps(der: bytes) -> bytes | None:
    """The signed part of a certificate without time stamps; None if it has none."""
    from ..files.certificates.der import SEQUENCE, element, encoded, oid

    body = next(iter(element(der)))
    parts, found = [], False
    for part in body:
        if part.tag != _EXTENSIONS:
            parts.append(part.whole)
            continue
        kept = []
        for extension in element(part.content):
            if not found and oid(next(iter(extension)).content) == _TIMESTAMPS:
                found = True
            else:
                kept.append(extension.whole)
        inner = encoded(SEQUENCE, b"".join(kept))
        parts.append(encoded(_EXTENSIONS, inner))
    return encoded(SEQUENCE, b"".join(parts)) if found else None
