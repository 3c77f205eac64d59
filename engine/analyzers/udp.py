"""UDP flows (RFC 768)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..packets.checksum import is_valid, pseudo_header
from ..values.port import UDP, Port
from .conn import Connection, Endpoint

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from ..packets.packet import Packet
    from .network import Network

ORIG_DATA = 0x1
RESP_DATA = 0x2

INACTIVE = 0
ACTIVE = 1

HEADER = 8

VXLAN_LEAST = 8 + 14
"Length of the headers of VXLAN and Ethernet."


class DatagramEndpoint(Endpoint):
    """One side of a UDP or ICMP flow."""

    __slots__ = ("bad_next", "bad_seen", "length")

    def __init__(self, addr: bytes, port: int):
        super().__init__(addr, port)
        self.length = -1
        self.bad_seen = 0
        self.bad_next = 1

    def size(self) -> int:
        """Payload bytes, as the headers say."""
        return max(self.length, 0)

    def state_code(self) -> int:
        """Whether anything was sent."""
        return INACTIVE if self.length < 0 else ACTIVE

    def add_length(self, length: int) -> None:
        """Count one datagram's payload."""
        self.length = length if self.length < 0 else self.length + length


class UdpConnection(Connection):
    """A UDP flow."""

    __slots__ = ()

    transport = UDP
    name = "UDP"

    orig: DatagramEndpoint
    resp: DatagramEndpoint

    def begin(self) -> None:
        """Start the timers of a new flow."""
        self.enable_status_timer()
        self.set_inactivity(float(self.net.settings.udp_inactivity_timeout))

    def packet(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        """One datagram, whose header begins at `start`."""
        net, data = self.net, ip.data
        captured = end - start
        length = ip.payload_length or captured
        sport = (data[start] << 8) | data[start + 1]
        is_orig = self.is_orig(ip.src, sport)
        side = self.orig if is_orig else self.resp
        if net.packet_contents:
            self._packet_contents(data[start + HEADER : end])
        if self._bad_checksum(packet, ip, start, length, captured):
            self._count_bad(side)
            return
        claimed = (data[start + 4] << 8) | data[start + 5]
        if claimed != length:
            self.weird("UDP_datagram_length_mismatch", f"{claimed} != {length}")
        self.last = packet.ts
        payload = data[start + HEADER : start + min(length, captured)]
        if net.udp_contents:
            dport = (data[start + 2] << 8) | data[start + 3]
            self._contents(is_orig, sport, dport, payload)
        if is_orig:
            self.mark(ORIG_DATA, "D")
        else:
            self.mark(RESP_DATA, "d")
        side.add_length(claimed - HEADER)
        self.event("udp_request" if is_orig else "udp_reply")
        packet.session = self
        body = start + HEADER
        net.udp_tunnels.look(self, packet, body, body + len(payload))
        if self.detector is not None and is_orig not in self.detector.headers:
            self.detector.first_packet(ip, data[start:end], is_orig)
        if self.analyzers or self.leaving:
            self.deliver(payload, is_orig)
        # Counted last, on the side that the sender's has become if roles were changed.
        side = self.orig if is_orig else self.resp
        side.packets += 1
        side.ip_bytes += ip.total_length
        net.thresholds.check(self, is_orig)
        self.quick = (
            net.udp_quick
            and not self.analyzers
            and not self.leaving
            and not self.encap
            and not self.watched
            and self.resp.port not in net.udp_tunnels.ports
        )

    def flip_transport(self) -> None:
        """What was counted here stays with the role, unlike what packets count."""
        orig, resp = self.orig, self.resp
        orig.length, resp.length = resp.length, orig.length
        orig.bad_seen, resp.bad_seen = resp.bad_seen, orig.bad_seen
        orig.bad_next, resp.bad_next = resp.bad_next, orig.bad_next

    def _packet_contents(self, contents: bytes) -> None:
        if contents:
            self.event("packet_contents", contents)

    def _bad_checksum(
        self, packet: Packet, ip: IPv4 | IPv6, start: int, length: int, captured: int
    ) -> bool:
        if self.net.ignores_checksum(ip) or captured < length:
            return False
        if packet.length > len(packet.data) and not ip.reassembled:
            return False
        datagram = ip.data[start : start + length]
        if datagram[6:8] == b"\0\0":
            if ip.version == 4 or self._is_vxlan(datagram):
                return False
        elif not self.net.settings.Tunnel_validate_vxlan_checksums:
            if self._is_vxlan(datagram):
                return False
        return not is_valid(datagram, pseudo_header(ip.src, ip.dst, 17, length))

    def _is_vxlan(self, datagram: bytes) -> bool:
        """Whether this looks like VXLAN, which may leave checksums out."""
        port = (datagram[2] << 8) | datagram[3]
        return (
            self.net.udp_tunnels.ports.get(port) == "VXLAN"
            and len(datagram) > HEADER + VXLAN_LEAST
            and bool(datagram[HEADER] & 0x08)
        )

    def _count_bad(self, side: DatagramEndpoint) -> None:
        self.net.bad_checksums += 1
        self.weird("bad_UDP_checksum")
        is_orig = side is self.orig
        side.bad_seen += 1
        if side.bad_seen == side.bad_next:
            threshold = side.bad_next
            self.add_history("C" if is_orig else "c")
            side.bad_next *= 10
            if threshold > 1:
                self.event("udp_multiple_checksum_errors", is_orig, threshold)

    def _contents(self, is_orig: bool, sport: int, dport: int, payload: bytes) -> None:
        settings = self.net.settings
        ports = settings.udp_content_ports
        wanted = Port.udp(dport) in ports or Port.udp(sport) in ports
        use_resp = settings.udp_content_delivery_ports_use_resp
        port = Port.udp(self.resp.port if use_resp else dport)
        side = "orig" if is_orig else "resp"
        if not wanted:
            wanted = getattr(settings, f"udp_content_deliver_all_{side}")
        if not wanted:
            table = getattr(settings, f"udp_content_delivery_ports_{side}")
            wanted = bool(table.get(port))
        if wanted:
            self.event("udp_contents", is_orig, payload)


def udp_connection(
    net: Network, key: bytes, forward: bool, packet: Packet, sport: int, dport: int
) -> UdpConnection:
    """A new flow whose first packet this is."""
    assert packet.ip is not None
    conn = UdpConnection(net, key, forward, packet)
    orig = DatagramEndpoint(packet.ip.src, sport)
    resp = DatagramEndpoint(packet.ip.dst, dport)
    conn.set_endpoints(orig, resp, forward)
    return conn
