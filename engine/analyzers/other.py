"""Flows of IP protocols that nobody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conn import Connection, Endpoint

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from ..packets.packet import Packet
    from .network import Network


class OtherConnection(Connection):
    """Packets of some protocol between two hosts."""

    __slots__ = ()

    def begin(self) -> None:
        """Start the timers of a new flow."""
        timeout = self.net.settings.unknown_ip_inactivity_timeout
        self.set_inactivity(float(timeout))

    def packet(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        """One packet: it is counted."""
        length = ip.payload_length or end - start
        payload = ip.data[start : start + min(length, end - start)]
        if self.net.packet_contents and payload:
            self.event("packet_contents", payload)
        self.last = packet.ts
        side = self.orig if ip.src == self.orig.addr else self.resp
        side.packets += 1
        side.ip_bytes += ip.total_length
        self.net.thresholds.check(self, side is self.orig)
        if self.analyzers:
            self.deliver(payload, side is self.orig)


def other_connection(
    net: Network, key: bytes, forward: bool, packet: Packet
) -> OtherConnection:
    """A new flow whose first packet this is."""
    assert packet.ip is not None
    conn = OtherConnection(net, key, forward, packet)
    conn.set_endpoints(Endpoint(packet.ip.src, 0), Endpoint(packet.ip.dst, 0), forward)
    return conn
