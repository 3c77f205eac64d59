"""Names of object identifiers, and distinguished names (RFC 2253)."""

from __future__ import annotations

from .der import (
    BMP_STRING,
    OID,
    SEQUENCE,
    SET,
    T61_STRING,
    UNIVERSAL_STRING,
    DerError,
    Element,
    element,
    oid,
)

ATTRIBUTES = {
    "2.5.4.3": "CN",
    "2.5.4.4": "SN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "street",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.12": "title",
    "2.5.4.13": "description",
    "2.5.4.15": "businessCategory",
    "2.5.4.17": "postalCode",
    "2.5.4.41": "name",
    "2.5.4.42": "GN",
    "2.5.4.43": "initials",
    "2.5.4.44": "generationQualifier",
    "2.5.4.46": "dnQualifier",
    "2.5.4.65": "pseudonym",
    "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
    "1.2.840.113549.1.9.2": "unstructuredName",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
}
"""Short names of what a distinguished name consists of."""

COMMON_NAME = "2.5.4.3"

ALGORITHMS = {
    "1.2.840.10040.4.1": "dsaEncryption",
    "1.2.840.10040.4.3": "dsaWithSHA1",
    "1.2.840.10045.2.1": "id-ecPublicKey",
    "1.2.840.10045.4.1": "ecdsa-with-SHA1",
    "1.2.840.10045.4.3.1": "ecdsa-with-SHA224",
    "1.2.840.10045.4.3.2": "ecdsa-with-SHA256",
    "1.2.840.10045.4.3.3": "ecdsa-with-SHA384",
    "1.2.840.10045.4.3.4": "ecdsa-with-SHA512",
    "1.2.840.10046.2.1": "X9.42 DH",
    "1.2.840.113549.1.1.1": "rsaEncryption",
    "1.2.840.113549.1.1.2": "md2WithRSAEncryption",
    "1.2.840.113549.1.1.4": "md5WithRSAEncryption",
    "1.2.840.113549.1.1.5": "sha1WithRSAEncryption",
    "1.2.840.113549.1.1.7": "rsaesOaep",
    "1.2.840.113549.1.1.10": "rsassaPss",
    "1.2.840.113549.1.1.11": "sha256WithRSAEncryption",
    "1.2.840.113549.1.1.12": "sha384WithRSAEncryption",
    "1.2.840.113549.1.1.13": "sha512WithRSAEncryption",
    "1.2.840.113549.1.1.14": "sha224WithRSAEncryption",
    "1.2.840.113549.1.3.1": "dhKeyAgreement",
    "1.3.14.3.2.29": "sha1WithRSA",
    "1.3.101.110": "X25519",
    "1.3.101.111": "X448",
    "1.3.101.112": "ED25519",
    "1.3.101.113": "ED448",
    "2.16.840.1.101.3.4.3.1": "dsa_with_SHA224",
    "2.16.840.1.101.3.4.3.2": "dsa_with_SHA256",
}
"""Long names of algorithms."""

EXTENSIONS = {
    "1.3.6.1.4.1.311.20.2": ("Microsoft certificate template", "ms-cert-templ"),
    "1.3.6.1.4.1.11129.2.4.2": ("CT Precertificate SCTs", "ct_precert_scts"),
    "1.3.6.1.4.1.11129.2.4.3": ("CT Precertificate Poison", "ct_precert_poison"),
    "1.3.6.1.5.5.7.1.1": ("Authority Information Access", "authorityInfoAccess"),
    "1.3.6.1.5.5.7.1.3": ("qcStatements", "qcStatements"),
    "1.3.6.1.5.5.7.1.11": ("Subject Information Access", "subjectInfoAccess"),
    "1.3.6.1.5.5.7.1.24": ("TLS Feature", "tlsfeature"),
    "1.3.6.1.4.1.11129.2.4.5": ("CT Certificate SCTs", "ct_cert_scts"),
    "1.3.6.1.5.5.7.48.1.2": ("OCSP Nonce", "Nonce"),
    "1.3.6.1.5.5.7.48.1.3": ("OCSP CRL ID", "CrlID"),
    "1.3.6.1.5.5.7.48.1.4": ("Acceptable OCSP Responses", "acceptableResponses"),
    "1.3.6.1.5.5.7.48.1.5": ("OCSP No Check", "noCheck"),
    "1.3.6.1.5.5.7.48.1.6": ("OCSP Archive Cutoff", "archiveCutoff"),
    "1.3.6.1.5.5.7.48.1.7": ("OCSP Service Locator", "serviceLocator"),
    "2.5.29.9": ("X509v3 Subject Directory Attributes", "subjectDirectoryAttributes"),
    "2.5.29.14": ("X509v3 Subject Key Identifier", "subjectKeyIdentifier"),
    "2.5.29.15": ("X509v3 Key Usage", "keyUsage"),
    "2.5.29.16": ("X509v3 Private Key Usage Period", "privateKeyUsagePeriod"),
    "2.5.29.17": ("X509v3 Subject Alternative Name", "subjectAltName"),
    "2.5.29.18": ("X509v3 Issuer Alternative Name", "issuerAltName"),
    "2.5.29.19": ("X509v3 Basic Constraints", "basicConstraints"),
    "2.5.29.30": ("X509v3 Name Constraints", "nameConstraints"),
    "2.5.29.31": ("X509v3 CRL Distribution Points", "crlDistributionPoints"),
    "2.5.29.32": ("X509v3 Certificate Policies", "certificatePolicies"),
    "2.5.29.33": ("X509v3 Policy Mappings", "policyMappings"),
    "2.5.29.35": ("X509v3 Authority Key Identifier", "authorityKeyIdentifier"),
    "2.5.29.36": ("X509v3 Policy Constraints", "policyConstraints"),
    "2.5.29.37": ("X509v3 Extended Key Usage", "extendedKeyUsage"),
    "2.5.29.46": ("X509v3 Freshest CRL", "freshestCRL"),
    "2.5.29.54": ("X509v3 Inhibit Any Policy", "inhibitAnyPolicy"),
    "2.16.840.1.113730.1.1": ("Netscape Cert Type", "nsCertType"),
    "2.16.840.1.113730.1.13": ("Netscape Comment", "nsComment"),
}
"""Long and short names of extensions."""

PURPOSES = {
    "1.3.6.1.4.1.311.2.1.21": "Microsoft Individual Code Signing",
    "1.3.6.1.4.1.311.2.1.22": "Microsoft Commercial Code Signing",
    "1.3.6.1.4.1.311.10.3.1": "Microsoft Trust List Signing",
    "1.3.6.1.4.1.311.10.3.3": "Microsoft Server Gated Crypto",
    "1.3.6.1.4.1.311.10.3.4": "Microsoft Encrypted File System",
    "1.3.6.1.4.1.311.20.2.2": "Microsoft Smartcard Login",
    "1.3.6.1.5.2.3.4": "PKINIT Client Auth",
    "1.3.6.1.5.2.3.5": "Signing KDC Response",
    "1.3.6.1.5.5.7.3.1": "TLS Web Server Authentication",
    "1.3.6.1.5.5.7.3.2": "TLS Web Client Authentication",
    "1.3.6.1.5.5.7.3.3": "Code Signing",
    "1.3.6.1.5.5.7.3.4": "E-mail Protection",
    "1.3.6.1.5.5.7.3.5": "IPSec End System",
    "1.3.6.1.5.5.7.3.6": "IPSec Tunnel",
    "1.3.6.1.5.5.7.3.7": "IPSec User",
    "1.3.6.1.5.5.7.3.8": "Time Stamping",
    "1.3.6.1.5.5.7.3.9": "OCSP Signing",
    "1.3.6.1.5.5.7.3.17": "ipsec Internet Key Exchange",
    "1.3.6.1.5.5.7.48.1": "OCSP",
    "1.3.6.1.5.5.7.48.2": "CA Issuers",
    "1.3.6.1.5.5.7.48.5": "CA Repository",
    "2.5.29.32.0": "X509v3 Any Policy",
    "2.5.29.37.0": "Any Extended Key Usage",
    "2.16.840.1.113730.4.1": "Netscape Server Gated Crypto",
}
"""Long names of what keys and certificates are for."""

CURVES = {
    "1.2.840.10045.3.1.1": ("prime192v1", 192),
    "1.2.840.10045.3.1.7": ("prime256v1", 256),
    "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256),
    "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384),
    "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512),
    "1.3.132.0.10": ("secp256k1", 256),
    "1.3.132.0.33": ("secp224r1", 224),
    "1.3.132.0.34": ("secp384r1", 384),
    "1.3.132.0.35": ("secp521r1", 521),
}
"""Elliptic curves and the bits of their orders."""

_TEXTS = {0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A, 0x1C, 0x1E}
"""Kinds of strings that are text."""
_SPECIAL = set(b',+"\\<>;')
_WIDE = {BMP_STRING: "utf-16-be", UNIVERSAL_STRING: "utf-32-be", T61_STRING: "latin-1"}

Pair = tuple[str, Element]
"""What a part of a name is, by its object identifier, and its value."""


def pairs(name: Element) -> list[list[Pair]]:
    """The parts of a distinguished name, those that belong together in one list."""
    found = []
    for group in name.expect(SEQUENCE):
        found.append([_pair(part) for part in group.expect(SET)])
    return found


def _pair(part: Element) -> Pair:
    try:
        kind, value = part.expect(SEQUENCE)
    except ValueError:
        raise DerError("a part of a name that is no pair") from None
    return oid(kind.expect(OID).content), value


def text(value: Element) -> bytes:
    """A string of any kind as UTF-8."""
    encoding = _WIDE.get(value.tag)
    if encoding is None:
        return value.content
    return value.content.decode(encoding, "replace").encode()


def rfc2253(name: Element) -> bytes:
    """A distinguished name as text, the last part first."""
    groups = [b"+".join(map(_part, group)) for group in pairs(name)]
    return b",".join(reversed(groups))


def _part(pair: Pair) -> bytes:
    kind, value = pair
    known = ATTRIBUTES.get(kind)
    if known is None:
        return kind.encode() + b"=#" + value.whole.hex().upper().encode()
    return known.encode() + b"=" + _escaped(text(value))


def _escaped(value: bytes) -> bytes:
    out = bytearray()
    last = len(value) - 1
    for i, byte in enumerate(value):
        at_an_end = byte == 0x20 and i in (0, last)
        if byte in _SPECIAL or at_an_end or byte == 0x23 and not i:
            out += b"\\" + bytes((byte,))
        elif byte < 0x20 or byte > 0x7E:
            out += b"\\%02X" % byte
        else:
            out.append(byte)
    return bytes(out)


def one_line(name: Element) -> bytes:
    """A distinguished name with spaces, the first part first."""
    groups = [b" + ".join(map(_spaced, group)) for group in pairs(name)]
    return b", ".join(groups)


def _spaced(pair: Pair) -> bytes:
    """A part; its value stands in quotes if something in it needs them."""
    kind, value = pair
    known = ATTRIBUTES.get(kind)
    if known is None:
        return kind.encode() + b" = #" + value.whole.hex().upper().encode()
    raw = text(value)
    out = bytearray()
    for byte in raw:
        if byte in b'"\\':
            out += b"\\"
        if byte < 0x20 or byte > 0x7E:
            out += b"\\%02X" % byte
        else:
            out.append(byte)
    ends = raw[:1] in (b" ", b"#") or raw[-1:] == b" "
    needed = ends or any(byte in b",+<>;" for byte in raw)
    quote = b'"' if needed else b""
    return known.encode() + b" = " + quote + bytes(out) + quote


def slashes(name: Element) -> bytes:
    """A distinguished name with slashes, the first part first."""
    out = bytearray()
    for group in pairs(name):
        for kind, value in group:
            out += b"/" + ATTRIBUTES.get(kind, kind).encode() + b"="
            for byte in value.content:
                printable = 0x20 <= byte <= 0x7E
                out += bytes((byte,)) if printable else b"\\x%02X" % byte
    return bytes(out)


def common_name(name: Element) -> bytes | None:
    """The last common name."""
    found = [v for group in pairs(name) for kind, v in group if kind == COMMON_NAME]
    return printable(found[-1].content) if found else None


def printable(raw: bytes) -> bytes:
    """The bytes with dots for those that cannot be printed."""
    return bytes(b if 0x20 <= b <= 0x7E or b in b"\r\n" else 0x2E for b in raw)


def distinguished_name(der: bytes) -> bytes:
    """The text of an encoded name."""
    return rfc2253(element(der))


Canonical = tuple[frozenset[tuple[str, bytes]], ...]
"""A name in a form that can be compared."""


def canonical(name: Element) -> Canonical:
    """A distinguished name without what does not matter: case and doubled spaces."""
    return tuple(
        frozenset((kind, _folded(value)) for kind, value in group)
        for group in pairs(name)
    )


def _folded(value: Element) -> bytes:
    if value.tag not in _TEXTS:
        return value.whole
    return b" ".join(text(value).lower().split())
