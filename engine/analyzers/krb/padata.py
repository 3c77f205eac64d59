"""Pre-authentication data (RFC 4120 5.2.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..asn1 import Encoding, Meta
from . import parts

_SEQUENCE = 0x30

# RFC 4120 7.5.2, RFC 4556 3.1.3: the types whose content is read.
TGS_REQ = 1
_ENC_TIMESTAMP = 2
_PW_SALT = 3
_ENCTYPE_INFO = 11
_PK_AS_REQ = 16
_PK_AS_REP = 17
_ENCTYPE_INFO2 = 19

# More than this holds an encryption type alone.
_ETYPE_ALONE = 7


class Item(NamedTuple):
    """One piece: its type as in the message, and what of it is shown if anything."""

    kind: bytes
    shown: bytes | None
    certificate: bytes | None = None
    is_request: bool = False
    "Whether the certificate is the client's."


# Reads the request for a ticket that one of the pieces holds.
TicketRequest = Callable[[Encoding], None]


def optional(
    cursor: Encoding, element: int, on_ticket: TicketRequest
) -> tuple[list[Item] | None, Meta]:
    """The data if it stands next, and what stands before the value that follows."""
    first = cursor.meta()
    if first.element != element:
        return None, first
    inner = cursor.inner()
    part = inner.within("KRB_PA_Data_Optional_Contents:padata", first.length)
    cursor.at = inner.at
    items = sequence(part, on_ticket)
    return items, cursor.meta()


def sequence(part: Encoding, on_ticket: TicketRequest | None) -> list[Item]:
    """All pieces; those of an error (without `on_ticket`) are not looked into."""
    meta = part.meta()
    items: list[Item] = []
    if meta.tag != _SEQUENCE:
        part.inner().skip("KRB_PA_Data_Container:unknown", meta.length)
        return items
    while part.at < part.end:
        inner = part.inner()
        items.append(_item(inner, on_ticket))
        part.at = inner.at
    return items


def _item(cursor: Encoding, on_ticket: TicketRequest | None) -> Item:
    cursor.meta()
    kind = cursor.element()
    length = cursor.meta().length
    number = cursor.integer(kind)
    if on_ticket is None:
        placeholder = "KRB_PA_Data:pa_data_placeholder"
        return Item(kind, cursor.take(placeholder, length))
    if number == TGS_REQ:
        cursor.meta()
        cursor.meta()
        on_ticket(cursor)
        return Item(kind, None)
    if number == _PW_SALT:
        return Item(kind, cursor.value())
    name, read = _CONTENTS.get(number, ("unknown", _unknown))
    inner = cursor.inner()
    part = inner.within(f"KRB_PA_Data_Element:{name}", length)
    cursor.at = inner.at
    content = read(part)
    if number in (_PK_AS_REQ, _PK_AS_REP):
        return Item(kind, None, content, number == _PK_AS_REQ)
    return Item(kind, content)


def _unknown(part: Encoding) -> bytes | None:
    return part.value() or None


def _timestamp(part: Encoding) -> bytes:
    return parts.encrypted(part).ciphertext


def _salt(part: Encoding) -> bytes:
    """The salt of an encryption type, empty without one."""
    part.meta()
    holder = part.meta()
    part.meta()
    part.value()
    length = 0
    # The length counts unsigned.
    if not 0 <= holder.length <= _ETYPE_ALONE:
        part.meta()
        length = part.meta().length
    return part.take("KRB_PA_ENCTYPE_INFO:salt", length)


def _certificate(name: str, outer: int) -> Callable[[Encoding], bytes]:
    """Reads over signed data (RFC 5652 5.1) as far as its first certificate."""

    def read(part: Encoding) -> bytes:
        for _ in range(outer):
            part.meta()
        part.value()
        part.meta()
        part.meta()
        for _ in range(3):  # version, digest algorithms, what is signed
            part.value()
        meta = part.meta()
        return part.take(f"{name}:cert", meta.length)

    return read


_CONTENTS: dict[int, tuple[str, Callable[[Encoding], bytes | None]]] = {
    _ENC_TIMESTAMP: ("pa_enc_ts", _timestamp),
    _ENCTYPE_INFO: ("pf_enctype_info", _salt),
    _PK_AS_REQ: ("pa_pk_as_req", _certificate("KRB_PA_PK_AS_Req", 4)),
    _PK_AS_REP: ("pa_pk_as_rep", _certificate("KRB_PA_PK_AS_Rep", 5)),
    _ENCTYPE_INFO2: ("pf_enctype_info2", _salt),
}
