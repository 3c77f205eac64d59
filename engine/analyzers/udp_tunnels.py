"""Tunnels over UDP.

VXLAN (RFC 7348), Geneve (RFC 8926), Teredo (RFC 4380) and GRE (RFC 8086).
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from ..packets import link
from ..packets.ip import IPv6
from ..packets.link import PacketWeird
from ..packets.packet import Packet
from ..values.port import Port
from .conn import UNKNOWN_PACKET, Connection, address
from .headers import packet_header
from .tunnels import RAW_IP, Encap

if TYPE_CHECKING:
    from .network import Network

VXLAN_HEADER = 8
GENEVE_HEADER = 8

GENEVE_LINKS = {0x6558: link.EN10MB, 0x0800: RAW_IP, 0x86DD: RAW_IP}
"Link type of what Geneve carries."

TEREDO = re.compile(
    rb"[\x60-\x6f].{7}\x20\x01\0\0.{28}|[\x60-\x6f].{23}\x20\x01\0\0.{12}", re.DOTALL
)
"An IPv6 header with a Teredo address (2001::/32) as source or destination."


class UdpTunnels:
    """Finds out which datagrams carry packets, and analyzes those."""

    def __init__(self, net: Network):
        self.net = net
        self.ports = {
            3544: self._teredo,
            4754: self._gre,
            4789: self._vxlan,
            6081: self._geneve,
        }
        self._failed: set[tuple[bytes, str]] = set()
        self._confirmed: set[tuple[bytes, str]] = set()
        self._teredo_sides: dict[bytes, set[bool]] = {}

    def forget(self, conn: Connection) -> None:
        """A flow is over."""
        self._teredo_sides.pop(conn.key, None)
        for kind in ("VXLAN", "TEREDO", "GENEVE"):
            self._failed.discard((conn.key, kind))
            self._confirmed.discard((conn.key, kind))

    def look(self, conn: Connection, packet: Packet, start: int, end: int) -> None:
        """Analyze what a datagram carries, if it is the outside of a tunnel."""
        assert packet.ip is not None
        enter = self.ports.get(conn.resp.port)
        if enter is None and _may_be_teredo(packet.ip.data[start:end]):
            enter = self._teredo
        if enter is not None:
            enter(conn, packet, start, end)

    def _violation(self, conn: Connection, kind: str, reason: str, data: bytes) -> None:
        if (conn.key, kind) in self._failed:
            return
        self._failed.add((conn.key, kind))
        handler = self.net.handler("analyzer_violation_info")
        if handler.wanted:
            info = self.net.types.violation(
                reason=reason.encode(), c=conn.record(), data=data
            )
            handler.queue(self._tag(kind), info)

    def _confirm(self, conn: Connection, kind: str) -> None:
        mark = (conn.key, kind)
        if mark in self._confirmed or mark in self._failed:
            return
        self._confirmed.add(mark)
        handler = self.net.handler("analyzer_confirmation_info")
        if handler.wanted:
            info = self.net.types.confirmation(c=conn.record())
            handler.queue(self._tag(kind), info)

    def _tag(self, kind: str) -> Any:
        return self.net.rt.enum(f"PacketAnalyzer::ANALYZER_{kind}")

    def _too_deep(self, conn: Connection, packet: Packet, kind: str) -> None:
        if len(packet.encap) >= self.net.settings.Tunnel_max_depth:
            conn.mark(UNKNOWN_PACKET, "X")
            raise PacketWeird("exceeded_tunnel_max_depth", kind)

    def _gre(self, conn: Connection, packet: Packet, start: int, end: int) -> None:
        self.net.tunnels.gre(packet, start, end)

    def _enter(
        self, conn: Connection, packet: Packet, data: bytes, dlt: int, kind: str
    ) -> Packet:
        encap = Encap.of_connection(conn, kind)
        missing = packet.length - len(packet.data)
        return self.net.tunnels.enter(
            packet, data, dlt, encap, len(data) + max(missing, 0)
        )

    def _vxlan(self, conn: Connection, packet: Packet, start: int, end: int) -> None:
        assert packet.ip is not None
        if (conn.key, "VXLAN") in self._failed:
            return
        self._too_deep(conn, packet, "VXLAN")
        data = packet.ip.data[start:end]
        if len(data) < VXLAN_HEADER:
            return self._violation(conn, "VXLAN", "VXLAN header truncation", data)
        if not data[0] & 0x08:
            return self._violation(conn, "VXLAN", "VXLAN 'I' flag not set", data)
        self._confirm(conn, "VXLAN")
        if len(data) == VXLAN_HEADER:
            raise PacketWeird("vxlan_empty_packet", "VXLAN")
        network = int.from_bytes(data[4:7], "big")
        payload = data[VXLAN_HEADER:]
        inner = self._enter(conn, packet, payload, link.EN10MB, "VXLAN")
        self._inside("vxlan_packet", conn, inner, network)

    def _geneve(self, conn: Connection, packet: Packet, start: int, end: int) -> None:
        assert packet.ip is not None
        if (conn.key, "GENEVE") in self._failed:
            return
        self._too_deep(conn, packet, "GENEVE")
        data = packet.ip.data[start:end]
        if len(data) < GENEVE_HEADER:
            return self._violation(conn, "GENEVE", "Geneve header truncation", data)
        if data[0] >> 6:
            name = "geneve_invalid_version"
            raise PacketWeird(name, "GENEVE", str(data[0] >> 6))
        size = GENEVE_HEADER + (data[0] & 0x3F) * 4
        if len(data) < size:
            reason = "Geneve option header truncation"
            return self._violation(conn, "GENEVE", reason, data)
        self._confirm(conn, "GENEVE")
        if len(data) == size:
            raise PacketWeird("geneve_empty_packet", "GENEVE")
        dlt = GENEVE_LINKS.get((data[2] << 8) | data[3])
        if dlt is None:
            return
        inner = self._enter(conn, packet, data[size:], dlt, "GENEVE")
        number = int.from_bytes(data[4:7], "big")
        self._inside("geneve_packet", conn, inner, number)

    def _inside(self, name: str, conn: Connection, inner: Packet, number: int) -> None:
        """Tell of a packet that came through a virtual network."""
        if inner.processed and inner.ip is not None and self.net.handler(name).wanted:
            conn.event(name, packet_header(self.net, inner.ip), number)

    def _teredo(self, conn: Connection, packet: Packet, start: int, end: int) -> None:
        assert packet.ip is not None
        if (conn.key, "TEREDO") in self._failed:
            return
        self._too_deep(conn, packet, "TEREDO")
        data = packet.ip.data[start:end]
        parsed = _parse_teredo(data)
        if isinstance(parsed, str):
            if parsed:
                conn.weird(parsed, "", "TEREDO")
            reason = "Bad Teredo encapsulation"
            return self._violation(conn, "TEREDO", reason, data)
        auth, origin, body = parsed
        inner = IPv6(body, 0, len(body))
        bubble = inner.proto == ip_layer.NO_NEXT
        if len(body) > inner.total_length:
            if not bubble or inner.payload_length:
                reason = "Teredo payload length"
                return self._violation(conn, "TEREDO", reason, data)
            conn.weird("Teredo_bubble_with_payload", "", "TEREDO")
        elif len(body) < inner.total_length:
            reason = "Truncated Teredo or invalid inner IP version"
            return self._violation(conn, "TEREDO", reason, data)
        self._teredo_seen(conn, packet)
        self._teredo_events(conn, auth, origin, inner, bubble)
        self._enter(conn, packet, body, RAW_IP, "TEREDO")

    def _teredo_seen(self, conn: Connection, packet: Packet) -> None:
        assert packet.ip is not None
        sides = self._teredo_sides.get(conn.key)
        if sides is None:
            sides = self._teredo_sides[conn.key] = set()
            conn.event("new_teredo_state")
        sides.add(packet.ip.src == conn.orig.addr)
        if len(sides) == 2:
            self._confirm(conn, "TEREDO")

    def _teredo_events(
        self, conn: Connection, auth: bytes, origin: bytes, inner: IPv6, bubble: bool
    ) -> None:
        names = ["teredo_packet"]
        if auth:
            names.append("teredo_authentication")
        if origin:
            names.append("teredo_origin_indication")
        if bubble:
            names.append("teredo_bubble")
        header = None
        for name in names:
            if self.net.handler(name).wanted:
                header = header or self._teredo_header(auth, origin, inner)
                conn.event(name, header)

    def _teredo_header(self, auth: bytes, origin: bytes, inner: IPv6) -> Any:
        types = self.net.types
        fields: dict[str, Any] = {"hdr": packet_header(self.net, inner)}
        if auth:
            middle = 4 + auth[2]
            end = middle + auth[3]
            nonce, confirm = struct.unpack_from(">QB", auth, end)
            fields["auth"] = types.teredo_auth(
                id=auth[4:middle], value=auth[middle:end], nonce=nonce, confirm=confirm
            )
        if origin:
            port = int.from_bytes(origin[2:4], "big") ^ 0xFFFF
            host = bytes(byte ^ 0xFF for byte in origin[4:8])
            fields["origin"] = types.teredo_origin(p=Port.udp(port), a=address(host))
        return types.teredo_hdr(**fields)


def _parse_teredo(data: bytes) -> tuple[bytes, bytes, bytes] | str:
    """Authentication, origin and IPv6 packet; else the name of what is odd."""
    auth = origin = b""
    while len(data) >= 2:
        tag = (data[0] << 8) | data[1]
        if tag == 0 and not origin:
            if len(data) < 8:
                return "truncated_Teredo_origin_indication"
            origin, data = data[:8], data[8:]
        elif tag == 1 and not origin and not auth:
            size = 13 + data[2] + data[3] if len(data) >= 4 else 4
            if len(data) < size:
                return "truncated_Teredo_authentication"
            auth, data = data[:size], data[size:]
        elif tag >> 12 == 6:
            if len(data) < ip_layer.IPV6_LENGTH:
                return "truncated_IPv6_in_Teredo"
            return auth, origin, data
        else:
            return ""
    return "truncated_Teredo"


def _may_be_teredo(data: bytes) -> bool:
    """Whether a datagram on any port looks like Teredo."""
    if len(data) < 40:
        return False
    if data[0] >> 4 != 6 and (data[0] or data[1] > 1):
        return False
    if TEREDO.fullmatch(data):
        return True
    kind = data[1]
    if kind == 1:
        data = data[13 + data[2] + data[3] :]
        if len(data) < 40:
            return False
        kind = data[0] | data[1]
    if kind == 0:
        data = data[8:]
        return len(data) >= 40 and data[0] >> 4 == 6
    return False
