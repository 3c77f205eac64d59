"""Which analyzers a connection begins with.

Those that a script expects on it come first; where none is expected, those that
scripts registered for the responder's port. Behind them stands what shows the traffic
to signatures. An analyzer that nobody needs is not made, but takes up its number, so
that the others have those that Zeek gives them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..packets import ip as ip_layer
from ..values.port import TCP, Port
from .conn import address
from .contract import Analyzer
from .detection import Detection, Detector
from .registry import ANALYZERS

if TYPE_CHECKING:
    from .conn import Connection
    from .expected import Expected
    from .network import Network

TAG_PREFIX = "Analyzer::ANALYZER_"

DETECTED = (ip_layer.TCP, ip_layer.UDP)
"""Protocols above IP for which Zeek looks for others by their first bytes."""


class Slot(NamedTuple):
    """An analyzer that a connection would have."""

    name: str
    cls: type[Analyzer] | None
    "None if nobody needs it, or it is not there yet."
    numbers: int = 1
    "How many numbers it takes up, with its supporters."


class Attaching:
    """What is registered, expected and told by signatures in a run."""

    def __init__(self, net: Network):
        self.net = net
        self._ports: dict[int, tuple[Slot, ...]] = {}
        self._classes: dict[str, type[Analyzer] | None] = {}
        self._numbers: dict[str, int] = {}
        self._detection: Detection | None = None
        self._watched: dict[int, bool] = {}
        "By protocol, whether signatures are shown the traffic."

    def changed(self) -> None:
        """Scripts registered ports or switched analyzers on or off."""
        self._ports.clear()
        self._watched.clear()

    # What there is

    def analyzer(self, name: str) -> type[Analyzer] | None:
        """The analyzer of a short name; none if nobody needs it or it is off."""
        if name not in self._classes:
            spec = ANALYZERS.get(name)
            cls = spec.load() if spec is not None else None
            self._numbers[name] = 1 + (cls.supporters if cls is not None else 0)
            self._classes[name] = cls if cls and self._is_needed(cls) else None
        return None if self._is_off(name) else self._classes[name]

    def _service(self, name: str) -> Any:
        return getattr(self.net.rt, "services", {}).get(name)

    def _is_off(self, name: str) -> bool:
        off = self.net.off
        return bool(off) and TAG_PREFIX + name in off

    def _is_needed(self, cls: type[Analyzer]) -> bool:
        options = self.net.options
        if options.analyze_all or cls.name in options.force:
            return True
        return any(self.net.handler(event).wanted for event in cls.EVENTS)

    # By ports

    def for_port(self, port: int) -> tuple[Slot, ...]:
        """The analyzers of connections to a port."""
        found = self._ports.get(port)
        if found is None:
            names = self._registered(port)
            found = self._ports[port] = tuple(self._slots(names, port))
        return found

    def _registered(self, port: int) -> Iterable[str]:
        if self.net.settings.dpd_ignore_ports:
            return ()
        names: Iterable[str] = self.net.rt.analyzer_ports.get(Port(port), ())
        return [name.removeprefix(TAG_PREFIX) for name in names]

    def _slots(self, names: Iterable[str], port: int) -> list[Slot]:
        # Only streams are prepared for an analyzer.
        is_stream = port & ~0xFFFF == TCP
        return [
            Slot(name, self.analyzer(name), self._numbers[name] if is_stream else 1)
            for name in sorted(names)
            if not self._is_off(name)
        ]

    def count(self, port: int, proto: int) -> int:
        """How many analyzers Zeek makes for a new connection."""
        own = sum(slot.numbers for slot in self.for_port(port))
        return 2 + (proto in DETECTED) + own

    # Connections

    @property
    def expects(self) -> bool:
        """Whether scripts expect connections."""
        expected: Expected | None = self._service("expected_analyzers")
        return expected is not None and bool(expected.entries)

    def begin(self, conn: Connection) -> None:
        """Attach what a new connection begins with."""
        net = self.net
        if conn.proto in DETECTED:
            net.next_aid()  # for what looks for other protocols
        slots = self._scheduled(conn) if self.expects else ()
        if not slots:
            slots = self.for_port(conn.resp.port | conn.transport)
        for _, cls, numbers in slots:
            if cls is None:
                net.last_aid += numbers
            else:
                conn.attach(cls(conn))
        net.next_aid()  # for what counts the packets
        if net.options.signatures:
            self._watch(conn)

    def flipped(self, conn: Connection) -> None:
        """Roles were changed: attach what scripts expect of the new ones."""
        if not self.expects:
            return
        for _, cls, numbers in self._scheduled(conn):
            if cls is None:
                self.net.last_aid += numbers
            elif not any(isinstance(x, cls) for x in conn.analyzers):
                conn.attach(cls(conn))

    def _scheduled(self, conn: Connection) -> tuple[Slot, ...]:
        """The analyzers that scripts expect on a connection, which they are told."""
        port = Port(conn.resp.port | conn.transport)
        ends = address(conn.orig.addr), address(conn.resp.addr), port
        expected: Expected = self._service("expected_analyzers")
        found = tuple(self._slots(expected.find(*ends, now=self.net.now), port))
        for slot in found:
            conn.event("scheduled_analyzer_applied", self.net.tag(slot.name))
        return found

    # Signatures

    def _watch(self, conn: Connection) -> None:
        """Show the traffic to signatures, if any of them may match it."""
        detection = self.detection
        watched = self._watched.get(conn.proto)
        if watched is None:
            watched = detection.watches(conn.proto) and detection.may_tell
            self._watched[conn.proto] = watched
        if watched:
            conn.detector = Detector(conn, detection)
            conn.analyzers = [*conn.analyzers, conn.detector]

    @property
    def detection(self) -> Detection:
        """The signatures, as far as anybody is interested in what they do."""
        if self._detection is None:
            self._detection = Detection(self.net, self.net.options.signatures)
        return self._detection

    def signatures_tell(self, proto: int) -> bool:
        """Whether signatures may do more to such connections than attach analyzers."""
        if not self.net.options.signatures:
            return False
        return not self.detection.only_enables and self.detection.watches(proto)
