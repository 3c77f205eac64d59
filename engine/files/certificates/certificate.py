"""The fields of a certificate (RFC 5280)."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...typesystem.types import OpaqueType
from ...values.opaque import Opaque
from . import names
from .der import (
    BIT_STRING,
    BOOLEAN,
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    DerError,
    Element,
    bits,
    element,
    oid,
    sequence,
)

_VERSION = 0xA0
_EXTENSIONS = 0xA3
_RSA = "rsaEncryption"
# Keys of some certificates of RDP servers are said to be of this kind; they are RSA.
_SAID_TO_BE_MD5 = "md5WithRSAEncryption"
_EDWARDS_BITS = {"X25519": 253, "ED25519": 253, "X448": 448, "ED448": 456}


@dataclass(slots=True)
class Extension:
    """One extension as it stands in the certificate."""

    oid: str
    critical: bool
    value: bytes


@dataclass(slots=True)
class Key:
    """What can be said of the public key."""

    kind: str = ""
    length: int = 0
    exponent: int | None = None
    curve: str = ""


@dataclass(slots=True)
class Certificate:
    """A certificate."""

    version: int
    serial: bytes
    subject: Element
    issuer: Element
    not_before: Element
    not_after: Element
    key_algorithm: str
    signature_algorithm: str
    tbs_algorithm: str
    key: Key
    spki: bytes
    extensions: list[Extension] = field(default_factory=list)


class X509(Opaque):
    """`opaque of x509`."""

    __slots__ = ("der", "certificate")
    opaque_type = OpaqueType("x509")

    def __init__(self, der: bytes, certificate: Certificate):
        self.der = der
        self.certificate = certificate


def parse_certificate(data: bytes) -> X509:
    """The certificate that the data begins with."""
    outer = element(data).expect(SEQUENCE)
    try:
        body, algorithm, signature = outer
    except ValueError:
        raise DerError("a certificate has three parts") from None
    bits(signature.expect(BIT_STRING).content)
    return X509(outer.whole, _certificate(body, algorithm))


def _certificate(body: Element, algorithm: Element) -> Certificate:
    parts = list(body.expect(SEQUENCE))
    version = 0
    if parts and parts[0].tag == _VERSION:
        version = element(parts.pop(0).content).expect(INTEGER).number
    if len(parts) < 6:
        raise DerError("a certificate that is cut off")
    serial, tbs_algorithm, issuer, validity, subject, spki = parts[:6]
    try:
        not_before, not_after = validity.expect(SEQUENCE)
        key_algorithm, key = spki.expect(SEQUENCE)
    except ValueError as error:
        raise DerError(str(error)) from None
    names.pairs(issuer), names.pairs(subject)
    kind = _algorithm(key_algorithm)
    said = _algorithm(algorithm)
    return Certificate(
        version=version + 1,
        serial=_serial(serial.expect(INTEGER).content),
        subject=subject,
        issuer=issuer,
        not_before=not_before,
        not_after=not_after,
        key_algorithm=kind,
        signature_algorithm=said if not said[:1].isdigit() else "",
        tbs_algorithm=_algorithm(tbs_algorithm),
        key=_key(kind, key_algorithm, key.expect(BIT_STRING).content),
        spki=spki.whole,
        extensions=_extensions(parts[6:]),
    )


def _algorithm(part: Element) -> str:
    inside = list(part.expect(SEQUENCE))
    if not inside:
        raise DerError("an algorithm without a name")
    number = oid(inside[0].expect(OID).content)
    return names.ALGORITHMS.get(number, number)


def _serial(content: bytes) -> bytes:
    """A number in hexadecimal, two digits for each byte."""
    number = int.from_bytes(content, "big", signed=True)
    digits = f"{abs(number):X}"
    digits = digits.rjust(len(digits) + len(digits) % 2, "0")
    return ("-" * (number < 0) + digits).encode()


def _extensions(parts: list[Element]) -> list[Extension]:
    found = []
    for part in parts:
        if part.tag == _EXTENSIONS:
            found += parse_extensions(part)
    return found


def parse_extensions(part: Element) -> list[Extension]:
    """The extensions inside of an element."""
    return [_extension(inner) for inner in element(part.content).expect(SEQUENCE)]


def _extension(part: Element) -> Extension:
    inside = list(part.expect(SEQUENCE))
    if not 2 <= len(inside) <= 3:
        raise DerError("an extension has two parts or three")
    critical = len(inside) == 3 and any(inside[1].expect(BOOLEAN).content)
    value = inside[-1].expect(OCTET_STRING).content
    return Extension(oid(inside[0].expect(OID).content), critical, value)


# Keys


def _key(kind: str, algorithm: Element, raw: bytes) -> Key:
    """The key; an empty one if nothing can be made of it."""
    read = _RSA if kind == _SAID_TO_BE_MD5 else kind
    try:
        data = bits(raw)
        if read in (_RSA, "rsassaPss"):
            return _rsa_key(read, data)
        if read == "id-ecPublicKey":
            return _ec_key(algorithm)
        if read == "dsaEncryption":
            return _dsa_key(algorithm)
    except (DerError, IndexError):
        return Key()
    return Key(read, _EDWARDS_BITS[read]) if read in _EDWARDS_BITS else Key()


def _rsa_key(kind: str, data: bytes) -> Key:
    modulus, exponent = sequence(data)[:2]
    length = modulus.number.bit_length()
    if kind != _RSA:
        return Key("RSA-PSS", length)
    return Key("rsa", length, exponent.number)


def _ec_key(algorithm: Element) -> Key:
    """A key on a curve that has a name."""
    curve = list(algorithm)[1].expect(OID).content
    name, length = names.CURVES.get(oid(curve), ("", 0))
    return Key("ecdsa", length, curve=name) if name else Key()


def _dsa_key(algorithm: Element) -> Key:
    prime = next(iter(list(algorithm)[1].expect(SEQUENCE)))
    return Key("dsa", prime.number.bit_length())
