"""X.509: names and what can be done without a cryptography package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

_NAMES = {
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
    "2.5.4.42": "GN",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
}
_SPECIAL = set(b',+"\\<>;')


def _element(data: bytes, at: int) -> tuple[int, bytes, int]:
    """Tag and content of the DER element at a place, and where it ends."""
    tag, size = data[at], data[at + 1]
    at += 2
    if size & 0x80:
        count = size & 0x7F
        size = int.from_bytes(data[at : at + count], "big")
        at += count
    if at + size > len(data):
        raise IndexError
    return tag, data[at : at + size], at + size


def _elements(data: bytes) -> list[tuple[int, bytes]]:
    at, found = 0, []
    while at < len(data):
        tag, content, at = _element(data, at)
        found.append((tag, content))
    return found


def _oid(raw: bytes) -> str:
    first = min(raw[0] // 40, 2)
    parts, number = [first, raw[0] - 40 * first], 0
    for byte in raw[1:]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            parts.append(number)
            number = 0
    name = ".".join(map(str, parts))
    return _NAMES.get(name, name)


def _escaped(value: bytes) -> bytes:
    out = bytearray()
    last = len(value) - 1
    for i, byte in enumerate(value):
        if (
            byte in _SPECIAL
            or byte == 0x20
            and i in (0, last)
            or byte == 0x23
            and not i
        ):
            out += b"\\" + bytes((byte,))
        elif byte < 0x20 or byte > 0x7E:
            out += b"\\%02X" % byte
        else:
            out.append(byte)
    return bytes(out)


def distinguished_name(der: bytes) -> bytes:
    """A name in RFC 2253's form; IndexError if it is not one."""
    tag, content, _ = _element(der, 0)
    if tag != 0x30:
        raise IndexError
    sets = []
    for set_tag, members in _elements(content):
        if set_tag != 0x31:
            raise IndexError
        pairs = []
        for _, pair in _elements(members):
            (_, oid), (kind, value) = _elements(pair)[:2]
            text = value.decode("utf-16-be").encode() if kind == 0x1E else value
            pairs.append(_oid(oid).encode() + b"=" + _escaped(text))
        sets.append(b"+".join(pairs))
    return b",".join(reversed(sets))


@bif("parse_distinguished_name")
def parse_distinguished_name(der: bytes) -> bytes:
    """The text of a DER-encoded name; empty if it is not one."""
    try:
        return distinguished_name(der)
    except (IndexError, ValueError):
        return b""


@bif("x509_check_hostname")
def x509_check_hostname(host: bytes, name: bytes) -> bool:
    """Whether a host's name fits one of a certificate, by RFC 6125."""
    host, name = host.lower(), name.lower()
    if b"*" not in name:
        return host == name
    if b"\0" in host:
        return False
    pattern, _, rest = name.partition(b".")
    label, _, domain = host.partition(b".")
    if pattern.count(b"*") != 1 or b"*" in rest or rest != domain or b"." not in rest:
        return False
    start, _, end = pattern.partition(b"*")
    enough = len(label) >= len(start) + len(end)
    return enough and label.startswith(start) and label.endswith(end)


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
