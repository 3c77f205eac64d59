"""Packets inside packets: IP in IP (RFC 2003, 4213) and GRE (RFC 2784, 2637)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from ..packets import link
from ..packets.link import PacketWeird
from ..packets.packet import Packet
from ..values.port import ICMP, TCP, UDP, Port
from .conn import Connection, address

if TYPE_CHECKING:
    from .network import Network

RAW_IP = 12
IEEE_802_11 = 105

PORT_MASKS = {1: ICMP, 6: TCP, 17: UDP, 58: ICMP}


class Encap:
    """One tunnel that a packet came through."""

    __slots__ = ("active", "dport", "dst", "kind", "proto", "sport", "src", "uid")

    def __init__(self, src: bytes, dst: bytes, kind: str, proto: int, uid: bytes):
        self.src, self.dst = src, dst
        self.sport = self.dport = 0
        self.kind = kind
        self.proto = proto
        self.uid = uid
        self.active = 0.0
        "When it was last used, for tunnels without a connection."

    @classmethod
    def of_connection(cls, conn: Connection, kind: str) -> Encap:
        """The tunnel that runs over a connection."""
        orig, resp = conn.orig, conn.resp
        encap = cls(orig.addr, resp.addr, kind, conn.proto, conn.get_uid())
        encap.sport, encap.dport = orig.port, resp.port
        return encap

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Encap):
            return NotImplemented
        if self.kind != other.kind or self.uid != other.uid:
            return False
        ends = {(self.src, self.sport), (self.dst, self.dport)}
        return ends == {(other.src, other.sport), (other.dst, other.dport)}

    def __hash__(self) -> int:
        return hash((self.kind, self.uid))

    def value(self, net: Network) -> Any:
        """The `Tunnel::EncapsulatingConn` record."""
        mask = PORT_MASKS.get(self.proto, 0)
        cid = net.types.conn_id(
            orig_h=address(self.src),
            orig_p=Port(self.sport | mask),
            resp_h=address(self.dst),
            resp_p=Port(self.dport | mask),
            proto=self.proto,
        )
        kind = net.rt.enum(f"Tunnel::{self.kind}")
        return net.types.encapsulating(cid=cid, tunnel_type=kind, uid=self.uid)


class Tunnels:
    """The tunnels of a run, by their ends."""

    def __init__(self, net: Network):
        self.net = net
        self.known: dict[tuple[bytes, bytes], Encap] = {}

    def ip_in_ip(self, packet: Packet, start: int, end: int, proto: int) -> None:
        """An IP packet right inside an IP packet."""
        assert packet.ip is not None
        version = 4 if proto == ip_layer.IN_IP4 else 6
        self._check_depth(packet)
        _check_inner(packet.ip.data, start, end, version)
        self._inner(packet, start, end, RAW_IP, "IP")

    def _check_depth(self, packet: Packet) -> None:
        if len(packet.encap) >= self.net.settings.Tunnel_max_depth:
            raise PacketWeird("exceeded_tunnel_max_depth", "IPTUNNEL")

    def _inner(self, packet: Packet, start: int, end: int, dlt: int, kind: str) -> None:
        ip = packet.ip
        assert ip is not None
        self._check_depth(packet)
        pair = (ip.src, ip.dst) if ip.src < ip.dst else (ip.dst, ip.src)
        encap = self.known.get(pair)
        if encap is None:
            uid = self.net.uids.next()
            encap = Encap(ip.src, ip.dst, kind, ip.proto, uid)
            self.known[pair] = encap
            self._expire_later(pair)
        encap.active = self.net.now
        self.enter(packet, ip.data[start:end], dlt, encap, end - start)

    def _expire_later(self, pair: tuple[bytes, bytes]) -> None:
        timeout = float(self.net.settings.Tunnel_ip_tunnel_timeout)
        self.net.later(self.net.now + timeout, lambda: self._expire(pair))

    def _expire(self, pair: tuple[bytes, bytes]) -> None:
        """Forget a tunnel that nobody used for long."""
        timeout = float(self.net.settings.Tunnel_ip_tunnel_timeout)
        if self.net.now - self.known[pair].active >= timeout:
            del self.known[pair]
        else:
            self._expire_later(pair)

    def enter(
        self, packet: Packet, data: bytes, dlt: int, encap: Encap, length: int
    ) -> Packet:
        """Analyze what a tunnel carries."""
        inner = Packet(packet.ts, dlt, data, length)
        inner.encap = (*packet.encap, encap)
        self.net.layers.packet(inner)
        packet.processed = packet.processed or inner.processed
        return inner

    def gre(self, packet: Packet, start: int, end: int) -> None:
        """Generic routing encapsulation, with PPTP, ERSPAN and Aruba's use."""
        ip = packet.ip
        assert ip is not None
        data = ip.data
        if end - start < 4:
            raise PacketWeird("truncated_GRE", "GRE")
        flags = (data[start] << 8) | data[start + 1]
        proto = (data[start + 2] << 8) | data[start + 3]
        version = flags & 7
        if version > 1:
            raise PacketWeird("unknown_gre_version", "GRE", f"version={version}")
        if version == 1 and proto != 0x880B:
            raise PacketWeird("egre_protocol_type", "GRE", f"proto={proto}")
        header = _gre_length(flags)
        dlt, extra = RAW_IP, 4 if version else 0
        if not version:
            dlt, extra = _gre_payload(data, start, end, header, flags, proto)
        if flags & 0x4000:
            raise PacketWeird("gre_routing", "GRE")
        if flags & 0x0078:
            raise PacketWeird("unknown_gre_flags", "GRE")
        if end - start < header + extra:
            raise PacketWeird("truncated_GRE", "GRE")
        if version:
            self._pptp(packet, start + header, end)
        self._inner(packet, start + header + extra, end, dlt, "GRE")

    def _pptp(self, packet: Packet, start: int, end: int) -> None:
        """Check that a PPP frame holds one whole IP packet."""
        assert packet.ip is not None
        data = packet.ip.data
        proto = (data[start + 2] << 8) | data[start + 3]
        if proto not in (0x0021, 0x0057):
            raise PacketWeird("non_ip_packet_in_encap", "GRE")
        _check_inner(data, start + 4, end, 4 if proto == 0x0021 else 6)


def _check_inner(data: bytes, start: int, end: int, version: int) -> None:
    length = end - start
    least = ip_layer.IPV4_LENGTH if version == 4 else ip_layer.IPV6_LENGTH
    if length < least:
        short = "invalid_inner_IP_version" if version == 4 else "truncated_inner_IP"
        raise PacketWeird(short, "IPTUNNEL")
    if data[start] >> 4 != version:
        raise PacketWeird("invalid_inner_IP_version", "IPTUNNEL")
    inner = (ip_layer.IPv4 if version == 4 else ip_layer.IPv6)(data, start, length)
    if length < inner.total_length:
        raise PacketWeird("truncated_inner_IP", "IPTUNNEL")
    if length > inner.total_length:
        raise PacketWeird("inner_IP_payload_length_mismatch", "IPTUNNEL")


def _gre_length(flags: int) -> int:
    optional = (0x8000, 0x2000, 0x1000, 0x0080)
    return 4 + 4 * sum(1 for bit in optional if flags & bit)


def _gre_payload(
    data: bytes, start: int, end: int, header: int, flags: int, proto: int
) -> tuple[int, int]:
    """Link type of what GRE carries, and how many bytes stand before it."""
    length = end - start
    short = PacketWeird("truncated_GRE", "GRE")
    if proto in (0x6558, 0x88BE):
        if length <= header + 14:
            raise short
        extra = 8 if proto == 0x88BE and flags & 0x1000 else 0
        if length < header + 14 + extra:
            raise short
        return link.EN10MB, extra
    if proto == 0x22EB:
        if length <= header + 26:
            raise short
        extra = 12
        if data[start + header + 11] & 1:
            extra += 8
            if length <= header + extra + 14:
                raise short
        return link.EN10MB, extra
    if (proto & 0xFE00 in (0x8200,) and not proto & 0x0F) or proto == 0x9000:
        if length <= header:
            raise short
        return IEEE_802_11, 0
    return RAW_IP, 0
