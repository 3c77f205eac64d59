"""What follows HTTP on a connection: tunnels of CONNECT, and upgrades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..children import adopt, new_child
from ..detection import Detector

if TYPE_CHECKING:
    from ..contract import Analyzer

_TAG_PREFIX = "Analyzer::ANALYZER_"


class Handover:
    """The analyzers that get what comes from now on."""

    def __init__(self, owner: Analyzer):
        self._connection = owner.connection
        self.analyzers: list[Analyzer] = []

    def detect(self) -> None:
        """Let signatures find out what comes."""
        connection = self._connection
        attaching = connection.net.attaching
        detection = attaching.detection if connection.net.options.signatures else None
        if detection is None or not detection.watches(connection.proto):
            connection.net.next_aid()
            return
        detector = Detector(connection, detection, self)
        self.attach(detector)
        if connection.detector is not None:
            detector.adopt_headers(connection.detector)

    def upgrade(self, protocol: bytes) -> None:
        """Go on with the analyzer for a protocol, if scripts know one."""
        rt = self._connection.rt
        known = rt.value("HTTP::upgrade_analyzers")
        tag = known.get(protocol, known.get(protocol.lower()))
        if tag is None:
            self.detect()
            return
        child = new_child(self._connection, tag.name.removeprefix(_TAG_PREFIX))
        if child is not None:
            self.analyzers.append(child)
        # It may be configured by what it has raised, and by handlers of the reply.
        rt.drain()

    def attach(self, analyzer: Analyzer) -> None:
        """Add an analyzer; it gets what comes after the data now being delivered."""
        adopt(self._connection, analyzer)
        self.analyzers = [*self.analyzers, analyzer]

    def detach(self, analyzer: Analyzer) -> None:
        """Take an analyzer off; it gets nothing more."""
        analyzer.removed = True
        self.analyzers = [x for x in self.analyzers if x is not analyzer]

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes for all."""
        for analyzer in self.analyzers:
            self.deliver_to(analyzer, data, is_orig)

    def deliver_to(self, analyzer: Analyzer, data: bytes, is_orig: bool) -> None:
        """Bytes for one of them."""
        if not analyzer.removed:
            self._connection.deliver_to(analyzer, data, is_orig)

    def finish(self) -> None:
        """The connection is over."""
        for analyzer in self.analyzers:
            if not analyzer.removed:
                analyzer.finish()
