"""Names of flows: one short key for both directions.

A key of IPv4 TCP and UDP is 16 bytes, made of two numbers (protocol, address,
port of either side), the smaller one first; `columns` makes the same bytes for
a whole batch. Other flows have longer keys.
"""

from __future__ import annotations

import struct

_PAIR = struct.Struct(">QQ").pack

LONGEST_OF_IPV4 = 20
"Bytes of a key of IPv4 with its VLANs."

LONGEST_OF_IPV6 = 43
"Bytes of a key of IPv6 with its VLANs."

NO_VLAN = 0xFFFF

UNSET_VLAN = 0xFF000000
"What Zeek has in the key of a flow without a VLAN."

MAPPED = b"\0\0\0\0\0\0\0\0\0\0\xff\xff"
"Prefix that makes an IPv6 address of an IPv4 one."


def flow_key(
    src: bytes, sport: int, dst: bytes, dport: int, proto: int, one_way: bool = False
) -> tuple[bytes, bool]:
    """The key of a flow, and whether its lower side is the sender."""
    forward = one_way or (src, sport) <= (dst, dport)
    if not forward:
        src, sport, dst, dport = dst, dport, src, sport
    if len(src) == 4:
        # A one-way flow is its own flow, whatever runs in the other direction.
        mark = (proto << 48) | (one_way << 56)
        low = mark | (int.from_bytes(src, "big") << 16) | sport
        high = mark | (int.from_bytes(dst, "big") << 16) | dport
        return _PAIR(low, high), forward
    ports = struct.pack(">HHHB", sport, dport, proto, one_way)
    return src + dst + ports, forward


def vlan_suffix(outer: int | None, inner: int | None) -> bytes:
    """What makes flows of different VLANs different, at the end of their keys."""
    return struct.pack(
        ">HH",
        NO_VLAN if outer is None else outer,
        NO_VLAN if inner is None else inner,
    )


def low_port(key: bytes) -> int:
    """The port of the lower side of a flow."""
    place = 6 if len(key) <= LONGEST_OF_IPV4 else 32
    return (key[place] << 8) | key[place + 1]


def high_port(key: bytes) -> int:
    """The port of the higher side of a flow."""
    place = 14 if len(key) <= LONGEST_OF_IPV4 else 34
    return (key[place] << 8) | key[place + 1]


def removal_order(key: bytes) -> tuple[bytes, bytes, int, int, int, bytes]:
    """Sorts flows as Zeek does when it ends with a fixed seed."""
    vlans = b""
    if len(key) in (LONGEST_OF_IPV4, LONGEST_OF_IPV6):
        found = struct.unpack(">HH", key[-4:])
        shown = (UNSET_VLAN if vlan == NO_VLAN else vlan for vlan in found)
        vlans = struct.pack("<II", *shown)
    if len(key) <= LONGEST_OF_IPV4:
        low, high = struct.unpack_from(">QQ", key)
        first, second = low >> 16 & 0xFFFFFFFF, high >> 16 & 0xFFFFFFFF
        src = MAPPED + first.to_bytes(4, "big")
        dst = MAPPED + second.to_bytes(4, "big")
        return src, dst, low & 0xFFFF, high & 0xFFFF, low >> 48 & 0xFF, vlans
    sport, dport, proto = struct.unpack_from(">HHH", key, 32)
    return key[:16], key[16:32], sport, dport, proto, vlans
