"""Tunnels over UDP: which datagrams carry packets, and what is inside.

VXLAN (RFC 7348), AYIYA and GRE (RFC 8086) are read here; the other kinds have
files of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from ..packets import link
from ..packets.link import PacketWeird, UnknownProtocol
from ..packets.packet import Packet
from .conn import UNKNOWN_PACKET, Connection
from .geneve import geneve
from .gtpv1 import gtpv1
from .headers import packet_header
from .teredo import may_be_teredo, teredo
from .tunnels import RAW_IP, Encap

if TYPE_CHECKING:
    from .network import Network

VXLAN_HEADER = 8
AYIYA_HEADER = 8

AYIYA_FORWARD = 1
"The only operation of AYIYA that carries a packet."

PORTS = {
    2123: "GTPV1",
    2152: "GTPV1",
    3544: "TEREDO",
    4754: "GRE",
    4789: "VXLAN",
    5072: "AYIYA",
    6081: "GENEVE",
}
"What runs where, if no script says so."

Enter = Callable[[Any, Connection, Packet, int, int], None]
"Analyzes a datagram's payload, of which it gets the bounds, as a kind of tunnel."


class TunnelState:
    """What is known of one kind of tunnel on one connection."""

    __slots__ = ("confirmed", "from_orig", "from_resp", "violated")

    def __init__(self) -> None:
        self.confirmed = self.violated = False
        self.from_orig = self.from_resp = False
        "Whether good packets of this kind came from that side."


class UdpTunnels:
    """Finds out which datagrams carry packets, and analyzes those."""

    def __init__(self, net: Network):
        self.net = net
        services = getattr(net.rt, "services", {})
        self.ports = _registered(services.get("packet_layers"))
        found = services.get("packet_detection")
        names = ("TEREDO", "AYIYA")
        self.detects: tuple[str, ...] = names
        "Kinds that are looked for on every port."
        if found is not None:
            self.detects = tuple(x for x in names if ("UDP", x) in found)
        self._states: dict[bytes, dict[str, TunnelState]] = {}

    def forget(self, conn: Connection) -> None:
        """A flow is over."""
        self._states.pop(conn.key, None)

    def state(self, conn: Connection, kind: str) -> TunnelState:
        """What is known of a kind of tunnel on a connection."""
        kinds = self._states.get(conn.key)
        if kinds is None:
            kinds = self._states[conn.key] = {}
        found = kinds.get(kind)
        if found is None:
            found = kinds[kind] = TunnelState()
        return found

    def is_known(self, conn: Connection, kind: str) -> bool:
        """Whether anything is known of a kind of tunnel on a connection."""
        return kind in self._states.get(conn.key, ())

    def look(self, conn: Connection, packet: Packet, start: int, end: int) -> None:
        """Analyze what a datagram carries, if it is the outside of a tunnel."""
        assert packet.ip is not None
        kind = self.ports.get(conn.resp.port)
        if kind is None:
            kind = self._detect(packet.ip.data, start, end)
            if not kind:
                return
        if self.net.off and self.net.is_off(kind):
            return
        try:
            KINDS[kind](self, conn, packet, start, end)
        except (PacketWeird, UnknownProtocol) as failed:
            # The datagram itself goes on all the same.
            self.net.layers.tell(packet, failed)

    def _detect(self, data: bytes, start: int, end: int) -> str:
        if end - start < 3:
            return ""
        if data[start + 1] == 0x52 and data[start + 2] == 0x11:
            return "AYIYA" if "AYIYA" in self.detects else ""
        if may_be_teredo(data, start, end) and "TEREDO" in self.detects:
            return "TEREDO"
        return ""

    def violation(
        self, conn: Connection, kind: str, reason: str, data: bytes = b""
    ) -> None:
        """This is no such tunnel; told of once."""
        state = self.state(conn, kind)
        if state.violated:
            return
        state.violated = True
        handler = self.net.handler("analyzer_violation_info")
        if handler.wanted:
            extra = {"data": data} if data else {}
            info = self.net.types.violation(
                reason=reason.encode(), c=conn.record(), **extra
            )
            handler.queue(self._tag(kind), info)

    def confirm(self, conn: Connection, kind: str) -> None:
        """This is such a tunnel; told of once."""
        state = self.state(conn, kind)
        if state.confirmed or state.violated:
            return
        state.confirmed = True
        handler = self.net.handler("analyzer_confirmation_info")
        if handler.wanted:
            info = self.net.types.confirmation(c=conn.record())
            handler.queue(self._tag(kind), info)

    def _tag(self, kind: str) -> Any:
        return self.net.rt.enum(f"PacketAnalyzer::ANALYZER_{kind}")

    def check_depth(self, conn: Connection, packet: Packet, kind: str) -> None:
        """No tunnel in more tunnels than the settings allow."""
        if len(packet.encap) >= self.net.settings.Tunnel_max_depth:
            conn.mark(UNKNOWN_PACKET, "X")
            raise PacketWeird("exceeded_tunnel_max_depth", kind)

    def enter(
        self, conn: Connection, packet: Packet, data: bytes, dlt: int, kind: str
    ) -> Packet:
        """Analyze the packet inside a datagram."""
        assert packet.ip is not None
        encap = Encap.of_connection(conn, kind)
        missing = 0
        if not packet.ip.reassembled:
            missing = max(packet.length - len(packet.data), 0)
        if packet.encap and conn.encap is packet.encap:
            # Zeek adds the tunnel to the list that the connection began with.
            conn.encap = (*packet.encap, encap)
        length = len(data) + missing
        return self.net.tunnels.enter(packet, data, dlt, encap, length)

    def inside(self, name: str, conn: Connection, inner: Packet, number: int) -> None:
        """Tell of a packet that came through a virtual network."""
        if inner.processed and inner.ip is not None and self.net.handler(name).wanted:
            conn.event(name, packet_header(self.net, inner.ip), number)


def _registered(layers: dict[tuple[str, int], str] | None) -> dict[int, str]:
    """Kinds of tunnels by port, as scripts registered them."""
    if layers is None:
        return dict(PORTS)
    found = {port: kind for (parent, port), kind in layers.items() if parent == "UDP"}
    return {port: kind for port, kind in found.items() if kind in KINDS}


def vxlan(
    tunnels: UdpTunnels, conn: Connection, packet: Packet, start: int, end: int
) -> None:
    """One Ethernet frame in a VXLAN."""
    assert packet.ip is not None
    if tunnels.state(conn, "VXLAN").violated:
        return
    tunnels.check_depth(conn, packet, "VXLAN")
    data = packet.ip.data[start:end]
    if len(data) < VXLAN_HEADER:
        return tunnels.violation(conn, "VXLAN", "VXLAN header truncation", data)
    if not data[0] & 0x08:
        return tunnels.violation(conn, "VXLAN", "VXLAN 'I' flag not set", data)
    tunnels.confirm(conn, "VXLAN")
    if len(data) == VXLAN_HEADER:
        raise PacketWeird("vxlan_empty_packet", "VXLAN")
    network = int.from_bytes(data[4:7], "big")
    payload = data[VXLAN_HEADER:]
    inner = tunnels.enter(conn, packet, payload, link.EN10MB, "VXLAN")
    tunnels.inside("vxlan_packet", conn, inner, network)


def ayiya(
    tunnels: UdpTunnels, conn: Connection, packet: Packet, start: int, end: int
) -> None:
    """One IP packet in AYIYA ("anything in anything")."""
    assert packet.ip is not None
    if tunnels.state(conn, "AYIYA").violated:
        return
    tunnels.check_depth(conn, packet, "AYIYA")
    data = packet.ip.data[start:end]
    size = AYIYA_HEADER
    if len(data) >= size:
        size += (1 << (data[0] >> 4)) + (data[1] >> 4) * 4
    if len(data) < size:
        return tunnels.violation(conn, "AYIYA", "Truncated AYIYA")
    if data[2] & 0x0F != AYIYA_FORWARD:
        return
    tunnels.confirm(conn, "AYIYA")
    if len(data) == size:
        raise PacketWeird("ayiya_empty_packet", "AYIYA")
    following = data[3]
    if following not in (ip_layer.IN_IP4, ip_layer.IN_IP6):
        raise UnknownProtocol("AYIYA", following, start + size, end)
    tunnels.enter(conn, packet, data[size:], RAW_IP, "AYIYA")


def gre(
    tunnels: UdpTunnels, conn: Connection, packet: Packet, start: int, end: int
) -> None:
    """Generic routing encapsulation in datagrams."""
    tunnels.net.tunnels.gre(packet, start, end)


KINDS: dict[str, Enter] = {
    "AYIYA": ayiya,
    "GENEVE": geneve,
    "GRE": gre,
    "GTPV1": gtpv1,
    "TEREDO": teredo,
    "VXLAN": vxlan,
}
