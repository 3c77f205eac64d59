"""The network half of a run: captures in, events out.

`Network.run` reads each capture, sets the clock for every packet, finds the
connection it belongs to and lets the program run the events that came of it.
Packets that need no thought take the short way of `rows`; all others pass
through `inner_packet` one at a time. Either way the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from ..packets import CaptureError, link, open_capture
from ..packets import ip as ip_layer
from ..packets.capture import Capture
from ..packets.checksum import is_valid, pseudo_header
from ..packets.flows import flow_key, removal_order
from ..packets.fragments import Fragments
from ..packets.icmp import counterpart
from ..packets.ip import IPv4, IPv6
from ..packets.link import PacketWeird, UnknownProtocol
from ..packets.packet import Packet
from ..packets.pcap import PcapFile, is_large
from ..values.port import Port
from ..values.vector import Vector
from .conn import Connection, address
from .contract import Analyzer, EventHandler, Runtime
from .headers import packet_header
from .icmp import icmp_connection
from .other import other_connection
from .registry import ANALYZERS
from .settings import EARLIEST, Settings
from .tcp import TcpConnection, tcp_connection
from .tunnels import Encap, Tunnels
from .types import Types
from .udp import udp_connection
from .uids import Uids
from .weirds import Weirds

TAG_PREFIX = "Analyzer::ANALYZER_"


@dataclass(slots=True)
class NetworkOptions:
    """What the command line says about packets."""

    ignore_checksums: bool = False
    "Option -C."
    analyze_all: bool = False
    "Attach every registered analyzer, whether or not its events are wanted."
    force: frozenset[str] = frozenset()
    "Analyzers to attach in any case, by short name."
    uid_key: bytes | None = None
    "Sixteen bytes that make uids the same in every run."
    columns: bool = True
    "Whether large captures may be decoded many packets at once."


class NoHandler:
    """Stands for an event that the script library does not declare."""

    wanted = False

    def queue(self, *args: Any) -> None:
        """Nobody listens."""


class Network:
    """All state of the network half of one run."""

    def __init__(self, rt: Runtime, options: NetworkOptions | None = None):
        self.rt = rt
        self.options = options or NetworkOptions()
        self.settings = Settings(rt)
        self.types = Types(rt)
        self.uids = Uids(self.options.uid_key)
        self.weirds = Weirds(self)
        self.tunnels = Tunnels(self)
        self.flows: dict[bytes, Connection] = {}
        self.fragments = Fragments(float(self.settings.frag_timeout), self._ip_weird)
        self.packets = 0
        "Packets read."
        self.bad_checksums = 0
        "Packets ignored because their checksum is wrong."
        self.packet_time = 0.0
        "Time of the present packet; network time may already be later."
        self.present_flags = 0
        "TCP flags of the segment whose data is being delivered."
        self.terminating = False
        self._aids = 0
        self._handlers: dict[str, EventHandler] = {}
        self._tags: dict[str, Any] = {}
        self._ports: dict[int, tuple[type[Analyzer], ...]] = {}
        self.ignores_all_checksums = self.options.ignore_checksums or bool(
            self.settings.ignore_checksums
        )
        self._transports = {
            ip_layer.TCP: self._tcp,
            ip_layer.UDP: self._udp,
            ip_layer.ICMP: self._icmp,
            ip_layer.ICMPV6: self._icmp,
        }
        self.refresh_demand()

    def refresh_demand(self) -> None:
        """Ask anew which of the events that cost something are wanted."""
        wanted = self._wanted
        self.new_packet = wanted("new_packet")
        self.packet_contents = wanted("packet_contents")
        self.tcp_packet = wanted("tcp_packet")
        self.tcp_options = wanted("tcp_option") or wanted("tcp_options")
        self.tcp_contents = wanted("tcp_contents")
        self.udp_contents = wanted("udp_contents")
        self.raw_packet = wanted("raw_packet")
        self.conn_weird = wanted("conn_weird") or wanted("tcp_multiple_checksum_errors")
        self.keep_delivered = wanted("rexmit_inconsistency")
        everything = self.new_packet or self.packet_contents or self.raw_packet
        self.tcp_quick = not (everything or self.tcp_packet or self.tcp_options)
        self.udp_quick = not (
            everything
            or self.udp_contents
            or wanted("udp_request")
            or wanted("udp_reply")
        )

    def _wanted(self, name: str) -> bool:
        return self.handler(name).wanted

    # What connections ask for

    @property
    def now(self) -> float:
        """The network time."""
        return self.rt.network_time

    def handler(self, name: str) -> EventHandler:
        """An event by its name, one without listeners if it is not declared."""
        found = self._handlers.get(name)
        if found is None:
            try:
                found = self.rt.event(name)
            except KeyError:
                found = NoHandler()
            self._handlers[name] = found
        return found

    def tag(self, analyzer: str) -> Any:
        """The enum member of an analyzer."""
        if analyzer not in self._tags:
            self._tags[analyzer] = self.rt.enum(TAG_PREFIX + analyzer)
        return self._tags[analyzer]

    def vector(self, type_name: str, items: Iterable[Any]) -> Any:
        """A vector value."""
        return Vector(items)

    address = staticmethod(address)

    def encap_value(self, encap: tuple[Encap, ...]) -> Any:
        """The `EncapsulatingConnVector` of a packet's tunnels."""
        return self.vector("EncapsulatingConnVector", [x.value(self) for x in encap])

    def next_aid(self) -> int:
        """A number for an analyzer that no other has."""
        self._aids += 1
        return self._aids

    def ignores_checksum(self, ip: IPv4 | IPv6) -> bool:
        """Whether checksums of this packet do not matter."""
        return self.ignores_all_checksums

    def may_time_out(self, conn: Connection) -> bool:
        """Whether no hook objects to the end of a silent connection."""
        hook = getattr(self.rt, "connection_timing_out", None)
        return hook is None or bool(hook(conn.record()))

    def next_due(self) -> float:
        """When the next timer fires."""
        heap = self.rt.timers.heap
        due: float = heap[0][0] if heap else inf
        return due

    def later(
        self, ts: float, callback: Callable[[], Any], at_exit: bool = False
    ) -> None:
        """Call back at a network time; perhaps also when the input ends."""
        self.rt.timers.add(ts, callback, at_exit=at_exit)

    def sizes_changed(self, conn: Connection, is_orig: bool) -> None:
        """Packets and bytes were counted: where thresholds will be compared."""

    def udp_tunnel(
        self, conn: Connection, packet: Packet, ip: IPv4 | IPv6, payload: bytes
    ) -> bool:
        """Whether a datagram was the outside of a tunnel."""
        return False

    # Runs

    def run(self, paths: Iterable[str]) -> None:
        """Read captures to their ends, one after the other, then end everything."""
        damage: CaptureError | None = None
        for path in paths:
            capture = open_capture(path)
            try:
                self._read(capture)
                if capture.truncated:
                    damage = CaptureError(capture.truncated)
            finally:
                capture.close()
            if damage is not None or self.rt.terminate_asked:
                break
        self.finish()
        if damage is not None:
            raise damage

    def _read(self, capture: Capture) -> None:
        if self.options.columns and is_large(capture):
            # Only captures worth it pay for the import of numpy.
            from .rows import read_rows

            assert isinstance(capture, PcapFile)
            read_rows(self, capture)
            return
        for packet in capture.packets():
            self.one_packet(packet)
            if self.rt.terminate_asked:
                break

    def one_packet(self, packet: Packet) -> None:
        """Analyze a captured packet and run the events that come of it."""
        rt = self.rt
        if packet.link not in link.DLT:
            raise unsupported(packet.link)
        self.packets += 1
        self.packet_time = packet.ts
        rt.advance(max(packet.ts, rt.network_time, EARLIEST))
        self.inner_packet(packet)
        if not packet.processed:
            self._not_processed(packet)
        rt.drain()

    def finish(self) -> None:
        """The input has ended: fire what is pending and remove what is left."""
        self.terminating = True
        for callback in self.rt.timers.at_exit():
            callback()
        self.rt.drain()
        self.rt.drain()
        for key in sorted(self.flows, key=removal_order):
            conn = self.flows[key]
            conn.done()
            conn.event("connection_state_remove")
            conn.removed = True
        self.flows.clear()
        self.rt.drain()

    def remove(self, conn: Connection) -> None:
        """A connection ends while packets flow."""
        if conn.removed:
            return
        conn.removed = True
        conn.quick = False
        conn.done()
        conn.event("connection_state_remove")
        del self.flows[conn.key]

    # Layers

    def inner_packet(self, packet: Packet) -> None:
        """Analyze a packet from its link layer up, captured or from a tunnel."""
        try:
            kind, start, end = link.network_layer(packet, self.weirds.general)
            if kind == link.IP:
                self._ip(packet, start, end)
            elif kind == link.ARP:
                self._arp(packet, start, end)
        except PacketWeird as weird:
            self._packet_weird(packet, weird.name, weird.detail, weird.source)
        except UnknownProtocol as unknown:
            self._unknown_protocol(packet, unknown)

    def _packet_weird(self, packet: Packet, name: str, addl: str, source: str) -> None:
        if packet.encap:
            name += "_in_tunnel"
        if packet.ip is not None:
            self.weirds.flow(packet.ip.src, packet.ip.dst, name, addl, source)
        else:
            self.weirds.general(name, addl, source)

    def _ip_weird(self, name: str, ip: IPv4 | IPv6) -> None:
        self.weirds.flow(ip.src, ip.dst, name)

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
                whole = self.fragments.add(self.packet_time, ip)
                if whole is None:
                    return
                packet.ip = ip = whole
                if ip.header_length > ip.total_length:
                    raise PacketWeird("invalid_IP_header_size", "IP")
        if ip.last_header == ip_layer.ESP:
            handler = self.handler("esp_packet")
            if handler.wanted:
                handler.queue(packet_header(self, ip))
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
                self.weirds.flow(ip.src, ip.dst, name, addl)
        total = ip.total_length
        if total == 0:
            self._packet_weird(packet, "ip_hdr_len_zero", "", "IP")
            if not self.ignores_all_checksums:
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
        if version == 4 and not self.ignores_checksum(ip):
            if not is_valid(data[start : start + ip.header_length]):
                self.bad_checksums += 1
                raise PacketWeird("bad_IP_checksum", "IP")
        return ip

    def _mobility(self, packet: Packet, ip: IPv4 | IPv6) -> None:
        assert isinstance(ip, IPv6)
        _, start, length = ip.chain[-1]
        if not self.ignores_checksum(ip):
            header = ip.data[start : start + length]
            pseudo = pseudo_header(ip.src, ip.dst, ip_layer.MOBILITY, length)
            if not is_valid(header, pseudo):
                self.bad_checksums += 1
                raise PacketWeird("bad_MH_checksum", "IP")
        handler = self.handler("mobile_ipv6_message")
        if handler.wanted:
            handler.queue(packet_header(self, ip))
        if ip.proto != ip_layer.NO_NEXT:
            raise PacketWeird("mobility_piggyback", "IP")

    def _transport(self, packet: Packet, ip: IPv4 | IPv6) -> None:
        start = ip.start + ip.header_length
        end = ip.start + ip.available
        if ip.payload_length:
            end = min(end, start + ip.payload_length)
        proto = ip.proto
        handle = self._transports.get(proto)
        if handle is not None:
            handle(packet, ip, start, end)
        elif proto in (ip_layer.IN_IP4, ip_layer.IN_IP6):
            self.tunnels.ip_in_ip(packet, start, end, proto)
        elif proto == ip_layer.GRE:
            self.tunnels.gre(packet, start, end)
        elif proto == ip_layer.NO_NEXT:
            raise PacketWeird("ipv6_no_next", "IP")
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
        conn = self.flows.get(key)
        if conn is not None and isinstance(conn, TcpConnection):
            if conn.is_reuse(ip, start, self.packet_time):
                conn.event("connection_reused")
                self.remove(conn)
                conn = None
        made = None
        if conn is None:
            flags = data[start + 13]
            wanted, flip = self._tcp_roles(flags, sport, dport)
            if not wanted:
                return
            made = tcp_connection(self, key, forward, packet, sport, dport)
            self._begin(made, packet, ip, flip)
        self._to_connection(made or conn, packet, ip, start, end, conn is None)

    def _tcp_roles(self, flags: int, sport: int, dport: int) -> tuple[bool, bool]:
        """Whether to track a connection that begins so, and who asked whom."""
        settings = self.settings
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
        conn = self.flows.get(key)
        made = None
        if conn is None:
            likely = self.settings.likely_server_ports
            flip = Port.udp(sport) in likely and Port.udp(dport) not in likely
            made = udp_connection(self, key, forward, packet, sport, dport)
            self._begin(made, packet, ip, flip)
        self._to_connection(made or conn, packet, ip, start, end, conn is None)

    def _icmp(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        self._too_short(ip, start, end, 8, "ICMP")
        kind, code = ip.data[start], ip.data[start + 1]
        answer, one_way = counterpart(ip.proto == ip_layer.ICMPV6, kind, code)
        key, forward = flow_key(ip.src, kind, ip.dst, answer, ip.proto, one_way)
        conn = self.flows.get(key)
        made = None
        if conn is None:
            made = icmp_connection(self, key, forward, packet, kind, answer)
            self._begin(made, packet, ip, False)
        self._to_connection(made or conn, packet, ip, start, end, conn is None)

    def _other(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        key, forward = flow_key(ip.src, 0, ip.dst, 0, ip.proto)
        conn = self.flows.get(key)
        made = None
        if conn is None:
            made = other_connection(self, key, forward, packet)
            self._begin(made, packet, ip, False)
        self._to_connection(made or conn, packet, ip, start, end, conn is None)
        packet.processed = False
        unknown = UnknownProtocol("UNKNOWN_IP_TRANSPORT", ip.proto, start, end)
        self._unknown_protocol(packet, unknown)

    # Connections

    def _begin(self, conn: Any, packet: Packet, ip: IPv4 | IPv6, flip: bool) -> None:
        """A new connection: its roles, timers and analyzers, and the event."""
        conn.orig.l2, conn.resp.l2 = packet.l2_src, packet.l2_dst
        conn.orig.flow_label = ip.flow_label
        conn.begin()
        if flip and ip.dst != b"\xff\xff\xff\xff":
            conn.flip()
        self._attach_by_port(conn)
        conn.event("new_connection")
        self.flows[conn.key] = conn

    def _to_connection(
        self,
        conn: Any,
        packet: Packet,
        ip: IPv4 | IPv6,
        start: int,
        end: int,
        is_new: bool,
    ) -> None:
        """A packet for a connection."""
        if not is_new:
            conn.check_encap(packet.encap)
        packet.processed = True
        # ICMP has no ports, and its sides cannot be told apart by them.
        side = conn.orig if ip.src == conn.orig.addr else conn.resp
        if conn.orig.addr == conn.resp.addr:
            side = self._side(conn, ip, start)
        conn.check_flow_label(side, ip.flow_label)
        if ip.headers > 1 and self.handler("ipv6_ext_headers").wanted:
            conn.event("ipv6_ext_headers", packet_header(self, ip))
        if self.new_packet:
            conn.event("new_packet", packet_header(self, ip))
        if conn.skipping:
            return
        conn.packet(packet, ip, start, end)

    def _side(self, conn: Connection, ip: IPv4 | IPv6, start: int) -> Any:
        data = ip.data
        if ip.proto in (ip_layer.TCP, ip_layer.UDP):
            port = (data[start] << 8) | data[start + 1]
        else:
            port = data[start] if start < len(data) else 0
        return conn.orig if port == conn.orig.port else conn.resp

    def _attach_by_port(self, conn: Connection) -> None:
        if self.settings.dpd_ignore_ports:
            return
        port = conn.resp.port | conn.transport
        specs = self._ports.get(port)
        if specs is None:
            specs = self._ports[port] = tuple(self._specs_for(port))
        for cls in specs:
            conn.attach(cls(conn))

    def _specs_for(self, port: int) -> Iterable[type[Analyzer]]:
        """The analyzers that scripts registered for a port and somebody needs."""
        names = self.rt.analyzer_ports.get(Port(port), ())
        for name in sorted(str(name).removeprefix(TAG_PREFIX) for name in names):
            spec = ANALYZERS.get(name)
            if spec is not None and self._needed(cls := spec.load()):
                yield cls

    def _needed(self, cls: type[Analyzer]) -> bool:
        options = self.options
        if options.analyze_all or cls.name in options.force:
            return True
        return any(self._wanted(event) for event in cls.EVENTS)

    # Packets without a connection

    def _arp(self, packet: Packet, start: int, end: int) -> None:
        packet.processed = True

    def _not_processed(self, packet: Packet) -> None:
        handler = self.handler("packet_not_processed")
        if not handler.wanted:
            return
        seconds = int(packet.ts)
        # Zeek puts the number of the link type into an enum that has two members.
        kind = "LINK_UNKNOWN" if packet.link else "LINK_ETHERNET"
        handler.queue(
            self.types.pcap_packet(
                ts_sec=seconds,
                ts_usec=round((packet.ts - seconds) * 1e6),
                caplen=len(packet.data),
                len=packet.length,
                data=packet.data,
                link_type=self.rt.enum(kind),
            )
        )

    def _unknown_protocol(self, packet: Packet, unknown: UnknownProtocol) -> None:
        pass


def unsupported(dlt: int) -> CaptureError:
    """The complaint about a link type that nobody reads."""
    known = ", ".join(f"{name} ({number})" for number, name in link.NAMES.items())
    return CaptureError(f"unsupported link type {dlt}; supported are {known}")
