"""How many packets came in, and how long they were on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..packets.columns import Columns
    from .present import PresentPacket


class Received:
    """Packets and bytes so far.

    Those of a batch that is read in columns are counted when it ends; who asks
    earlier gets what came up to the packet at hand.
    """

    __slots__ = ("packets", "bytes", "present", "batch")

    def __init__(self, present: PresentPacket):
        self.packets = self.bytes = 0
        self.present = present
        self.batch: Columns | None = None

    def add(self, length: int) -> None:
        """A packet of this length on the wire came in."""
        if self.batch is None:
            self.packets += 1
            self.bytes += length

    def begin(self, batch: Columns) -> None:
        """The packets that follow are those of a batch."""
        self.batch = batch

    def end(self, *, early: bool) -> None:
        """The batch was read, or was given up at the packet at hand."""
        if early:
            self.packets, self.bytes = self.so_far()
        elif self.batch is not None:
            packets, size = self.batch.received()
            self.packets += packets
            self.bytes += size
        self.batch = None

    def so_far(self) -> tuple[int, int]:
        """Packets and bytes up to the packet at hand."""
        if self.batch is None:
            return self.packets, self.bytes
        packets, size = self.batch.received(self.present.record)
        return self.packets + packets, self.bytes + size
