"""The stream of each side, up to where it is encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...files import EVENTS as FILE_EVENTS
from ..children import new_child
from ..contract import Analyzer, ParseError
from ..flow_buffer import Flow, FlowBuffer, Unit
from .packets import EVENTS as PACKET_EVENTS
from .packets import Packets

if TYPE_CHECKING:
    from ..conn import Connection

_HEADER = 4
"Version, a reserved byte and the length (RFC 1006 6)."


class RDPAnalyzer(Analyzer):
    """Both sides of a session."""

    name = "RDP"
    EVENTS = (
        *PACKET_EVENTS,
        "rdp_begin_encryption",
        "rdp_native_encrypted_data",
        *FILE_EVENTS,
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._packets = Packets(self)
        self._flows = {True: Flow(self._unit), False: Flow(self._unit)}
        self._had_gap = False
        self._method: int | None = None
        "How the rest is encrypted: 0 by RDP itself, others by TLS."
        self._child: Analyzer | None = None

    def go_encrypted(self, method: int) -> None:
        """What comes with the next segment is encrypted."""
        self._method = method
        self.connection.event("rdp_begin_encryption", method)

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One segment."""
        if self._had_gap or getattr(self.connection, "partial", False):
            return
        if self._method is None:
            try:
                self._flows[is_orig].feed(data)
            except ParseError as error:
                self.connection.violation(self, str(error))
        elif self._method:
            self._encrypted(data, is_orig)
        else:
            length = len(data)
            self.connection.event("rdp_native_encrypted_data", is_orig, length)

    def _encrypted(self, data: bytes, is_orig: bool) -> None:
        if not self._tls_began:
            self._tls_began = True
            self._child = new_child(self.connection, "SSL")
        if self._child is not None and not self._child.removed:
            self.connection.deliver_to(self._child, data, is_orig)

    _tls_began = False

    def _unit(self, flow: FlowBuffer) -> Unit:
        """One packet (RFC 1006 6)."""
        head = yield from flow.frame(_HEADER)
        length = int.from_bytes(head[2:], "big")
        self._packets.read((yield from flow.grow(length)))

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more."""
        self._had_gap = True

    def finish(self) -> None:
        """The connection is over."""
        if self._child is not None:
            self._child.finish()
