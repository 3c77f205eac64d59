"""ARP and RARP (RFC 826, 903): addresses of neighbours."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ..packets.link import PacketWeird
from ..packets.packet import Packet
from ..values.addr import Addr
from .conn import address

if TYPE_CHECKING:
    from .network import Network

HEADER = 8

ETHERNET = (1, 6)
"Hardware types whose addresses are those of Ethernet."

IPV4 = 0x0800

EVENTS = {1: "arp_request", 2: "arp_reply"}

UNIMPLEMENTED = (3, 4, 8, 9)


def arp(net: Network, packet: Packet, start: int, end: int) -> None:
    """One ARP packet: an event, `bad_arp` if it is malformed."""
    data = packet.data[start:end]
    if len(data) < HEADER:
        raise PacketWeird("truncated_ARP", "ARP")
    hardware, protocol, hw_length, length, code = struct.unpack_from(">HHBBH", data)
    if len(data) < HEADER + 2 * (hw_length + length):
        raise PacketWeird("truncated_ARP", "ARP")
    packet.processed = True
    fields = []
    position = HEADER
    for size in (hw_length, length, hw_length, length):
        fields.append(data[position : position + size])
        position += size
    sender, sender_ip, target, target_ip = fields
    addresses = (_addr(sender_ip), _mac(sender), _addr(target_ip), _mac(target))
    reason = _fault(hardware, protocol, hw_length, length)
    if not reason and packet.l2_src != sender:
        reason = "weird-arp-sha"
    if not reason and code not in EVENTS:
        known = code in UNIMPLEMENTED
        reason = f"unimplemented-arp-opcode ({code})"
        if not known:
            reason = f"invalid-arp-opcode (opcode={code})"
    if reason:
        net.handler("bad_arp").queue(*addresses, reason.encode())
    else:
        macs = _mac(packet.l2_src), _mac(packet.l2_dst)
        net.handler(EVENTS[code]).queue(*macs, *addresses)


def _fault(hardware: int, protocol: int, hw_length: int, length: int) -> str:
    if hardware not in ETHERNET:
        return f"unknown-arp-hw-address (hrd={hardware})"
    if hw_length != 6:
        return f"corrupt-arp-header (hrd={hardware}, hln={hw_length})"
    if protocol != IPV4:
        return f"unknown-arp-proto-address (pro={protocol})"
    if length != 4:
        return f"corrupt-arp-header (pro={protocol}, pln={length})"
    return ""


def _addr(raw: bytes) -> Addr:
    return address(raw[:4] if len(raw) >= 4 else bytes(4))


def _mac(raw: bytes) -> bytes:
    return raw[:6].hex(":").encode() if len(raw) >= 6 else b""
