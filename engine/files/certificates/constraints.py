"""Constraints of names that an authority lays on what it issues (RFC 5280 4.2.1.10)."""

from __future__ import annotations

from collections.abc import Iterator

from . import names
from .certificate import Certificate
from .der import DerError, Element, element, sequence
from .extensions import ALTERNATIVE_NAME

NAME_CONSTRAINTS = "2.5.29.30"

_PERMITTED = 0xA0
_EXCLUDED = 0xA1

_EMAIL = 0x81
_DNS = 0x82
_DIRECTORY = 0xA4
_URI = 0x86
_ADDRESS = 0x87

Name = tuple[int, Element]
"""The kind of a name, and the name."""


def refusal(value: bytes, certificate: Certificate, *, leaf: bool) -> bool | None:
    """Whether a name is excluded (true) or not permitted (false); None if neither."""
    try:
        trees = {part.tag: list(part) for part in sequence(value)}
        known = list(_names(certificate, leaf))
        permitted = [_base(tree) for tree in trees.get(_PERMITTED, ())]
        excluded = [_base(tree) for tree in trees.get(_EXCLUDED, ())]
    except (DerError, StopIteration):
        return False
    for kind, name in known:
        bases = [base for base in permitted if base.tag == kind]
        if bases and not any(_is_within(kind, name, base) for base in bases):
            return False
        if any(_is_within(kind, name, b) for b in excluded if b.tag == kind):
            return True
    return None


def _base(tree: Element) -> Element:
    return next(iter(tree))


def _names(certificate: Certificate, leaf: bool) -> Iterator[Name]:
    """The names of a certificate; without alternatives the common one of a host."""
    if certificate.subject.content:
        yield _DIRECTORY, certificate.subject
    found = False
    for extension in certificate.extensions:
        if extension.oid == ALTERNATIVE_NAME:
            for name in sequence(extension.value):
                found = found or name.tag == _DNS
                inner = element(name.content) if name.tag == _DIRECTORY else name
                yield name.tag, inner
    common = names.common_name(certificate.subject)
    if leaf and not found and common is not None and _is_host(common):
        yield _DNS, Element(_DNS, common, common)


def _is_host(name: bytes) -> bool:
    allowed = b"abcdefghijklmnopqrstuvwxyz0123456789-._*"
    return b"." in name and all(byte in allowed for byte in name.lower())


def _is_within(kind: int, name: Element, base: Element) -> bool:
    try:
        if kind == _DIRECTORY:
            return _is_directory_within(name, element(base.content))
    except DerError:
        return False
    within = {_DNS: _is_dns, _EMAIL: _is_email, _URI: _is_uri, _ADDRESS: _is_address}
    return kind in within and within[kind](name.content.lower(), base.content.lower())


def _is_directory_within(name: Element, base: Element) -> bool:
    found, start = names.canonical(name), names.canonical(base)
    return found[: len(start)] == start


def _is_dns(name: bytes, base: bytes) -> bool:
    if not base:
        return True
    if not name.endswith(base):
        return False
    return len(name) == len(base) or base[:1] == b"." or name[-len(base) - 1] == 0x2E


def _is_email(name: bytes, base: bytes) -> bool:
    _, at, host = name.rpartition(b"@")
    if not at:
        return False
    if b"@" in base:
        return name == base
    return host.endswith(base) if base[:1] == b"." else host == base


def _is_uri(name: bytes, base: bytes) -> bool:
    _, mark, rest = name.partition(b"://")
    if not mark:
        return False
    host = rest.partition(b"/")[0].partition(b":")[0]
    return host.endswith(base) if base[:1] == b"." else host == base


def _is_address(name: bytes, base: bytes) -> bool:
    size = len(name)
    if len(base) != 2 * size:
        return False
    parts = zip(name, base[:size], base[size:], strict=True)
    return all(byte & mask == net & mask for byte, net, mask in parts)
