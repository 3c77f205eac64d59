"""X.509: certificates and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .contract import bif

if TYPE_CHECKING:
    from ..files.certificates import Certificate
    from ..runtime import Runtime

# The hash algorithms of TLS by number (RFC 5246 7.4.1.4.1).
_HASHES = {1: "md5", 2: "sha1", 3: "sha224", 4: "sha256", 5: "sha384", 6: "sha512"}


@bif("parse_distinguished_name")
def parse_distinguished_name(der: bytes) -> bytes:
    """The text of a DER-encoded name; empty if it is not one."""
    from ..files.certificates.names import distinguished_name

    try:
        return distinguished_name(der)
    except ValueError:
        return b""


@bif("x509_check_hostname")
def x509_check_hostname(host: bytes, name: bytes) -> bool:
    """Whether a host's name fits one of a certificate, by RFC 6125 6.4.3.

    A star stands for the end of the first label, above two labels at least.
    """
    if host == name:
        return True
    label, dot, domain = name.partition(b".")
    if not label.endswith(b"*") or label.count(b"*") > 1 or b"." not in domain:
        return False
    _, found, rest = host.partition(b".")
    return bool(found) and rest == domain and host.startswith(label[:-1])


def _cache(rt: Runtime) -> dict[str, Any]:
    found: dict[str, Any] = rt.services.setdefault("certificate_cache", {})
    return found


@bif("x509_set_certificate_cache", runtime=True)
def x509_set_certificate_cache(rt: Runtime, table: Any) -> bool:
    """Keep parsed certificates in a table."""
    _cache(rt)["table"] = table
    return True


@bif("x509_set_certificate_cache_hit_callback", runtime=True)
def x509_set_certificate_cache_hit_callback(rt: Runtime, function: Any) -> bool:
    """Call a function for each certificate found in the cache."""
    _cache(rt)["hit"] = function
    return True


@bif("x509_from_der", runtime=True)
def x509_from_der(rt: Runtime, der: bytes) -> Any:
    """The certificate of an encoded one."""
    from ..files.certificates import DerError, parse_certificate

    try:
        return parse_certificate(der)
    except DerError:
        rt.reporter.builtin_error("error parsing certificate")
        return None


@bif("x509_parse", runtime=True)
def x509_parse(rt: Runtime, value: Any) -> Any:
    """The fields of a certificate."""
    from ..files.x509 import certificate_record

    return certificate_record(rt, value.certificate, rt.reporter.weird)


@bif("x509_get_certificate_string")
def x509_get_certificate_string(value: Any, pem: bool) -> bytes:
    """A certificate in its encoding, or as text."""
    der: bytes = value.der
    if not pem:
        return der
    from base64 import b64encode

    text = b64encode(der)
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    return b"\n".join((begin, *lines, end, b""))


def _hashed(rt: Runtime, data: bytes, algorithm: int) -> bytes:
    from hashlib import new

    name = _HASHES.get(algorithm)
    if name is None:
        rt.reporter.builtin_error("Unknown hash algorithm.")
        return b""
    return new(name, data, usedforsecurity=False).digest()


@bif("x509_subject_name_hash", runtime=True)
def x509_subject_name_hash(rt: Runtime, value: Any, algorithm: int) -> bytes:
    """The digest of the subject's name."""
    return _hashed(rt, value.certificate.subject.whole, algorithm)


@bif("x509_issuer_name_hash", runtime=True)
def x509_issuer_name_hash(rt: Runtime, value: Any, algorithm: int) -> bytes:
    """The digest of the issuer's name."""
    return _hashed(rt, value.certificate.issuer.whole, algorithm)


@bif("x509_spki_hash", runtime=True)
def x509_spki_hash(rt: Runtime, value: Any, algorithm: int) -> bytes:
    """The digest of the key with what is said of it."""
    return _hashed(rt, value.certificate.spki, algorithm)


@bif("x509_check_cert_hostname")
def x509_check_cert_hostname(value: Any, host: bytes) -> bytes:
    """The name of a certificate that fits a host; empty if none does."""
    for name in _host_names(value.certificate):
        if x509_check_hostname(host, name):
            return name
    return b""


def _host_names(certificate: Certificate) -> list[bytes]:
    """The names of hosts: alternative ones, or else the common one."""
    from ..files.certificates import DerError, extensions, names

    for extension in certificate.extensions:
        if extension.oid == extensions.ALTERNATIVE_NAME:
            try:
                return extensions.alternative_names(extension.value).dns
            except DerError:
                return []
    common = names.common_name(certificate.subject)
    return [common] if common is not None else []
