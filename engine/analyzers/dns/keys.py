"""Records that establish keys and sign whole messages (RFC 2930, RFC 8945)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values.time import Time

if TYPE_CHECKING:
    from .message import Message

_ALGORITHM_ROOM = 1023
_TKEY_MIN = 16


def _octets(message: Message) -> bytes:
    """Bytes behind their number."""
    return message.take(message.short())


def tkey(message: Message, length: int) -> bool:
    """A key, or what is needed to agree on one (RFC 2930 2)."""
    if not message.wants("dns_TKEY"):
        return message.skip(length)
    if message.left < _TKEY_MIN:
        return False
    algorithm = message.domain()
    begins, expires = Time(message.long()), Time(message.long())
    mode, error = message.short(), message.short()
    key = _octets(message)
    _octets(message)
    values = message.name, message.section, algorithm, begins, expires, mode, error, key
    message.tell("dns_TKEY", "dns_tkey", *values, int(message.is_query))
    return True


def tsig(message: Message, length: int) -> bool:
    """A signature (RFC 8945 4.2)."""
    algorithm = message.domain(room=_ALGORITHM_ROOM)
    # Zeek takes the 48 bits of the time for seconds and thousandths.
    seconds, thousandths = message.long(), message.short()
    fudge = message.short()
    mac = _octets(message)
    ident, error = message.short(), message.short()
    _octets(message)
    signed = Time(seconds + thousandths / 1000.0)
    values = message.name, message.section, algorithm, mac, signed, Time(fudge)
    rest = ident, error, int(message.is_query)
    message.tell("dns_TSIG_addl", "dns_tsig_additional", *values, *rest)
    return True
