"""What extensions of certificates say, in the words of OpenSSL (RFC 5280 4.2)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from . import names, timestamps
from .der import (
    BIT_STRING,
    BOOLEAN,
    IA5_STRING,
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    DerError,
    Element,
    bits,
    element,
    encoded,
    oid,
    sequence,
)
from .timestamps import RESPONSE_TIMESTAMPS, TIMESTAMPS

BASIC_CONSTRAINTS = "2.5.29.19"
ALTERNATIVE_NAME = "2.5.29.17"

_KEY_USAGES = (
    "Digital Signature",
    "Non Repudiation",
    "Key Encipherment",
    "Data Encipherment",
    "Key Agreement",
    "Certificate Sign",
    "CRL Sign",
    "Encipher Only",
    "Decipher Only",
)
_NETSCAPE_TYPES = (
    "SSL Client",
    "SSL Server",
    "S/MIME",
    "Object Signing",
    "Unused",
    "SSL CA",
    "S/MIME CA",
    "Object Signing CA",
)

# The kinds of names ([RFC 5280] 4.2.1.6): context tags.
_OTHER_NAME = 0xA0
_EMAIL = 0x81
_DNS = 0x82
_DIRECTORY = 0xA4
_URI = 0x86
_ADDRESS = 0x87
_REGISTERED = 0x88
_EMPTY = b"<EMPTY>\n"
_UPN = "1.3.6.1.4.1.311.20.2.3"
_CPS = "1.3.6.1.5.5.7.2.1"


def text_of(number: str, value: bytes) -> bytes:
    """An extension as text; its encoding where it cannot be told in words."""
    read = _TEXTS.get(number)
    if read is not None:
        try:
            return read(value)
        except (DerError, IndexError, ValueError):
            pass
    return encoded(OCTET_STRING, value)


def _hex(raw: bytes) -> bytes:
    return raw.hex(":").upper().encode()


# What scripts are told separately


def basic_constraints(value: bytes) -> tuple[bool, int | None]:
    """Whether it is an authority, and how long chains below it may be."""
    authority, length = False, None
    for part in sequence(value):
        if part.tag == BOOLEAN:
            authority = any(part.content)
        else:
            length = part.expect(INTEGER).number
    return authority, length


@dataclass(slots=True)
class AlternativeNames:
    """Other names of the subject, by kind."""

    dns: list[bytes] = field(default_factory=list)
    uris: list[bytes] = field(default_factory=list)
    emails: list[bytes] = field(default_factory=list)
    addresses: list[bytes] = field(default_factory=list)
    others: bool = False
    odd_lengths: list[int] = field(default_factory=list)
    "Lengths of addresses that are none."


def alternative_names(value: bytes) -> AlternativeNames:
    """The names of the subject."""
    found = AlternativeNames()
    kinds = {_DNS: found.dns, _URI: found.uris, _EMAIL: found.emails}
    for name in sequence(value):
        if name.tag in kinds:
            kinds[name.tag].append(name.content)
        elif name.tag == _ADDRESS:
            fits = len(name.content) in (4, 16)
            if fits:
                found.addresses.append(name.content)
            else:
                found.odd_lengths.append(len(name.content))
        else:
            found.others = True
    return found


# Texts


def _basic_constraints(value: bytes) -> bytes:
    authority, length = basic_constraints(value)
    text = f"CA:{str(authority).upper()}"
    return (text if length is None else f"{text}, pathlen:{length}").encode()


def _flags(value: bytes, known: tuple[str, ...]) -> bytes:
    raw = bits(element(value).expect(BIT_STRING).content)
    number = int.from_bytes(raw, "big")
    top = 8 * len(raw) - 1
    found = [n for i, n in enumerate(known) if i <= top and number >> (top - i) & 1]
    return ", ".join(found).encode()


def _purposes(value: bytes) -> bytes:
    numbers = [oid(part.expect(OID).content) for part in sequence(value)]
    return ", ".join(names.PURPOSES.get(n, n) for n in numbers).encode()


def _key_identifier(value: bytes) -> bytes:
    return _hex(element(value).expect(OCTET_STRING).content)


def _authority_key(value: bytes) -> bytes:
    parts = {part.tag: part for part in sequence(value)}
    found = []
    if 0x80 in parts:
        label = b"keyid:" if len(parts) > 1 else b""
        found.append(label + _hex(parts[0x80].content))
    if 0xA1 in parts:
        found += [_general_name(name) for name in parts[0xA1]]
    if 0x82 in parts:
        found.append(b"serial:" + _hex(parts[0x82].content))
    return b", ".join(found)


def _general_names(value: bytes) -> bytes:
    return b", ".join(map(_general_name, sequence(value))) or _EMPTY


def _general_name(name: Element) -> bytes:
    label = {_DNS: b"DNS:", _URI: b"URI:", _EMAIL: b"email:"}.get(name.tag)
    if label is not None:
        return label + name.content
    if name.tag == _ADDRESS:
        return b"IP Address:" + _address(name.content)
    if name.tag == _DIRECTORY:
        return b"DirName:" + names.slashes(element(name.content))
    if name.tag == _REGISTERED:
        return b"Registered ID:" + oid(name.content).encode()
    if name.tag == _OTHER_NAME:
        return _other_name(name)
    return b"<unsupported>"


def _address(raw: bytes) -> bytes:
    if len(raw) == 4:
        return ".".join(map(str, raw)).encode()
    if len(raw) == 16:
        return ":".join(f"{group:X}" for group in struct.unpack(">8H", raw)).encode()
    return b"<invalid>"


def _other_name(name: Element) -> bytes:
    kind, *value = name
    number = oid(kind.expect(OID).content)
    if number != _UPN or not value:
        return f"othername: {number}::<unsupported>".encode()
    return b"othername: UPN::" + element(value[0].content).content


def _policies(value: bytes) -> bytes:
    return b"\n".join(_policy(part) for part in sequence(value))


def _policy(part: Element) -> bytes:
    number, *rest = part.expect(SEQUENCE)
    name = oid(number.expect(OID).content)
    lines = [f"Policy: {names.PURPOSES.get(name, name)}".encode()]
    for qualifier in rest[0] if rest else ():
        kind, *what = qualifier
        if oid(kind.content) == _CPS and what:
            lines.append(b"  CPS: " + what[0].content)
        else:
            lines += _notice(what[0] if what else None)
    return b"\n".join(lines)


def _notice(what: Element | None) -> list[bytes]:
    lines = [b"  User Notice:"]
    for part in what or ():
        if part.tag != SEQUENCE:
            lines.append(b"    Explicit Text: " + names.text(part))
    return lines


def _distribution_points(value: bytes) -> bytes:
    points = []
    for point in sequence(value):
        for part in point:
            if part.tag == 0xA0:
                for full in part:
                    inner = [b"  " + _general_name(name) for name in full]
                    points.append(b"\n".join([b"Full Name:", *inner]))
    return b"\n".join(points)


def _access(value: bytes) -> bytes:
    found = []
    for part in sequence(value):
        method, place = part
        number = oid(method.expect(OID).content)
        label = names.PURPOSES.get(number, number).encode()
        found.append(label + b" - " + _general_name(place))
    return b"\n".join(found)


def _comment(value: bytes) -> bytes:
    return element(value).expect(IA5_STRING).content


_TEXTS: dict[str, Callable[[bytes], bytes]] = {
    "1.3.6.1.5.5.7.1.1": _access,
    TIMESTAMPS: timestamps.shown,
    RESPONSE_TIMESTAMPS: timestamps.shown,
    "2.5.29.14": _key_identifier,
    "2.5.29.15": lambda value: _flags(value, _KEY_USAGES),
    ALTERNATIVE_NAME: _general_names,
    "2.5.29.18": _general_names,
    BASIC_CONSTRAINTS: _basic_constraints,
    "2.5.29.31": _distribution_points,
    "2.5.29.32": _policies,
    "2.5.29.35": _authority_key,
    "2.5.29.37": _purposes,
    "2.16.840.1.113730.1.1": lambda value: _flags(value, _NETSCAPE_TYPES),
    "2.16.840.1.113730.1.13": _comment,
}
