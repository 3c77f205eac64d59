"""Geneve (RFC 8926): virtual networks over UDP, with options."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..packets import link
from ..packets.link import PacketWeird, UnknownProtocol
from .tunnels import RAW_IP

if TYPE_CHECKING:
    from ..packets.packet import Packet
    from .conn import Connection
    from .udp_tunnels import UdpTunnels

HEADER = 8

LINKS = {
    0x6558: link.EN10MB,
    0x0800: RAW_IP,
    0x86DD: RAW_IP,
    0x0806: link.BARE_ARP,
}
"Link type of what Geneve carries."


class Option(NamedTuple):
    """One option of a header."""

    group: int
    "The class of the option, as the RFC calls it."
    critical: bool
    kind: int
    data: bytes


def options(header: bytes) -> list[Option]:
    """The options of a Geneve header, as far as they are whole."""
    found: list[Option] = []
    if len(header) < HEADER:
        return found
    position, end = HEADER, HEADER + (header[0] & 0x3F) * 4
    if len(header) < end:
        return found
    while end - position >= 4:
        size = (header[position + 3] & 0x1F) * 4
        body = position + 4
        if end - body < size:
            break
        group = (header[position] << 8) | header[position + 1]
        kind = header[position + 2]
        data = header[body : body + size]
        found.append(Option(group, bool(kind & 0x80), kind & 0x7F, data))
        position = body + size
    return found


def geneve(
    tunnels: UdpTunnels, conn: Connection, packet: Packet, start: int, end: int
) -> None:
    """One packet, whatever its protocol, in Geneve."""
    assert packet.ip is not None
    data = packet.ip.data[start:end]
    tunnels.net.present.geneve.append(data)
    if tunnels.state(conn, "GENEVE").violated:
        return
    tunnels.check_depth(conn, packet, "GENEVE")
    if len(data) < HEADER:
        return tunnels.violation(conn, "GENEVE", "Geneve header truncation", data)
    if data[0] >> 6:
        raise PacketWeird("geneve_invalid_version", "GENEVE", str(data[0] >> 6))
    size = HEADER + (data[0] & 0x3F) * 4
    if len(data) < size:
        reason = "Geneve option header truncation"
        return tunnels.violation(conn, "GENEVE", reason, data)
    tunnels.confirm(conn, "GENEVE")
    if len(data) == size:
        raise PacketWeird("geneve_empty_packet", "GENEVE")
    following = (data[2] << 8) | data[3]
    dlt = LINKS.get(following)
    if dlt is None:
        raise UnknownProtocol("GENEVE", following, start + size, end)
    inner = tunnels.enter(conn, packet, data[size:], dlt, "GENEVE")
    number = int.from_bytes(data[4:7], "big")
    tunnels.inside("geneve_packet", conn, inner, number)
