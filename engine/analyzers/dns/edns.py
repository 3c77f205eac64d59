"""The pseudo record of EDNS (RFC 6891) and its options.

Zeek takes all that follows in the message for options of the first such record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values.addr import Addr
from ...values.record import UNSET
from ...values.time import Interval

if TYPE_CHECKING:
    from .message import Message

_OPTION_HEAD = 4

# RFC 7871, RFC 7873, RFC 7828
_CLIENT_SUBNET = 8
_COOKIE = 10
_KEEPALIVE = 11

_CLIENT_COOKIE = 8

# Families of addresses as Zeek numbers them: IANA's number, family, bits and bytes.
_FAMILIES = {1: ("v4", 32), 2: ("v6", 128)}


def opt(message: Message, length: int) -> bool:
    """The record and its options."""
    if message.wants("dns_EDNS_addl"):
        _tell(message)
    while message.left >= _OPTION_HEAD:
        code, size = message.short(), message.short()
        if size > message.left:
            break
        after = message.at + size
        if code == _CLIENT_SUBNET:
            _client_subnet(message, size)
        elif code == _COOKIE:
            _cookie(message, size)
        elif code == _KEEPALIVE:
            _keepalive(message, size)
        message.at = after
    if message.left:
        message.weird("EDNS_truncated_option")
        return False
    return True


def _tell(message: Message) -> None:
    ttl = message.ttl
    # RFC 6891 6.1.3: the upper bits of the code of the reply, the version, flags.
    error = ttl >> 24 << 4 | message.flags.rcode
    version, flags = ttl >> 16 & 0xFF, ttl & 0xFFFF
    head = message.name, message.section, message.type, message.cls
    rest = error, version, flags, Interval(ttl), int(message.is_query)
    message.tell("dns_EDNS_addl", "dns_edns_additional", *head, *rest)


def _client_subnet(message: Message, size: int) -> None:
    """The network that asks (RFC 7871 6)."""
    weird = message.weird
    if size <= 4:
        weird("EDNS_ECS_invalid_option_len")
        return
    family = message.short()
    source, scope = message.byte(), message.byte()
    name, bits = _FAMILIES.get(family, ("", 0))
    if not name:
        return
    given = (size - 4) * 8
    if source > bits:
        weird(f"EDNS_ECS_invalid_addr_{name}_prefix", f"{source} bits")
    elif source > given:
        addl = f"need {source} bits, have {given} bits"
        weird(f"EDNS_ECS_invalid_addr_{name}", addl)
    else:
        prefix = message.take((source + 7) // 8).ljust(bits // 8, b"\0")
        network = Addr.v4(prefix) if name == "v4" else Addr(prefix)
        values = name.encode(), source, scope, network
        message.tell("dns_EDNS_ecs", "dns_edns_ecs", *values)


def _keepalive(message: Message, size: int) -> None:
    """How long a connection may be idle (RFC 7828 3.1)."""
    if size not in (0, 2):
        return
    timeout = message.short() if size else 0
    if message.over_udp:
        message.weird("EDNS_TCP_Keepalive_In_UDP")
    values = not size, timeout
    message.tell("dns_EDNS_tcp_keepalive", "dns_edns_tcp_keepalive", *values)


def _cookie(message: Message, size: int) -> None:
    """Cookies of client and server (RFC 7873 4)."""
    if size != _CLIENT_COOKIE and not 16 <= size <= 40:
        return
    client = message.take(_CLIENT_COOKIE)
    server = message.take(size - _CLIENT_COOKIE) or UNSET
    message.tell("dns_EDNS_cookie", "dns_edns_cookie", client, server)
