"""Who a ticket was made for, where the service's key is in a keytab (`KRB::keytab`).

As in Zeek a ticket is opened by whichever key of the file fits its kind of
encryption, and what cannot be opened is warned of.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from struct import Struct
from struct import error as StructError
from typing import TYPE_CHECKING, Any, NamedTuple

from ...values.record import UNSET
from ..asn1 import Encoding
from ..contract import ParseError
from . import parts
from .ciphers import CIPHERS, Unfit

if TYPE_CHECKING:
    from ..contract import Runtime

_SIZE = Struct(">i").unpack_from
_COUNT = Struct(">H").unpack_from
_TYPE_AND_TIME = 8
_VERSION = b"\x05\x02"

_TICKET_USAGE = 2
_REALM, _NAME = 2, 3
"""Elements of EncTicketPart (RFC 4120 5.3)."""

# What a name has a backslash before, or instead of.
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        "/": "\\/",
        "@": "\\@",
        "\n": "\\n",
        "\t": "\\t",
        "\b": "\\b",
        "\0": "\\0",
    }
)


class Key(NamedTuple):
    """A service's key and the kind of encryption it is for."""

    etype: int
    secret: bytes


def read(data: bytes) -> list[Key]:
    """The keys of a keytab in the form that MIT and Heimdal write, up to damage."""
    keys: list[Key] = []
    if data[:2] != _VERSION:
        return keys
    at = len(_VERSION)
    with suppress(StructError):
        while at + 4 <= len(data):
            (size,) = _SIZE(data, at)
            at += 4
            if size > 0:
                keys.append(_entry(data[at : at + size]))
            at += abs(size)  # less than 0 is a hole
    return keys


def _entry(entry: bytes) -> Key:
    (components,) = _COUNT(entry, 0)
    at = 2
    for _ in range(components + 1):  # the realm comes first
        (length,) = _COUNT(entry, at)
        at += 2 + length
    at += _TYPE_AND_TIME + 1  # and eight bits of the version
    (etype,) = _COUNT(entry, at)
    (length,) = _COUNT(entry, at + 2)
    return Key(etype, entry[at + 4 : at + 4 + length])


class Keytab:
    """The keys of a run, with which its tickets are opened."""

    def __init__(self, rt: Runtime, keys: list[Key]):
        self._reporter: Any = getattr(rt, "reporter", None)
        self.keys = keys

    def __call__(self, ticket: parts.Ticket) -> Any:
        """The client that a ticket was made for; UNSET if that stays unknown."""
        service = parts.name_text(ticket.service)
        if b"/" not in service:
            return self._unknown(f"Couldn't parse principal ({_shown(service)})")
        reason = "Key table entry not found"
        etype = int.from_bytes(ticket.encrypted.etype, "big")
        for key in self.keys:
            if key.etype != etype or etype not in CIPHERS:
                continue
            try:
                plain = CIPHERS[etype](
                    key.secret, _TICKET_USAGE, ticket.encrypted.ciphertext
                )
                return client(plain)
            except (Unfit, ParseError):
                reason = "Decrypt integrity check failed"
        return self._unknown(f"Couldn't decrypt ticket ({reason})")

    def _unknown(self, why: str) -> Any:
        self._reporter.warning(f"KRB: {why}")
        return UNSET


def client(plain: bytes) -> bytes:
    """The client's name in an opened ticket, as `name@REALM`."""
    cursor = Encoding(plain, 0, len(plain), lambda name, addl: None)
    cursor.meta()
    cursor.meta()
    realm, names = b"", [b""]
    for element, part in _elements(cursor):
        if element == _REALM:
            realm = part.value()
        elif element == _NAME:
            names = parts.principal(part)
            break  # what follows pads
    return b"/".join(map(_escaped, names)) + b"@" + _escaped(realm)


def _elements(cursor: Encoding) -> Iterator[tuple[int, Encoding]]:
    while cursor.at < cursor.end:
        yield cursor.part("EncTicketPart")


def _escaped(name: bytes) -> bytes:
    return name.decode("latin-1").translate(_ESCAPES).encode("latin-1")


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def open_keytab(rt: Any, name: str) -> Keytab | None:
    """The keytab of that name, None with a warning if it cannot be read."""
    try:
        data = Path(name).read_bytes()
    except OSError:
        rt.reporter.warning(f"KRB: Can't access keytab ({name})")
        return None
    return Keytab(rt, read(data))
