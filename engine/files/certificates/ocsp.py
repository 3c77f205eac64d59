"""What is asked of OCSP responders and what they say (RFC 6960 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1

from . import names
from .certificate import X509, Extension, parse_certificate, parse_extensions
from .der import (
    BIT_STRING,
    GENERALIZED_TIME,
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    DerError,
    Element,
    bits,
    element,
    elements,
    oid,
)

ENUMERATED = 0x0A
SUCCESSFUL = 0
GOOD = 0
REVOKED = 1

_BASIC = "1.3.6.1.5.5.7.48.1.1"
_STATUSES = {
    0: "successful",
    1: "malformedrequest",
    2: "internalerror",
    3: "trylater",
    5: "sigrequired",
    6: "unauthorized",
}
_CERTIFICATE_STATUSES = ("good", "revoked", "unknown")
_REASONS = {
    0: "unspecified",
    1: "keyCompromise",
    2: "cACompromise",
    3: "affiliationChanged",
    4: "superseded",
    5: "cessationOfOperation",
    6: "certificateHold",
    8: "removeFromCRL",
    9: "privilegeWithdrawn",
    10: "aACompromise",
}
_UNKNOWN = "(UNKNOWN)"
_SHA1 = "1.3.14.3.2.26"


@dataclass(frozen=True, slots=True)
class CertificateId:
    """Which certificate is meant, by digests of its issuer's name and key."""

    algorithm: str
    name_hash: bytes
    key_hash: bytes
    serial: bytes
    "As it is encoded."


@dataclass(slots=True)
class Single:
    """What is said of one certificate."""

    ident: CertificateId
    status: int
    revoked: Element | None
    reason: int | None
    this_update: Element
    next_update: Element | None
    extensions: list[Extension]

    @property
    def status_text(self) -> str:
        """The status in OpenSSL's words."""
        return _CERTIFICATE_STATUSES[self.status]

    @property
    def reason_text(self) -> str:
        """Why it was revoked; empty if that is not told."""
        return "" if self.reason is None else _REASONS.get(self.reason, _UNKNOWN)


@dataclass(slots=True)
class Basic:
    """A response with all that it says."""

    data: bytes
    "What is signed."
    by_name: Element | None
    by_key: bytes
    produced: Element
    singles: list[Single]
    extensions: list[Extension]
    algorithm: Element
    signature: bytes
    certificates: list[X509] = field(default_factory=list)

    def find(self, ident: CertificateId) -> Single:
        """What is said first of a certificate."""
        return next(single for single in self.singles if single.ident == ident)

    @property
    def algorithm_name(self) -> str:
        """What it is signed with."""
        number = oid(next(iter(self.algorithm)).expect(OID).content)
        return names.ALGORITHMS.get(number, number)

    def signer(self, certificates: list[X509]) -> X509 | None:
        """The responder's certificate among others."""
        if self.by_name is not None:
            wanted = names.canonical(self.by_name)
            for found in certificates:
                if names.canonical(found.certificate.subject) == wanted:
                    return found
            return None
        hashes = ((found, key_hash(found)) for found in certificates)
        return next((found for found, digest in hashes if digest == self.by_key), None)


@dataclass(slots=True)
class Response:
    """A response; only one that was successful says more."""

    status: int
    basic: Basic | None

    @property
    def status_text(self) -> str:
        """The status in OpenSSL's words."""
        return _STATUSES.get(self.status, _UNKNOWN)


def key_hash(value: X509) -> bytes:
    """The digest of a key without what is said of it."""
    _, key = element(value.certificate.spki)
    return sha1(bits(key.content), usedforsecurity=False).digest()


def certificate_id(value: X509, issuer: X509, serial: bytes) -> CertificateId:
    """What a responder calls a certificate."""
    name = value.certificate.issuer.whole
    name_hash = sha1(name, usedforsecurity=False).digest()
    return CertificateId(_SHA1, name_hash, key_hash(issuer), serial)


class _Parts:
    """The elements of a sequence, taken in their order."""

    def __init__(self, found: Iterator[Element] | Element):
        self._found = list(found)

    def take(self, *tags: int) -> Element:
        """The next one, which must have one of these tags."""
        if not self._found or self._found[0].tag not in tags:
            raise DerError("an element is missing")
        return self._found.pop(0)

    def maybe(self, tag: int) -> Element | None:
        """The next one if it has that tag."""
        if self._found and self._found[0].tag == tag:
            return self._found.pop(0)
        return None


def parse_request(data: bytes) -> list[CertificateId]:
    """The certificates that are asked about."""
    outer = _Parts(element(data).expect(SEQUENCE))
    body = _Parts(outer.take(SEQUENCE))
    body.maybe(0xA0)
    body.maybe(0xA1)
    requests = body.take(SEQUENCE)
    return [_ident(_Parts(r.expect(SEQUENCE)).take(SEQUENCE)) for r in requests]


def parse_response(data: bytes) -> Response:
    """The whole of a response."""
    outer = _Parts(element(data).expect(SEQUENCE))
    status = outer.take(ENUMERATED).number
    content = outer.maybe(0xA0)
    if content is None:
        return Response(status, None)
    inner = _Parts(element(content.content).expect(SEQUENCE))
    kind = oid(inner.take(OID).content)
    response = inner.take(OCTET_STRING).content
    try:
        basic = _basic(response) if kind == _BASIC else None
    except DerError:
        basic = None
    return Response(status, basic)


def _basic(data: bytes) -> Basic:
    outer = _Parts(element(data).expect(SEQUENCE))
    body = outer.take(SEQUENCE)
    algorithm = outer.take(SEQUENCE)
    signature = bits(outer.take(BIT_STRING).content)
    certificates = outer.maybe(0xA0)
    parts = _Parts(body)
    parts.maybe(0xA0)
    responder = parts.take(0xA1, 0xA2)
    inner = element(responder.content)
    by_name = inner.expect(SEQUENCE) if responder.tag == 0xA1 else None
    if by_name is not None:
        names.pairs(by_name)
    return Basic(
        data=body.whole,
        by_name=by_name,
        by_key=b"" if by_name is not None else inner.expect(OCTET_STRING).content,
        produced=parts.take(GENERALIZED_TIME),
        singles=[_single(part) for part in parts.take(SEQUENCE)],
        extensions=_extensions(parts.maybe(0xA1)),
        algorithm=algorithm,
        signature=signature,
        certificates=_certificates(certificates),
    )


def _certificates(part: Element | None) -> list[X509]:
    if part is None:
        return []
    inner = element(part.content).expect(SEQUENCE)
    return [parse_certificate(found.whole) for found in inner]


def _extensions(part: Element | None) -> list[Extension]:
    return [] if part is None else parse_extensions(part)


def _single(part: Element) -> Single:
    parts = _Parts(part.expect(SEQUENCE))
    ident = _ident(parts.take(SEQUENCE))
    status = parts.take(0x80, 0xA1, 0x82)
    revoked, reason = None, None
    if status.tag == 0xA1:
        inside = list(elements(status.content))
        if not inside:
            raise DerError("revoked at no time")
        revoked = inside[0].expect(GENERALIZED_TIME)
        if len(inside) > 1:
            reason = element(inside[1].expect(0xA0).content).expect(ENUMERATED).number
    this_update = parts.take(GENERALIZED_TIME)
    later = parts.maybe(0xA0)
    next_update = element(later.content) if later is not None else None
    return Single(
        ident=ident,
        status=status.tag & 0x1F,
        revoked=revoked,
        reason=reason,
        this_update=this_update,
        next_update=next_update,
        extensions=_extensions(parts.maybe(0xA1)),
    )


def _ident(part: Element) -> CertificateId:
    parts = _Parts(part)
    algorithm = _Parts(parts.take(SEQUENCE)).take(OID)
    return CertificateId(
        algorithm=oid(algorithm.content),
        name_hash=parts.take(OCTET_STRING).content,
        key_hash=parts.take(OCTET_STRING).content,
        serial=parts.take(INTEGER).content,
    )


# Texts

_LINE = 35
_LONGEST = 2048
_DIGESTS = {
    _SHA1: "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "1.2.840.113549.2.5": "md5",
}


def shown_id(ident: CertificateId) -> tuple[bytes, bytes, bytes, bytes]:
    """What is told of a certificate that is asked about."""
    name = _DIGESTS.get(ident.algorithm, ident.algorithm)
    hashes = octets(ident.name_hash), octets(ident.key_hash)
    return name.encode(), *hashes, _integer(ident.serial)


def octets(raw: bytes) -> bytes:
    """Bytes in hexadecimal, in lines as OpenSSL makes them."""
    lines = [raw[at : at + _LINE].hex().upper() for at in range(0, len(raw), _LINE)]
    return ("\\\n".join(lines) or "0").encode()[:_LONGEST]


def _integer(content: bytes) -> bytes:
    number = int.from_bytes(content, "big", signed=True)
    size = (abs(number).bit_length() + 7) // 8
    text = octets(abs(number).to_bytes(size, "big")) if size else b"00"
    return b"-" + text if number < 0 else text


def responder(basic: Basic) -> bytes:
    """Who the responder is: its name, or the digest of its key."""
    if basic.by_name is not None:
        return names.one_line(basic.by_name)[:_LONGEST]
    return octets(basic.by_key)
