"""What several Kerberos messages hold: names, times, addresses, tickets."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ...values.time import Time
from ..asn1 import Encoding

_DAY = 86400
_EPOCH = date(1970, 1, 1).toordinal()
# Over so many years the calendar repeats.
_CYCLE, _CYCLE_DAYS = 400, 146097
# Zeek takes microseconds for units of ten.
_FRACTION = 100000.0

_KVNO = 1


class Encrypted(NamedTuple):
    """EncryptedData (RFC 4120 5.2.9): contents of its integers, not yet numbers."""

    etype: bytes
    kvno: bytes | None
    ciphertext: bytes


class Ticket(NamedTuple):
    """A ticket (RFC 4120 5.3)."""

    version: bytes
    realm: bytes
    service: list[bytes]
    encrypted: Encrypted


class Address(NamedTuple):
    """A host's address (RFC 4120 5.2.5)."""

    kind: bytes
    data: bytes


def principal(part: Encoding) -> list[bytes]:
    """The components of a name (RFC 4120 5.2.2), up to the end of its bounds."""
    part.meta()
    part.meta()
    part.value()
    part.meta()
    part.meta()
    names = []
    while part.at < part.end:
        names.append(part.value())
    return names


def name_text(names: list[bytes]) -> bytes:
    """A name as scripts see it."""
    if len(names) == 1:
        return names[0]
    if len(names) not in (2, 3):
        return b"unknown"
    return b"/".join(name.partition(b"\0")[0] for name in names)


def time_text(part: Encoding) -> bytes:
    """The text of a KerberosTime (RFC 4120 5.2.3): the rest behind its tag."""
    part.meta()
    return part.data[part.at : part.end]


def time_value(text: bytes, fraction: int = 0) -> Time | None:
    """The time that a text tells; odd digits count by their place in ASCII."""
    if len(text) not in (15, 17):
        return None
    digits = [(x - 256 if x > 127 else x) - 48 for x in text[len(text) - 15 :]]
    pairs = [digits[i] * 10 + digits[i + 1] for i in range(4, 14, 2)]
    year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    month, day, hour, minute, second = pairs
    days = _days(year, month - 1) + day - 1
    return Time(days * _DAY + hour * 3600 + minute * 60 + second + fraction / _FRACTION)


def _days(year: int, month: int) -> int:
    """Days from 1970 to the first of a month (from 0, or out of bounds)."""
    year, month = year + month // 12, month % 12
    cycles, year = divmod(year - 1, _CYCLE)
    return cycles * _CYCLE_DAYS + date(year + 1, month + 1, 1).toordinal() - _EPOCH


def address(cursor: Encoding) -> Address:
    """One address; the cursor moves behind it."""
    cursor.meta()
    cursor.meta()
    kind = cursor.value()
    return Address(kind, cursor.element())


def addresses(part: Encoding) -> list[Address]:
    """Addresses up to the end of their bounds."""
    part.meta()
    found = []
    while part.at < part.end:
        found.append(address(part))
    return found


def encrypted(part: Encoding) -> Encrypted:
    """Encrypted data, with or without the version of its key."""
    part.meta()
    etype = part.element()
    meta, kvno = part.meta(), None
    if meta.element == _KVNO:
        kvno = part.value()
        meta = part.meta()
    inner = part.within("KRB_Encrypted_Data:ciphertext", meta.length)
    return Encrypted(etype, kvno, inner.value())


def encrypted_element(cursor: Encoding) -> Encrypted:
    """The same in a numbered element; the cursor moves behind it."""
    _, part = cursor.part("KRB_Encrypted_Data_in_Seq:data")
    return encrypted(part)


def ticket(cursor: Encoding, *, in_element: bool) -> Ticket:
    """A ticket, perhaps in a numbered element; the cursor moves behind it."""
    inner = cursor.inner()
    if in_element:
        inner.meta()
    inner.meta()
    inner.meta()
    version = inner.element()
    realm = inner.element()
    meta = inner.meta()
    service = principal(inner.within("KRB_Ticket:sname", meta.length))
    found = Ticket(version, realm, service, encrypted_element(inner))
    cursor.at = inner.at
    return found


def tickets(cursor: Encoding) -> list[Ticket]:
    """Tickets one after the other; the cursor moves behind them."""
    inner = cursor.inner()
    meta = inner.meta()
    part = inner.within("KRB_Ticket_Sequence:tickets", meta.length)
    cursor.at = inner.at
    found = []
    while part.at < part.end:
        found.append(ticket(part, in_element=False))
    return found
