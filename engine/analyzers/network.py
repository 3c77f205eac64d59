"""The network half of a run: captures in, events out.

`Network.run` reads each capture, sets the clock for every packet, finds the
connection it belongs to and lets the program run the events that came of it.
Packets that need no thought take the short way of `rows`; all others pass
through `inner_packet` one at a time. Either way the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge
from math import inf
from typing import Any

from ..packets import CaptureError, link, open_capture
from ..packets import ip as ip_layer
from ..packets.capture import LARGE, Capture, paced
from ..packets.dump import Dump
from ..packets.flows import removal_order
from ..packets.ip import IPv4, IPv6
from ..packets.packet import Packet
from ..packets.pcap import PcapFile
from ..packets.pcapng import PcapngFile
from ..signatures.rules import Rule
from ..values.time import Time
from ..values.vector import Vector
from .attaching import TAG_PREFIX, Attaching
from .conn import Connection, address
from .contract import Analyzer, EventHandler, Runtime
from .discarders import Discarders
from .half_open import HalfOpens
from .headers import packet_header
from .layers import Layers
from .present import PresentPacket
from .received import Received
from .settings import EARLIEST, Settings
from .statistics import Statistics
from .thresholds import Thresholds
from .tunnels import Encap, Tunnels
from .types import Types
from .udp_tunnels import UdpTunnels
from .uids import Uids
from .weirds import Weirds

DRAIN_EVERY = 1000
"After so many connections that end at the end of the input, events run."

MOST_NEAR = 10_000
"More link-layer addresses than this are not worth to be kept once."


@dataclass(slots=True)
class NetworkOptions:
    """What the command line says about packets."""

    ignore_checksums: bool = False
    "Option -C."
    analyze_all: bool = False
    "Attach every registered analyzer, whether or not its events are wanted."
    force: frozenset[str] = frozenset()
    "Analyzers to attach in any case, by short name."
    signatures: tuple[Rule, ...] = ()
    "What the signature files say about traffic."
    uid_key: bytes | None = None
    "Sixteen bytes that make uids the same in every run."
    columns: bool = True
    "Whether large captures may be decoded many packets at once."
    write_to: str = ""
    "Where all packets are to be written again (option -w)."
    unprocessed: str = ""
    "Where packets are to be written that nobody could use (option -c)."
    pace: float = 0.0
    "How many times as fast as they were captured packets come; 0 is at once."


class NoHandler:
    """Stands for an event that the script library does not declare."""

    wanted = False
    type = None

    def queue(self, *args: Any) -> None:
        """Nobody listens."""


class Network:
    """All state of the network half of one run."""

    def __init__(self, rt: Runtime, options: NetworkOptions | None = None):
        self.rt = rt
        self.options = options or NetworkOptions()
        self.settings = Settings(rt)
        self.types = Types(rt)
        bits = int(self.settings.bits_per_uid)
        self.uids = Uids(self.options.uid_key, bits=bits)
        self.weirds = Weirds(self)
        self.tunnels = Tunnels(self)
        self.flows: dict[bytes, Connection] = {}
        self._near: dict[bytes, bytes] = {}
        "Link-layer addresses, each of them once."
        self.udp_tunnels = UdpTunnels(self)
        self.layers = Layers(self)
        self.half_open = HalfOpens(self)
        self.present = PresentPacket()
        self.received = Received(self.present)
        getattr(rt, "services", {})["packet"] = self.present
        self.dump: Dump | None = None
        self.unprocessed: Dump | None = None
        self.interrupted = False
        "Whether the filter of captures has changed."
        self.begun = False
        "Whether there was any packet."
        self.bad_checksums = 0
        "Packets ignored because their checksum is wrong."
        self.packet_time = 0.0
        "Time of the present packet; network time may already be later."
        self.present_flags = 0
        "TCP flags of the segment whose data is being delivered."
        self.terminating = False
        self.last_aid = 0
        "The number that the newest analyzer was given."
        self._handlers: dict[str, EventHandler] = {}
        self._tags: dict[str, Any] = {}
        self.attaching = Attaching(self)
        self.delivering: Analyzer | None = None
        "The analyzer that is at work."
        self.ignores_all_checksums = self.options.ignore_checksums or bool(
            self.settings.ignore_checksums
        )
        self.thresholds = Thresholds(self)
        self.statistics = Statistics(self)
        factory = getattr(self.settings.ConnKey_factory, "name", "")
        self.by_vlan = factory == "ConnKey::CONNKEY_VLAN_FIVETUPLE"
        "Whether the same addresses and ports in other VLANs are other connections."
        services = self.services = getattr(rt, "services", {})
        skipped = int(self.settings.PacketAnalyzer_SKIP_skip_bytes)
        self.roots = link.roots(services.get("packet_layers", {}), skipped)
        "Link types that scripts have read in their own way."
        self.off: set[str] = services.setdefault("disabled_analyzers", set())
        "Tags of the analyzers that scripts disabled."
        discarders = Discarders(self)
        self.discarders = discarders if discarders.functions else None
        "Functions that may have packets dropped."
        self.rt.timers.limit = int(self.settings.max_timer_expires)
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
        services = getattr(self.rt, "services", {})
        self.trusted_nets = services.get(
            "ignore_checksums_nets", self.settings.ignore_checksums_nets
        )
        self.filters = services.get("packet_filters")
        "Which packets scripts want dropped."
        self.conn_weird = wanted("conn_weird") or wanted("tcp_multiple_checksum_errors")
        self.keep_delivered = wanted("rexmit_inconsistency")
        self.tcp_statistics = wanted("conn_stats") or wanted("tcp_rexmit")
        everything = (
            self.new_packet
            or self.packet_contents
            or self.raw_packet
            or bool(self.thresholds.generic)
            or self.filters is not None
            or self.discarders is not None
        )
        self.tcp_quick = not (
            everything or self.tcp_packet or self.tcp_options or self.tcp_statistics
        )
        self.udp_quick = not (
            everything
            or self.udp_contents
            or wanted("udp_request")
            or wanted("udp_reply")
        )
        if self.half_open.waiting:
            self.half_open.refresh()

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
        self.last_aid += 1
        return self.last_aid

    def ignores_checksum(self, ip: IPv4 | IPv6) -> bool:
        """Whether checksums of this packet do not matter."""
        if self.ignores_all_checksums:
            return True
        nets = self.trusted_nets
        return bool(nets) and address(ip.header_src) in nets

    def may_time_out(self, conn: Connection) -> bool:
        """Whether no hook objects to the end of a silent connection."""
        hook = getattr(self.rt, "connection_timing_out", None)
        return hook is None or bool(hook(conn.record()))

    def next_due(self) -> float:
        """When the next timer fires, at once where events were left over."""
        heap = self.rt.timers.heap
        if self.rt.pending:
            return 0.0
        due: float = heap[0][0] if heap else inf
        return due

    def later(
        self, ts: float, callback: Callable[[], Any], at_exit: bool = False
    ) -> None:
        """Call back at a network time; perhaps also when the input ends."""
        self.rt.timers.add(ts, callback, at_exit=at_exit)

    def threshold_changed(self, conn: Connection, name: str, value: Any) -> None:
        """A script set a limit for a connection."""
        self.thresholds.changed(conn, name)

    # Runs

    def run(
        self, paths: Iterable[str], before_end: Callable[[], object] = lambda: None
    ) -> None:
        """Read captures to their ends, one after the other, then end everything."""
        # Packets of half-open connections are still read at the end.
        with ExitStack() as captures:
            self.dump = _dump(self.options.write_to, captures)
            self.unprocessed = _dump(self.options.unprocessed, captures)
            damage = self._read_all(paths, captures)
            before_end()
            self.finish()
        if damage is not None:
            raise damage

    def _read_all(
        self, paths: Iterable[str], captures: ExitStack
    ) -> CaptureError | None:
        """Read captures until one ends too early, and say how."""
        for path in paths:
            if self.rt.terminate_asked:
                break
            capture = open_capture(path)
            captures.callback(capture.close)
            try:
                self._read(capture)
                self.handler("Pcap::file_done").queue(path.encode())
                self.rt.drain()
                if capture.truncated:
                    return CaptureError(capture.truncated)
            except CaptureError as error:
                return CaptureError(f"{path}: {error}")
        return None

    @property
    def capture_filter(self) -> Any:
        """What packets must pass to be looked at at all; None if all are."""
        return self.services.get("capture filter")

    def _read(self, capture: Capture) -> None:
        options = self.options
        plain = options.columns and not (options.write_to or options.pace)
        plain = plain and not (self.by_vlan or self.roots)
        if plain and len(capture.buffer) >= LARGE:
            # Only captures worth it pay for the import of numpy.
            from .rows import read_rows

            assert isinstance(capture, PcapFile | PcapngFile)
            read_rows(self, capture)
            return
        packets = capture.packets()
        if options.pace:
            packets = paced(packets, options.pace)
        for packet in packets:
            keep = self.capture_filter
            if keep is not None and not keep(packet):
                continue
            if self.dump is not None:
                self.dump.write(packet)
            self.one_packet(packet)
            if self.rt.terminate_asked:
                break

    def one_packet(self, packet: Packet) -> None:
        """Analyze a captured packet and run the events that come of it."""
        rt = self.rt
        if self.roots:
            packet.root = self.roots.get(packet.link)
        if packet.link not in link.DLT and packet.root is None:
            raise unsupported(packet.link)
        self.received.add(packet.length)
        self.packet_time = packet.ts
        self.present.show(packet)
        now = max(packet.ts, rt.network_time, EARLIEST)
        if self.begun:
            rt.advance(now)
        else:
            self.begin_clock(now)
        self.layers.captured(packet)
        rt.drain_after_packet()

    def begin_clock(self, now: float) -> None:
        """The first packet is there: network time begins."""
        self.begun = True
        # What scripts had scheduled comes before they hear of it.
        self.rt.advance(now)
        self.handler("network_time_init").queue()

    def _tell_done(self) -> None:
        """Raise `net_done`, whose handlers run before anything ends."""
        self.rt.drain()
        self.handler("net_done").queue(Time(self.rt.network_time))
        self.rt.drain()

    def finish(self) -> None:
        """The input has ended: fire what is pending and remove what is left."""
        getattr(self.rt, "services", {}).pop("packet", None)
        self._tell_done()
        self.terminating = self.rt.terminating = True
        due = merge(self.rt.timers.take_at_exit(), self.half_open.at_exit())
        for count, (_, _, callback, _) in enumerate(due, 1):
            callback()
            if not count % DRAIN_EVERY:
                self.rt.drain()
        self.rt.drain()
        self.rt.drain()
        ended: list[Connection] = []
        for key in sorted(self.flows, key=removal_order):
            conn = self.flows[key]
            conn.done()
            conn.event("connection_state_remove")
            conn.removed = True
            ended.append(conn)
            if len(ended) == DRAIN_EVERY:
                # A million connections and their events need not end together.
                self._let_go(ended)
        self._let_go(ended)

    def _let_go(self, ended: list[Connection]) -> None:
        """Run the events of connections that have ended and forget them."""
        self.rt.drain()
        for conn in ended:
            del self.flows[conn.key]
            conn.forget()
        ended.clear()

    def remove(self, conn: Connection) -> None:
        """A connection ends while packets flow."""
        if conn.removed:
            return
        conn.removed = True
        conn.quick = False
        conn.done()
        conn.event("connection_state_remove")
        self.udp_tunnels.forget(conn)
        self.statistics.ends(conn.proto)
        self.thresholds.forget(conn)
        del self.flows[conn.key]
        conn.forget()

    # Connections

    def begin(self, conn: Any, packet: Packet, ip: IPv4 | IPv6, flip: bool) -> None:
        """A new connection: its roles, timers and analyzers, and the event."""
        # Few hosts are near, and many connections go through them.
        near = self._near
        if len(near) > MOST_NEAR:
            near.clear()
        conn.orig.l2 = near.setdefault(packet.l2_src, packet.l2_src)
        conn.resp.l2 = near.setdefault(packet.l2_dst, packet.l2_dst)
        conn.orig.flow_label = ip.flow_label
        conn.begin()
        if flip and ip.dst != b"\xff\xff\xff\xff":
            conn.flip()
        self.attaching.begin(conn)
        if conn.proto == ip_layer.TCP:
            conn.event("new_connection_contents")
        conn.event("new_connection")
        self.flows[conn.key] = conn
        self.statistics.begins(conn.proto)

    def to_connection(
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

    def find(self, key: bytes) -> Connection | None:
        """A connection by its key."""
        return self.flows.get(key) or self.half_open.make(key)

    def analyzer(self, name: str) -> type[Analyzer] | None:
        """The analyzer of a short name; none if nobody needs it or it is off."""
        return self.attaching.analyzer(name)

    def is_off(self, layer: str) -> bool:
        """Whether scripts want a packet layer left alone."""
        return f"PacketAnalyzer::ANALYZER_{layer}" in self.off


def _dump(path: str, captures: ExitStack) -> Dump | None:
    """A capture to write, if one is wanted, which the stack closes in the end."""
    if not path:
        return None
    dump = Dump(path)
    captures.callback(dump.close)
    return dump


def unsupported(dlt: int) -> CaptureError:
    """The complaint about a link type that nobody reads."""
    known = ", ".join(f"{name} ({number})" for number, name in link.NAMES.items())
    return CaptureError(f"unsupported link type {dlt}; supported are {known}")
