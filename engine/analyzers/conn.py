"""A connection: what all transports have in common.

A connection owns one record that scripts see; whenever an event is raised the
record is brought up to date first, as in Zeek. `Endpoint` has what is counted for
either side, `Connection` the flow's name, history, timers and analyzers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ..packets.flows import MAPPED
from ..runtime.timers import FREE
from ..typesystem.types import INT
from ..values.addr import Addr
from ..values.port import Port
from ..values.time import Interval, Time
from .contract import Analyzer, ParseError
from .weirds import WeirdState

if TYPE_CHECKING:
    from weakref import WeakSet

    from ..packets.packet import Packet
    from .detection import Detector
    from .network import Network

UNKNOWN_PACKET = 0x400
"History mark of packets beyond tunnel limits; above all marks of transports."

MOVING, STILL, SHOWN = range(3)
"""Whether the counters change, stay as they are while bytes are delivered, or stay and
are in the record already."""


class Tie:
    """Holds a connection for its timers until it ends."""

    __slots__ = ("conn",)

    def __init__(self, conn: Connection):
        self.conn: Connection | None = conn


class Timer:
    """Calls a method of a connection that has not ended.

    Zeek takes the timers of one that has ended away, so they do not count.
    """

    __slots__ = ("epoch", "method", "tie")

    def __init__(self, tie: Tie, method: Callable[..., None], epoch: int):
        self.tie = tie
        self.method = method
        self.epoch = epoch

    def __call__(self) -> object:
        conn = self.tie.conn
        if conn is None:
            return FREE
        self.method(conn, self.epoch)
        return None


class Endpoint:
    """One side of a connection."""

    __slots__ = ("addr", "flow_label", "ip_bytes", "l2", "packets", "port", "seen")

    def __init__(self, addr: bytes, port: int):
        self.addr = addr
        self.port = port
        self.packets = 0
        self.ip_bytes = 0
        self.flow_label = 0
        self.l2 = b""
        self.seen = False
        "Whether a packet from here was looked at."

    def size(self) -> int:
        """Payload bytes."""
        return 0

    def state_code(self) -> int:
        """The state as scripts see it."""
        return 0


class Connection:
    """A flow and everything that is known about it."""

    __slots__ = (
        "aid",
        "analyzers",
        "detector",
        "encap",
        "flags",
        "history",
        "inactivity",
        "inactivity_epoch",
        "inner_vlan",
        "key",
        "last",
        "leaving",
        "low",
        "high",
        "marks",
        "nested",
        "prevented",
        "net",
        "orig",
        "proto",
        "quick",
        "removed",
        "resp",
        "shown",
        "skips",
        "start",
        "status_timer",
        "the_record",
        "tie",
        "tunnel_changes",
        "uid",
        "vlan",
        "was_weird",
        "watched",
        "weird_state",
    )

    transport = 0
    "What the ports of this transport are marked with."
    is_packetwise = True
    "Whether each packet stands for itself, rather than for a part of a stream."
    name = "UNKNOWN_IP_TRANSPORT"

    def __init__(self, net: Network, key: bytes, forward: bool, packet: Packet):
        assert packet.ip is not None
        self.net = net
        self.aid = net.next_aid()
        "Zeek counts the transport as an analyzer."
        self.key = key
        self.start = self.last = packet.ts
        self.history = ""
        self.marks = 0
        self.uid = b""
        self.the_record: Any = None
        self.tie = Tie(self)
        self.analyzers: list[Analyzer] = []
        self.leaving: list[Analyzer] = []
        "Analyzers that scripts took off, until they are told that it is over."
        self.nested: WeakSet[Analyzer] | None = None
        "Analyzers that others feed, as long as these do."
        self.prevented: set[str] = set()
        "Names of analyzers that are not to be attached any more."
        self.detector: Detector | None = None
        "Shows the traffic to signatures, where there are any for it."
        self.proto = packet.ip.proto
        self.encap = packet.encap
        self.tunnel_changes = 0
        self.vlan = packet.vlan.id if packet.vlan else None
        self.inner_vlan = packet.inner_vlan.id if packet.inner_vlan else None
        self.inactivity = 0.0
        self.inactivity_epoch = 0
        self.status_timer = False
        self.removed = False
        self.shown = MOVING
        self.skips = False
        self.watched = False
        "Whether limits of size or duration were set."
        self.was_weird = False
        self.weird_state: dict[str, WeirdState] | None = None
        self.flags: set[str] | None = None
        "What is told once of a connection and was."
        self.quick = False
        "Whether the next packet may take the short way of `rows`."
        self.orig: Endpoint
        self.resp: Endpoint
        self.low: Endpoint
        self.high: Endpoint

    def set_endpoints(self, orig: Endpoint, resp: Endpoint, forward: bool) -> None:
        """The first packet's sender and receiver; `forward` if the sender is low."""
        self.orig, self.resp = orig, resp
        self.low, self.high = (orig, resp) if forward else (resp, orig)
        orig.seen = True

    @property
    def rt(self) -> Any:
        """The running program."""
        return self.net.rt

    @property
    def skipping(self) -> bool:
        """Whether packets are neither analyzed nor counted any more."""
        return self.skips

    @skipping.setter
    def skipping(self, value: bool) -> None:
        self.skips = value
        self.quick = False

    def is_orig(self, addr: bytes, port: int) -> bool:
        """Whether packets from there are the originator's."""
        return addr == self.orig.addr and port == self.orig.port

    # What scripts see

    def record(self) -> Any:
        """The `connection` record, brought up to date."""
        record = self.the_record
        if self.shown == SHOWN:
            return record
        if record is None:
            record = self.the_record = self._new_record()
        if self.shown:
            self.shown = SHOWN
        self._update_side(record.orig, self.orig)
        self._update_side(record.resp, self.resp)
        record.duration = Interval(self.last - self.start)
        history = self.history.encode()
        if record.history != history:
            record.history = history
        return record

    def _new_record(self) -> Any:
        types = self.net.types
        orig, resp = self.orig, self.resp
        mask = self.transport
        ident = types.conn_id(
            orig_h=address(orig.addr),
            orig_p=Port(orig.port | mask),
            resp_h=address(resp.addr),
            resp_p=Port(resp.port | mask),
            proto=self.proto,
        )
        if self.net.by_vlan:
            self._tell_vlans(ident.ctx)
        extra: dict[str, Any] = {}
        if self.encap:
            extra["tunnel"] = self.net.encap_value(self.encap)
        if self.vlan is not None:
            extra["vlan"] = self.vlan
        if self.inner_vlan is not None:
            extra["inner_vlan"] = self.inner_vlan
        return types.connection(
            id=ident,
            orig=self._new_side(orig),
            resp=self._new_side(resp),
            start_time=Time(self.start),
            duration=Interval(0.0),
            history=b"",
            uid=self.get_uid(),
            **extra,
        )

    def _tell_vlans(self, ctx: Any) -> None:
        """Fill in the fields that scripts gave `conn_id_ctx` for VLANs, if they did."""
        kinds = {f.name: f.type for f in type(ctx).__zeek_type__.fields}
        for name in ("vlan", "inner_vlan"):
            value = getattr(self, name)
            if value is not None and kinds.get(name) is INT:
                setattr(ctx, name, value)

    def _new_side(self, side: Endpoint) -> Any:
        extra: dict[str, Any] = {}
        if side.l2 and any(side.l2):
            extra["l2_addr"] = side.l2.hex(":").encode()
        return self.net.types.endpoint(
            size=0, state=0, flow_label=side.flow_label, **extra
        )

    def _update_side(self, record: Any, side: Endpoint) -> None:
        record.size = side.size()
        record.state = side.state_code()
        record.num_pkts = side.packets
        record.num_bytes_ip = side.ip_bytes

    def get_uid(self) -> bytes:
        """The connection's identifier, drawn when first asked for."""
        if not self.uid:
            self.uid = self.net.uids.next()
        return self.uid

    # History

    def mark(self, bit: int, letter: str) -> bool:
        """Add a letter to the history unless its bit was seen; True if it was."""
        if self.marks & bit:
            return True
        self.marks |= bit
        self.add_history(letter)
        return False

    def add_history(self, letter: str) -> None:
        """Something else that happened."""
        self.history += letter
        if self.shown:
            self.shown = STILL

    # Events

    def event(self, name: str, *args: Any) -> None:
        """Raise an event whose first argument is this connection."""
        handler = self.net.handler(name)
        if handler.wanted:
            handler.queue(self.record(), *args)

    def weird(self, name: str, addl: str = "", source: str | None = None) -> None:
        """Report an oddity of this connection."""
        self.was_weird = True
        source = self.name if source is None else source
        self.net.weirds.connection(self, name, addl, source)

    def flag(self, name: str) -> bool:
        """Whether something that is told once of a connection is to be told now."""
        if self.flags is None:
            self.flags = set()
        elif name in self.flags:
            return False
        self.flags.add(name)
        return True

    # Life

    def flip(self) -> None:
        """Originator and responder change places."""
        orig, resp = self.orig, self.resp
        self.orig, self.resp = resp, orig
        record = self.the_record
        if record is not None:
            ident = record.id
            ident.orig_h, ident.resp_h = ident.resp_h, ident.orig_h
            ident.orig_p, ident.resp_p = ident.resp_p, ident.orig_p
            record.orig, record.resp = record.resp, record.orig
        self.flip_transport()
        for analyzer in self.analyzers:
            analyzer.flip()
        self.net.attaching.flipped(self)
        self.add_history("^")
        self.event("connection_flipped")

    def flip_transport(self) -> None:
        """What else changes when the roles change."""

    def check_flow_label(self, side: Endpoint, label: int) -> None:
        """Notice a change of the IPv6 flow label."""
        if side.flow_label != label:
            if self.the_record is not None:
                is_orig = side is self.orig
                record = self.the_record.orig if is_orig else self.the_record.resp
                record.flow_label = label
            if side.seen:
                old, is_orig = side.flow_label, side is self.orig
                self.event("connection_flow_label_changed", is_orig, old, label)
            side.flow_label = label
        side.seen = True

    def check_encap(self, encap: tuple[Any, ...]) -> None:
        """Notice that packets come through other tunnels than before."""
        if self.encap == encap:
            return
        if self.net.handler("tunnel_changed").wanted:
            limit = self.net.settings.Tunnel_max_changes_per_connection
            if limit and self.tunnel_changes >= limit:
                name = "tunnel_max_changes_per_connection_exceeded"
                self.weird(name, str(limit), "")
                self.mark(UNKNOWN_PACKET, "X")
            else:
                self.tunnel_changes += 1
                self.event("tunnel_changed", self.net.encap_value(encap))
        # A list of its own: see UdpTunnels.enter.
        self.encap = (*encap,)

    def done(self) -> None:
        """The connection ends: analyzers finish."""
        self._dismiss()
        for analyzer in self.analyzers[:]:
            self._guard(analyzer, analyzer.finish)

    def remove(self) -> None:
        """Leave the table of connections."""
        self.net.remove(self)

    # Timers

    def later(
        self, ts: float, method: Any, epoch: int = 0, at_exit: bool = False
    ) -> None:
        """Call one of the connection's methods at a network time, if it lives.

        It gets the number that was given, so that it can tell whether it still matters.
        """
        callback = Timer(self.tie, method.__func__, epoch)
        self.net.rt.timers.add(ts, callback, at_exit=at_exit)

    def forget(self) -> None:
        """Let go of everything after the end, so that memory is freed at once."""
        self.tie.conn = None
        self.analyzers = []
        self.leaving = []
        self.nested = None
        self.detector = None

    def set_inactivity(self, timeout: float) -> None:
        """Time out after that much silence; 0 is never."""
        if timeout == self.inactivity:
            return
        self.inactivity_epoch += 1
        self.inactivity = timeout
        if timeout:
            self._arm_inactivity(self.last)

    def _arm_inactivity(self, since: float) -> None:
        due = since + self.inactivity
        self.later(due, self._check_inactivity, self.inactivity_epoch)

    def _check_inactivity(self, epoch: int) -> None:
        if self.removed or epoch != self.inactivity_epoch or self.net.terminating:
            return
        now = self.net.rt.network_time
        since = self.last
        if since + self.inactivity <= now:
            if self.net.may_time_out(self):
                self.net.statistics.silent += 1
                self.event("connection_timeout")
                self.remove()
                return
            since = now
        self._arm_inactivity(since)

    def enable_status_timer(self) -> None:
        """Begin to raise `connection_status_update` at intervals."""
        interval = self.net.settings.connection_status_update_interval
        if self.status_timer or not interval:
            return
        if self.net.handler("connection_status_update").wanted:
            self.status_timer = True
            self.later(self.net.now + interval, self._status_update)

    def _status_update(self, epoch: int) -> None:
        if self.removed or self.net.terminating:
            return
        self.event("connection_status_update")
        self.status_timer = False
        self.enable_status_timer()

    # Analyzers

    def attach(self, analyzer: Analyzer) -> None:
        """Add an analyzer; it gets what comes after the data now being delivered."""
        analyzer.aid = self.net.next_aid()
        if not self.is_packetwise:
            self.net.last_aid += analyzer.supporters
        self.analyzers = [*self.analyzers, analyzer]

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Bytes for all analyzers: the one place where malformed input ends."""
        net = self.net
        self.shown = STILL
        if self.leaving:
            self._dismiss()
        for analyzer in self.analyzers:
            net.delivering = analyzer
            try:
                analyzer.deliver(data, is_orig)
            except ParseError as error:
                self._failed(analyzer, str(error))
        self.shown = MOVING
        net.delivering = None

    def deliver_to(self, analyzer: Analyzer, data: bytes, is_orig: bool) -> None:
        """Bytes for one analyzer that others have had already."""
        self._guard(analyzer, partial(analyzer.deliver, data, is_orig))

    def deliver_gap(self, length: int, is_orig: bool) -> None:
        """Missing bytes for all analyzers."""
        self._dismiss()
        for analyzer in self.analyzers[:]:
            self._guard(analyzer, partial(analyzer.gap, length, is_orig))

    def deliver_end(self, is_orig: bool) -> None:
        """End of one direction for all analyzers."""
        for analyzer in [*self.analyzers, *self.leaving]:
            self._guard(analyzer, partial(analyzer.end_of_data, is_orig))

    def deliver_closed(self, is_orig: bool) -> None:
        """The close of one side for all analyzers."""
        for analyzer in [*self.analyzers, *self.leaving]:
            self._guard(analyzer, partial(analyzer.closed, is_orig))

    def tell_end(self, method: str, *args: Any) -> None:
        """Tell all analyzers, by one of their methods, how the connection ends."""
        for analyzer in [*self.analyzers, *self.leaving]:
            self._guard(analyzer, partial(getattr(analyzer, method), *args))

    def _guard(self, analyzer: Analyzer, call: Any) -> None:
        before, self.net.delivering = self.net.delivering, analyzer
        try:
            call()
        except ParseError as error:
            self._failed(analyzer, str(error))
        self.net.delivering = before

    def _failed(self, analyzer: Analyzer, reason: str) -> None:
        self.violation(analyzer, reason)
        self.detach(analyzer)

    def detach(self, analyzer: Analyzer) -> None:
        """Take an analyzer off; it gets nothing more."""
        analyzer.removed = True
        self.analyzers = [x for x in self.analyzers if x is not analyzer]

    def retire(self, analyzer: Analyzer) -> None:
        """Take an analyzer off; it is told that it is over when data come next."""
        if any(analyzer is x for x in self.analyzers):
            self.leaving.append(analyzer)
        self.detach(analyzer)

    def _dismiss(self) -> None:
        leaving, self.leaving = self.leaving, []
        for analyzer in leaving:
            self._guard(analyzer, analyzer.finish)

    def find_analyzer(self, aid: int) -> Analyzer | None:
        """An analyzer by its number."""
        return next((x for x in self.all_analyzers() if x.aid == aid), None)

    def all_analyzers(self) -> Iterator[Analyzer]:
        """Those that get input, also from other ones, in the order of their making."""
        nested = sorted(self.nested or (), key=lambda x: x.aid)
        return (x for x in (*self.analyzers, *nested) if not x.removed)

    def confirm(self, analyzer: Analyzer) -> None:
        """The analyzer has recognised its protocol."""
        if analyzer.confirmed:
            return
        analyzer.confirmed = True
        handler = self.net.handler("analyzer_confirmation_info")
        if handler.wanted:
            info = self.net.types.confirmation(c=self.record(), aid=analyzer.aid)
            handler.queue(self.net.tag(analyzer.name), info)

    def violation(self, analyzer: Analyzer, reason: str, data: bytes = b"") -> None:
        """The analyzer found that this is not its protocol."""
        analyzer.violations += 1
        limit = self.net.settings.max_analyzer_violations
        if analyzer.violations > limit:
            if analyzer.violations == limit + 1:
                self.weird("too_many_analyzer_violations", "", analyzer.name)
            return
        handler = self.net.handler("analyzer_violation_info")
        if handler.wanted:
            extra = {"data": data} if data else {}
            info = self.net.types.violation(
                reason=reason.encode(errors="surrogateescape"),
                c=self.record(),
                aid=analyzer.aid,
                **extra,
            )
            handler.queue(self.net.tag(analyzer.name), info)


def address(raw: bytes) -> Addr:
    """The script value of four or sixteen bytes."""
    return Addr(raw) if len(raw) == 16 else Addr(MAPPED + raw)
