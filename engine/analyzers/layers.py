"""From a captured frame to its connection, one layer after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..packets import ip as ip_layer
from ..packets import link
from ..packets.checksum import is_valid, pseudo_header
from ..packets.flows import flow_key, vlan_suffix
from ..packets.fragments import Fragments
from ..packets.icmp import counterpart
from ..packets.ip import IPv4, IPv6
from ..packets.link import PacketWeird, UnknownProtocol
from ..packets.packet import Packet
from ..values.port import Port
from .arp import arp
from .headers import packet_header
from .icmp import icmp_connection
from .other import other_connection
from .present import raw_header
from .tcp import TcpConnection, tcp_connection
from .udp import udp_connection

if TYPE_CHECKING:
    from .network import Network


UNKNOWN_LAYER = "UNKNOWN_IP_TRANSPORT"
LAYER_OF = {
    ip_layer.TCP: "TCP",
    ip_layer.UDP: "UDP",
    ip_layer.ICMP: "ICMP",
    ip_layer.ICMPV6: "ICMP",
    ip_layer.IN_IP4: "IPTUNNEL",
    ip_layer.IN_IP6: "IPTUNNEL",
    ip_layer.GRE: "GRE",
    ip_layer.NO_NEXT: "IP",
}
"Zeek's names of what reads the protocols inside of IP."


class Layers:
    """Takes packets apart, reports what is odd and finds the connection."""

    def __init__(self, net: Network):
        self.net = net
        self.fragments = Fragments(float(net.settings.frag_timeout), self._ip_weird)
        self._unknown: dict[tuple[str, int], int] = {}
        self._transports = {
            ip_layer.TCP: self._tcp,
            ip_layer.UDP: self._udp,
            ip_layer.ICMP: self._icmp,
            ip_layer.ICMPV6: self._icmp,
        }

    def captured(self, packet: Packet) -> None:
        """A packet as it was captured."""
        self.packet(packet)
        if not packet.processed:
            self.net.statistics.unprocessed += 1
            if self.net.unprocessed is not None:
                self.net.unprocessed.write(packet)
            self._not_processed(packet)
        if self.net.raw_packet:
            self.net.handler("raw_packet").queue(raw_header(self.net, packet))

    def packet(self, packet: Packet) -> None:
        """Analyze a packet from its link layer up, captured or from a tunnel."""
        try:
            kind, start, end = link.network_layer(packet, self.net.weirds.general)
            if kind == link.AMSDU:
                for begin, stop in link.subframes(packet, start, end):
                    self._subframe(packet, begin, stop)
            else:
                self._network(packet, kind, start, end)
        except (PacketWeird, UnknownProtocol) as end:
            self.tell(packet, end)

    def tell(self, packet: Packet, end: PacketWeird | UnknownProtocol) -> None:
        """Tell why the analysis of a packet ended early."""
        if isinstance(end, PacketWeird):
            self._packet_weird(packet, end.name, end.detail, end.source)
        else:
            self._unknown_protocol(packet, end)

    def _network(self, packet: Packet, kind: str | None, start: int, end: int) -> None:
        if kind == link.IP:
            self._ip(packet, start, end)
        elif kind == link.ARP:
            arp(self.net, packet, start, end)

    def _subframe(self, packet: Packet, start: int, end: int) -> None:
        """One of several WLAN frames in one; the others are lost if it is bad."""
        kind = None
        try:
            kind, begin, stop = link.wlan_payload(packet, start, end)
            self._network(packet, kind, begin, stop)
        except (PacketWeird, UnknownProtocol) as failed:
            self.tell(packet, failed)
            kind = None
        if kind is None:
            raise PacketWeird("invalid_802_11_amsdu_inner_packet", "IEEE802_11")

    def _packet_weird(self, packet: Packet, name: str, addl: str, source: str) -> None:
        if packet.encap:
            name += "_in_tunnel"
        if packet.ip is not None:
            self.net.weirds.flow(packet.ip.src, packet.ip.dst, name, addl, source)
        else:
            self.net.weirds.general(name, addl, source)

    def _ip_weird(self, name: str, ip: IPv4 | IPv6) -> None:
        self.net.weirds.flow(ip.src, ip.dst, name)

    def _ip(self, packet: Packet, start: int, end: int) -> None:
        ip = self._ip_header(packet, start, end)
        if ip is None:
            return
        if ip.is_fragment:
            if ip.available < (ip.total_length or ip.available):
                self._packet_weird(packet, "incompletely_captured_fragment", "", "IP")
                if ip.fragment_offset:
                    return
            else:
                whole = self.fragments.add(self.net.packet_time, ip)
                if whole is None:
                    return
                packet.ip = ip = whole
                packet.length = start + ip.total_length
                if ip.header_length > ip.total_length:
                    raise PacketWeird("invalid_IP_header_size", "IP")
        if ip.last_header == ip_layer.ESP:
            handler = self.net.handler("esp_packet")
            if handler.wanted:
                handler.queue(packet_header(self.net, ip))
        elif ip.last_header == ip_layer.MOBILITY:
            self._mobility(packet, ip)
        else:
            self._transport(packet, ip)

    def _ip_header(self, packet: Packet, start: int, end: int) -> IPv4 | IPv6 | None:
        """Read and check an IP header; None where the packet is not to be used."""
        data, available = packet.data, end - start
        if available < ip_layer.IPV4_LENGTH:
            raise PacketWeird("truncated_IP", "IP")
        version = data[start] >> 4
        ip: IPv4 | IPv6
        if version == 4:
            ip = IPv4(data, start, available)
        elif version != 6:
            raise PacketWeird("unknown_ip_version", "IP")
        elif available < ip_layer.IPV6_LENGTH:
            raise PacketWeird("truncated_IP", "IP")
        else:
            ip = IPv6(data, start, available)
            for name, addl in ip.odd:
                self.net.weirds.flow(ip.src, ip.dst, name, addl)
        total = ip.total_length
        if total == 0:
            self._packet_weird(packet, "ip_hdr_len_zero", "", "IP")
            if not self.net.ignores_all_checksums:
                return None
            total = len(data) - start
        if packet.length < total + start:
            raise PacketWeird("truncated_IP_len", "IP")
        if ip.header_length > total:
            raise PacketWeird("invalid_IP_header_size", "IP")
        if ip.header_length > available:
            raise PacketWeird("internally_truncated_header", "IP")
        if version == 4 and ip.header_length < ip_layer.IPV4_LENGTH:
            raise PacketWeird("IPv4_min_header_size", "IP")
        if version == 6 and ip.header_length < ip_layer.IPV6_LENGTH:
            raise PacketWeird("IPv6_min_header_size", "IP")
        packet.ip = ip
        if version == 4 and not self.net.ignores_checksum(ip):
            if not is_valid(data[start : start + ip.header_length]):
                self.net.bad_checksums += 1
                raise PacketWeird("bad_IP_checksum", "IP")
        filters, discarders = self.net.filters, self.net.discarders
        if filters is not None and filters.drops(ip):
            return None
        return None if discarders is not None and discarders.drops(ip) else ip

    def _mobility(self, packet: Packet, ip: IPv4 | IPv6) -> None:
        assert isinstance(ip, IPv6)
        _, start, length = ip.chain[-1]
        if not self.net.ignores_checksum(ip):
            header = ip.data[start : start + length]
            pseudo = pseudo_header(ip.src, ip.dst, ip_layer.MOBILITY, length)
            if not is_valid(header, pseudo):
                self.net.bad_checksums += 1
                raise PacketWeird("bad_MH_checksum", "IP")
        handler = self.net.handler("mobile_ipv6_message")
        if handler.wanted:
            handler.queue(packet_header(self.net, ip))
        if ip.proto != ip_layer.NO_NEXT:
            raise PacketWeird("mobility_piggyback", "IP")

    def _transport(self, packet: Packet, ip: IPv4 | IPv6) -> None:
        start = ip.start + ip.header_length
        end = ip.start + ip.available
        if ip.payload_length:
            end = min(end, start + ip.payload_length)
        proto = ip.proto
        if self.net.off and self.net.is_off(LAYER_OF.get(proto, UNKNOWN_LAYER)):
            return
        handle = self._transports.get(proto)
        if handle is not None:
            handle(packet, ip, start, end)
        elif proto in (ip_layer.IN_IP4, ip_layer.IN_IP6):
            self.net.tunnels.ip_in_ip(packet, start, end, proto)
        elif proto == ip_layer.GRE:
            self.net.tunnels.gre(packet, start, end)
        elif proto == ip_layer.NO_NEXT:
            if not (packet.encap and packet.encap[-1].kind == "TEREDO"):
                raise PacketWeird("ipv6_no_next", "IP")
            packet.processed = True  # a bubble, of which Teredo has told
        else:
            self._other(packet, ip, start, end)

    def _too_short(
        self, ip: IPv4 | IPv6, start: int, end: int, least: int, source: str
    ) -> None:
        if ip.payload_length and ip.payload_length < least:
            raise PacketWeird("truncated_header", source)
        if end - start < least:
            raise PacketWeird("internally_truncated_header", source)

    def _tcp(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        self._too_short(ip, start, end, 20, "TCP")
        data = ip.data
        sport = (data[start] << 8) | data[start + 1]
        dport = (data[start + 2] << 8) | data[start + 3]
        key, forward = flow_key(ip.src, sport, ip.dst, dport, ip.proto)
        if self.net.by_vlan:
            key += _vlans(packet)
        conn = self.net.find(key)
        if conn is not None and isinstance(conn, TcpConnection):
            if conn.is_reuse(ip, start, self.net.packet_time):
                conn.event("connection_reused")
                self.net.remove(conn)
                conn = None
        made = None
        if conn is None:
            flags = data[start + 13]
            wanted, flip = self._tcp_roles(flags, sport, dport)
            if not wanted:
                return
            made = tcp_connection(self.net, key, forward, packet, sport, dport)
            self.net.begin(made, packet, ip, flip)
        self.net.to_connection(made or conn, packet, ip, start, end, conn is None)

    def _tcp_roles(self, flags: int, sport: int, dport: int) -> tuple[bool, bool]:
        """Whether to track a connection that begins so, and who asked whom."""
        settings = self.net.settings
        if flags & 0x12 == 0x02:
            return True, False
        if not settings.partial_connection_ok:
            return False, False
        if flags & 0x02 and not settings.tcp_SYN_ack_ok:
            return False, False
        likely = settings.likely_server_ports
        if Port.tcp(sport) not in likely:
            return True, False
        if Port.tcp(dport) in likely:
            return True, not flags & 0x02 and sport < dport
        return True, True

    def _udp(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        self._too_short(ip, start, end, 8, "UDP")
        data = ip.data
        sport = (data[start] << 8) | data[start + 1]
        dport = (data[start + 2] << 8) | data[start + 3]
        key, forward = flow_key(ip.src, sport, ip.dst, dport, ip.proto)
        if self.net.by_vlan:
            key += _vlans(packet)
        conn = self.net.flows.get(key)
        made = None
        if conn is None:
            likely = self.net.settings.likely_server_ports
            flip = Port.udp(sport) in likely and Port.udp(dport) not in likely
            made = udp_connection(self.net, key, forward, packet, sport, dport)
            self.net.begin(made, packet, ip, flip)
        self.net.to_connection(made or conn, packet, ip, start, end, conn is None)

    def _icmp(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        self._too_short(ip, start, end, 8, "ICMP")
        kind, code = ip.data[start], ip.data[start + 1]
        answer, one_way = counterpart(ip.proto == ip_layer.ICMPV6, kind, code)
        key, forward = flow_key(ip.src, kind, ip.dst, answer, ip.proto, one_way)
        if self.net.by_vlan:
            key += _vlans(packet)
        conn = self.net.flows.get(key)
        made = None
        if conn is None:
            made = icmp_connection(self.net, key, forward, packet, kind, answer)
            self.net.begin(made, packet, ip, False)
        self.net.to_connection(made or conn, packet, ip, start, end, conn is None)

    def _other(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        key, forward = flow_key(ip.src, 0, ip.dst, 0, ip.proto)
        if self.net.by_vlan:
            key += _vlans(packet)
        conn = self.net.flows.get(key)
        made = None
        if conn is None:
            made = other_connection(self.net, key, forward, packet)
            self.net.begin(made, packet, ip, False)
        self.net.to_connection(made or conn, packet, ip, start, end, conn is None)
        packet.processed = False
        unknown = UnknownProtocol("UNKNOWN_IP_TRANSPORT", ip.proto, start, end)
        self._unknown_protocol(packet, unknown)

    def _not_processed(self, packet: Packet) -> None:
        handler = self.net.handler("packet_not_processed")
        if not handler.wanted:
            return
        seconds = int(packet.ts)
        # Zeek puts the number of the link type into an enum that has two members.
        kind = "LINK_UNKNOWN" if packet.link else "LINK_ETHERNET"
        handler.queue(
            self.net.types.pcap_packet(
                ts_sec=seconds,
                ts_usec=round((packet.ts - seconds) * 1e6),
                caplen=len(packet.data),
                len=packet.length,
                data=packet.data,
                link_type=self.net.rt.enum(kind),
            )
        )

    def _unknown_protocol(self, packet: Packet, unknown: UnknownProtocol) -> None:
        handler = self.net.handler("unknown_protocol")
        if not handler.wanted:
            return
        layer, protocol = unknown.layer, unknown.protocol
        if not self._permits_unknown((layer, protocol)):
            return
        data = packet.data if packet.ip is None else packet.ip.data
        size = int(self.net.settings.UnknownProtocol_first_bytes_count)
        first = data[unknown.start : min(unknown.end, unknown.start + size)]
        trail = link.trail(packet)
        if packet.ip is not None:
            trail.append("IP")
        if layer not in trail:
            trail.append(layer)
        history = self.net.vector("string_vec", [name.encode() for name in trail])
        handler.queue(layer.encode(), protocol, first, history)

    def _permits_unknown(self, key: tuple[str, int]) -> bool:
        """Whether this is told of, or one too many."""
        settings = self.net.settings
        count = self._unknown.get(key, 0) + 1
        self._unknown[key] = count
        if count == 1:
            due = self.net.now + settings.UnknownProtocol_sampling_duration
            self.net.later(due, lambda: self._unknown.pop(key, None))
        over = count - int(settings.UnknownProtocol_sampling_threshold)
        rate = int(settings.UnknownProtocol_sampling_rate)
        return over < 0 or (rate > 0 and over % rate == 0)


def _vlans(packet: Packet) -> bytes:
    """The part of a flow's key that tells its VLANs."""
    outer, inner = packet.vlan, packet.inner_vlan
    return vlan_suffix(outer.id if outer else None, inner.id if inner else None)
