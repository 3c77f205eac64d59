"""URIs without their escapes (RFC 3986 2.1), as lenient as Zeek."""

from __future__ import annotations

import re
from collections.abc import Callable

Odd = Callable[[str], object]

_PERCENT = ord("%")
_OTHER = re.compile(rb"[^%]+")
_BYTE = re.compile(rb"[0-9A-Fa-f]{2}")
_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_UNICODE = re.compile(rb"u([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


def unescape(uri: bytes, odd: Odd | None = None) -> bytes:
    """A URI with each escape replaced by what it stands for."""
    if b"%" not in uri:
        return uri
    parts: list[bytes] = []
    at = 0
    while at < len(uri):
        if found := _OTHER.match(uri, at):
            parts.append(found[0])
            at = found.end()
        elif found := _ESCAPES.match(uri, at):
            parts.append(bytes.fromhex(found[0].replace(b"%", b"").decode()))
            at = found.end()
        else:
            part, at = _odd_escape(uri, at + 1, odd or _unheard)
            parts.append(part)
    return b"".join(parts)


def _odd_escape(uri: bytes, at: int, odd: Odd) -> tuple[bytes, int]:
    """What a % stands for that is no proper escape, and where to go on."""
    left = len(uri) - at
    if left == 0:
        odd("illegal_%_at_end_of_URI")
        return b"%", at
    if left == 1:
        odd("partial_escape_at_end_of_URI")
        return uri[at - 1 :], at + 1
    if uri[at] == _PERCENT:
        # A mistake of software, or to hide something: the first one is left out.
        odd("double_%_in_URI")
        return b"", at
    if found := _UNICODE.match(uri, at):
        # Nothing specifies this, yet there is software that writes it.
        high, low = bytes.fromhex(found[1].decode()), bytes.fromhex(found[2].decode())
        return (low if high == b"\0" else high + low), found.end()
    odd("unescaped_%_in_URI")
    return uri[at - 1 : at + 1], at + 1


def _unheard(name: str) -> None:
    """Nobody is told of oddities."""
