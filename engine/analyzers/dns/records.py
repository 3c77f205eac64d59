"""The data of ordinary records: addresses, names, texts and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values.addr import Addr
from ...values.time import Interval
from ...values.vector import Vector

if TYPE_CHECKING:
    from .message import Message

_WORD = 4


# Addresses


def a(message: Message, length: int) -> bool:
    """An IPv4 address (RFC 1035 3.4.1)."""
    if length != _WORD:
        message.weird("DNS_RR_bad_length")
        return False
    address = message.take(_WORD)
    if message.wants("dns_A_reply"):
        message.reply("dns_A_reply", Addr.v4(address))
    return True


def aaaa(message: Message, length: int) -> bool:
    """An IPv6 address (RFC 3596 2.2)."""
    return _ipv6(message, "dns_AAAA_reply")


def a6(message: Message, length: int) -> bool:
    """An IPv6 address of old (RFC 2874), taken for one like the others."""
    return _ipv6(message, "dns_A6_reply")


def _ipv6(message: Message, event: str) -> bool:
    # In words of four bytes; those that are cut off count as zero.
    size = min(message.left // _WORD, 4) * _WORD
    address = message.take(size)
    if message.wants(event):
        message.reply(event, Addr(address.ljust(16, b"\0")))
    return True


# Names


def ns(message: Message, length: int) -> bool:
    """A name server (RFC 1035 3.3.11)."""
    return _name(message, length, "dns_NS_reply")


def cname(message: Message, length: int) -> bool:
    """The proper name of an alias (RFC 1035 3.3.1)."""
    return _name(message, length, "dns_CNAME_reply")


def ptr(message: Message, length: int) -> bool:
    """A name elsewhere (RFC 1035 3.3.12)."""
    return _name(message, length, "dns_PTR_reply")


def _name(message: Message, length: int, event: str) -> bool:
    begin = message.at
    name = message.domain()
    _check_length(message, begin, length)
    message.reply(event, name)
    return True


def _check_length(message: Message, begin: int, length: int) -> None:
    """Say so if the record's data did not end where it should."""
    if message.at - begin != length:
        message.weird("DNS_RR_length_mismatch")


def soa(message: Message, length: int) -> bool:
    """What there is to know of a zone (RFC 1035 3.3.13)."""
    begin = message.at
    names = message.domain(), message.domain()
    if message.left < 5 * _WORD:
        return False
    serial, *times = (message.long() for _ in range(5))
    _check_length(message, begin, length)
    if message.wants("dns_SOA_reply"):
        make = message.listeners.record("dns_soa")
        message.reply("dns_SOA_reply", make(*names, serial, *map(Interval, times)))
    return True


def mx(message: Message, length: int) -> bool:
    """A mail exchange (RFC 1035 3.3.9)."""
    begin = message.at
    preference = message.short()
    name = message.domain()
    _check_length(message, begin, length)
    message.reply("dns_MX_reply", name, preference)
    return True


def srv(message: Message, length: int) -> bool:
    """Where a service is (RFC 2782); left alone where it is a status of NetBIOS."""
    if message.analyzer.serves_netbios:
        return True
    begin = message.at
    priority, weight, port = (message.short() for _ in range(3))
    name = message.domain()
    _check_length(message, begin, length)
    message.reply("dns_SRV_reply", name, priority, weight, port)
    return True


def nbs(message: Message, length: int) -> bool:
    """A name of NetBIOS (RFC 1002 4.2.1.3), which is passed over."""
    return message.skip(length)


def wks(message: Message, length: int) -> bool:
    """Well known services (RFC 1035 3.4.2).

    Where somebody hears of them, Zeek does not pass over them: what is read next is
    in the middle of them.
    """
    if not message.wants("dns_WKS_reply"):
        return message.skip(length)
    message.reply("dns_WKS_reply")
    return True


# Texts


def _text(message: Message, end: int) -> bytes | None:
    """A character string (RFC 1035 3.3) before a place; None if there is none."""
    if message.at >= end:
        return None
    size = message.byte()
    if size > end - message.at:
        message.weird("DNS_TXT_char_str_past_rdlen")
        return None
    return message.take(size)


def hinfo(message: Message, length: int) -> bool:
    """What kind of host it is (RFC 1035 3.3.2)."""
    if not message.wants("dns_HINFO_reply"):
        return message.skip(length)
    end = message.at + length
    processor = _text(message, end)
    system = _text(message, end)
    # Zeek gives no value at all for what is missing.
    message.reply("dns_HINFO_reply", processor or b"", system or b"")
    return message.at == end


def txt(message: Message, length: int) -> bool:
    """Any text (RFC 1035 3.3.14)."""
    return _texts(message, length, "dns_TXT_reply")


def spf(message: Message, length: int) -> bool:
    """Who may send mail (RFC 4408 3.1.1)."""
    return _texts(message, length, "dns_SPF_reply")


def _texts(message: Message, length: int, event: str) -> bool:
    if not message.wants(event):
        return message.skip(length)
    end = message.at + length
    found: list[bytes] = []
    while (text := _text(message, end)) is not None:
        found.append(text)
    message.reply(event, Vector(found))
    return message.at == end


def caa(message: Message, length: int) -> bool:
    """Who may issue certificates (RFC 8659 4.1)."""
    if not message.wants("dns_CAA_reply"):
        return message.skip(length)
    end = message.at + length
    head = message.short()
    size = head & 0xFF
    if size >= length - 2:
        message.weird("DNS_CAA_char_str_past_rdlen")
        return False
    tag = message.take(size)
    value = message.take(end - message.at)
    message.reply("dns_CAA_reply", head >> 8, tag, value)
    return True


def naptr(message: Message, length: int) -> bool:
    """How to rewrite a name (RFC 3403 4.1)."""
    end = message.at + length
    conn, analyzer = message.analyzer.connection, message.analyzer
    order, preference = message.short(), message.short()
    if message.left <= 0 or length <= 4:
        conn.violation(analyzer, "DNS_NAPTR_too_short")
        return False
    texts = [_text(message, end) for _ in range(3)]
    replacement = message.domain(lower=False)
    if None in texts:
        conn.violation(analyzer, "DNS_NAPTR_RR_too_short")
        return False
    if message.wants("dns_NAPTR_reply"):
        make = message.listeners.record("dns_naptr_rr")
        made = make(order, preference, *texts, replacement)
        message.reply("dns_NAPTR_reply", made)
    return True


# Others


def sshfp(message: Message, length: int) -> bool:
    """The fingerprint of a host's key (RFC 4255 3.1)."""
    if not message.wants("dns_SSHFP"):
        return message.skip(length)
    if message.left < 2:
        return False
    algorithm, kind = message.byte(), message.byte()
    message.reply("dns_SSHFP", algorithm, kind, message.take(length - 2))
    return True


def loc(message: Message, length: int) -> bool:
    """Where a host is (RFC 1876 2)."""
    if not message.wants("dns_LOC"):
        return message.skip(length)
    if message.left < 15:
        return False
    sizes = [message.byte() for _ in range(4)]
    places = [message.long() for _ in range(3)]
    if sizes[0]:
        message.weird("DNS_LOC_version_unrecognized", str(sizes[0]))
    message.detail("dns_LOC", "dns_loc_rr", *sizes, *places)
    return True
