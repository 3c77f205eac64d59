"""Connections of which no more than a SYN was seen, kept as small as can be.

In a scan they are nearly all that there is. While nobody wants to know that they
began, all that is kept of one is where its SYN stands in the capture; the
connection itself is made, from that packet and as of that time, when another packet
comes, when its first timer is due, when somebody asks for it or when the input ends.
So everything happens in the same order as if it had been there from the beginning.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..library import bundled
from ..packets import ip as ip_layer
from ..packets.flows import high_port, low_port
from ..runtime.timers import FREE
from ..values.port import TCP

if TYPE_CHECKING:
    from ..packets.pcap import PcapFile
    from .conn import Connection
    from .contract import EventHandler
    from .network import Network

TELLING = ("connection_SYN_packet", "network_time_init", "new_connection_contents")
"Events that need the connection from its first packet on."

PREPARING = ("base/frameworks/tunnels/main.zeek", "base/protocols/conn/main.zeek")
"""Where handlers of `new_connection` only fill in the record that they are given. So
it makes no difference that they run later, if they run before all other handlers."""

ENDING = ("connection_attempt", "connection_state_remove", "connection_timeout")
"Events at the end of a connection that nobody answers."

TIMERS = 6
"""More than a connection sets when it begins, with one before all of them, which is
when it is made, and one for the end of the input."""

WINDOW_SCALE = b"\x03\x03"
LARGEST_SCALE = 14


class HalfOpen(NamedTuple):
    """Where the SYN of a connection stands, and what it would have been given."""

    key: bytes
    ts: float
    serial: int
    "The first of the numbers for its timers."
    aids: int
    "The last number of an analyzer before it."
    uids: int
    "How many numbers were drawn for uids before it."
    capture: PcapFile
    record: int


class HalfOpens:
    """All of them, oldest first."""

    def __init__(self, net: Network):
        self.net = net
        self.waiting: dict[bytes, HalfOpen] = {}
        self.queue: deque[HalfOpen] = deque()
        "In order of time; those that are not waiting any more are left in it."
        self.allowed = False
        "Whether a SYN alone makes no difference to anybody."
        self.weirds_wanted = True
        self.prepares = False
        "Whether handlers of `new_connection` are to run when one is made."
        self.delay = 0.0
        "How long it takes until the first timer is due."

    def refresh(self) -> None:
        """Ask anew whether anybody wants to know of SYNs."""
        net, settings = self.net, self.net.settings
        self.delay = float(settings.tcp_attempt_delay)
        self.weirds_wanted = net.handler("conn_weird").wanted
        waits = float(settings.connection_status_update_interval) > 0
        begins = net.handler("new_connection")
        self.prepares = begins.wanted
        status = waits and net.handler("connection_status_update").wanted
        self.allowed = (
            net.tcp_quick
            and not status
            and not (begins.wanted and not only_prepare(begins))
            and not any(net.handler(name).wanted for name in TELLING)
            and not net.attaching.signatures_tell(ip_layer.TCP)
            and 0 < self.delay == float(settings.tcp_SYN_timeout)
            and self.delay < float(settings.udp_inactivity_timeout)
        )
        if not self.allowed:
            for key in list(self.waiting):
                self.make(key)

    def add(
        self,
        key: bytes,
        forward: bool,
        ts: float,
        capture: PcapFile,
        record: int,
        options: bytes,
    ) -> bool:
        """A SYN of a new connection; False if it has to go the long way."""
        net = self.net
        if options and self.weirds_wanted and has_odd_scale(options):
            return False
        if net.attaching.expects:
            return False
        timers = net.rt.timers
        uids = net.uids.skip() if self.prepares else 0
        serial, aids = timers.serial + 1, net.last_aid
        found = HalfOpen(key, ts, serial, aids, uids, capture, record)
        timers.serial += TIMERS
        port = high_port(key) if forward else low_port(key)
        net.statistics.begins(ip_layer.TCP)
        net.last_aid += net.attaching.count(port | TCP, ip_layer.TCP)
        self.waiting[key] = found
        self.queue.append(found)
        if len(self.queue) == 1:
            self._arm(found)
        return True

    def _arm(self, found: HalfOpen) -> None:
        self.net.rt.timers.put(found.ts + self.delay, found.serial, self._due)

    def _due(self) -> object:
        """Make the oldest, whose own timer is now due; it counts, this does not."""
        queue, waiting, made = self.queue, self.waiting, False
        while queue:
            found = queue[0]
            if waiting.get(found.key) is found:
                if found.ts + self.delay > self.net.rt.network_time or made:
                    self._arm(found)
                    break
                self.make(found.key)
                made = True
            queue.popleft()
        return FREE

    def make(self, key: bytes) -> Connection | None:
        """The connection of a SYN, as it would be now."""
        found = self.waiting.pop(key, None)
        if found is None:
            return None
        net, rt, timers = self.net, self.net.rt, self.net.rt.timers
        present, uids = net.present, net.uids
        kept = rt.network_time, net.packet_time, timers.serial, net.last_aid
        shown, filters, drawn = present.packet, net.filters, uids.count
        rt.network_time = net.packet_time = found.ts
        timers.serial, net.last_aid = found.serial, found.aids
        if self.prepares:
            uids.count = found.uids
        net.filters = None
        net.statistics.unmade()
        self._replay(found)
        rt.network_time, net.packet_time, timers.serial, net.last_aid = kept
        present.packet, net.filters, uids.count = shown, filters, drawn
        return net.flows.get(key)

    def _replay(self, found: HalfOpen) -> None:
        """Analyze a SYN; what handlers do with it is done at once."""
        rt = self.net.rt
        pending: Any = getattr(rt, "pending", ())  # tests may have no queue
        before = len(pending)
        self.net.layers.packet(found.capture.packet(found.record))
        events = [pending.pop() for _ in range(len(pending) - before)]
        for handler, args in reversed(events):
            # Others are wanted only since then.
            if self.prepares and handler.name == "new_connection":
                handler.run(*args)

    def at_exit(self) -> Iterator[tuple[float, int, Callable[[], Any], bool]]:
        """What still happens to each when the input ends, in order of time."""
        if not any(self.net.handler(name).wanted for name in ENDING):
            self.waiting.clear()
        for found in self.queue:
            if self.waiting.get(found.key) is found:
                due, last = found.ts + self.delay, found.serial + TIMERS - 1
                yield due, last, partial(self._end, found.key), True
        self.queue.clear()

    def _end(self, key: bytes) -> None:
        self.make(key)
        for callback in self.net.rt.timers.at_exit():
            callback()


def only_prepare(handler: EventHandler) -> bool:
    """Whether all handlers of `new_connection` are such as may run later."""
    bodies = getattr(handler, "active", ())
    paths = [f"{bundled()}/{path}" for path in PREPARING]
    return bool(bodies) and all(x.__code__.co_filename in paths for x in bodies)


def has_odd_scale(options: bytes) -> bool:
    """Whether TCP options may scale windows more than they should."""
    place = options.find(WINDOW_SCALE)
    while place >= 0:
        if options[place + 2 : place + 3] > bytes((LARGEST_SCALE,)):
            return True
        place = options.find(WINDOW_SCALE, place + 1)
    return False
