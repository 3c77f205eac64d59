"""Putting the bytes of one TCP direction in order.

Sequence numbers are relative: the first byte of data is 1. A stream knows three
positions. `trim`: everything before it is acknowledged and forgotten. `last`:
everything before it was delivered, or given up as a gap. Beyond `last` lie the
blocks that wait for a hole to be filled, in order and without overlaps; bytes
that came first win. A hole is given up when the receiver acknowledges what
comes after it: then the capture lost it, not the network.

Memory is bounded by the limits that Zeek has: a stream that holds too much
without acknowledgements is abandoned.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Protocol

Block = tuple[int, int, bytes]
"First position, position after the last byte, the bytes."


class Sink(Protocol):
    """Who gets what a stream puts in order."""

    def data(self, stream: Stream, seq: int, length: int, data: bytes) -> None:
        """The next bytes; empty `data` with a length where nobody reads them."""

    def gap(self, stream: Stream, seq: int, length: int) -> None:
        """Bytes that will never come."""

    def overlap(self, stream: Stream, old: bytes, new: bytes) -> None:
        """Bytes that came again, only if the stream keeps what was delivered."""


class Stream:
    """One direction of a connection."""

    __slots__ = (
        "blocks",
        "had_gap",
        "is_orig",
        "kept",
        "last",
        "saw_eof",
        "sink",
        "skip",
        "trim",
    )

    def __init__(self, sink: Sink, is_orig: bool, keep: bool):
        self.sink = sink
        self.is_orig = is_orig
        self.last = 1
        self.trim = 1
        self.blocks: list[Block] = []
        self.kept: list[Block] | None = [] if keep else None
        "Delivered blocks that are not acknowledged yet, to compare copies with."
        self.skip = False
        "Nothing more is put in order."
        self.had_gap = False
        self.saw_eof = False

    @property
    def has_blocks(self) -> bool:
        """Whether data waits for a hole to be filled or for its acknowledgement."""
        return bool(self.blocks) or self.last > self.trim

    @property
    def above_hole(self) -> int:
        """How far the data waiting for a hole reaches."""
        return self.blocks[-1][1] - self.last if self.blocks else 0

    @property
    def held(self) -> int:
        """How many bytes are waiting, for a hole or for an acknowledgement."""
        waiting = sum(upper - seq for seq, upper, _ in self.blocks)
        return waiting + max(self.last - self.trim, 0)

    def abandon(self) -> None:
        """Forget everything and ignore what comes."""
        self.blocks.clear()
        if self.kept is not None:
            self.kept.clear()
        self.trim = max(self.trim, self.last)
        self.skip = True

    def add(self, seq: int, length: int, data: bytes) -> None:
        """A segment's bytes, none of them acknowledged yet."""
        upper = seq + length
        if length <= 0 or upper <= self.trim:
            return
        if self.kept is not None:
            self._compare(seq, upper, data)
        start = max(seq, self.trim, self.last)
        if upper <= start:
            return
        if start != seq:
            data = data[start - seq :]
        if start == self.last and not self.blocks:
            self._deliver(start, upper, data)
            return
        self._insert(start, upper, data)
        self._advance()

    def _compare(self, seq: int, upper: int, data: bytes) -> None:
        assert self.kept is not None
        if self.kept and seq == self.kept[-1][1] and not self.blocks:
            return
        for first, after, old in [*self.kept, *self.blocks]:
            low, high = max(first, seq), min(after, upper)
            if low < high:
                before = old[low - first : high - first]
                self.sink.overlap(self, before, data[low - seq : high - seq])

    def _insert(self, seq: int, upper: int, data: bytes) -> None:
        """Store the parts that no waiting block covers."""
        index = bisect_right(self.blocks, seq, key=lambda block: block[0])
        if index and self.blocks[index - 1][1] > seq:
            covered = self.blocks[index - 1][1]
            if covered >= upper:
                return
            data = data[covered - seq :]
            seq = covered
        while index < len(self.blocks) and self.blocks[index][0] < upper:
            first, after, _ = self.blocks[index]
            if seq < first:
                self.blocks.insert(index, (seq, first, data[: first - seq]))
                index += 1
            if after >= upper:
                return
            data = data[after - seq :]
            seq = after
            index += 1
        self.blocks.insert(index, (seq, upper, data))

    def _advance(self) -> None:
        """Deliver the blocks that have become contiguous."""
        blocks = self.blocks
        while blocks and blocks[0][0] <= self.last:
            seq, upper, data = blocks.pop(0)
            if upper > self.last:
                if seq < self.last:
                    data = data[self.last - seq :]
                self._deliver(self.last, upper, data)

    def _deliver(self, seq: int, upper: int, data: bytes) -> None:
        self.last = upper
        if self.kept is not None:
            self.kept.append((seq, upper, data))
        if not self.skip:
            self.sink.data(self, seq, upper - seq, data)

    def acknowledge(self, seq: int, ignore_start: bool) -> None:
        """Everything before `seq` has arrived at the receiver.

        `ignore_start` is set for connections whose beginning was not seen: a
        missing first byte or two are then an artefact, not a gap.
        """
        if seq <= self.trim:
            return
        if seq > self.last:
            self._give_up(seq, ignore_start)
        self._advance()
        self.trim = max(self.trim, seq)
        kept = self.kept
        if kept:
            count = 0
            while count < len(kept) and kept[count][1] <= seq:
                count += 1
            del kept[:count]

    def _give_up(self, seq: int, ignore_start: bool) -> None:
        if seq <= 2 and ignore_start:
            return
        if not self.skip:
            while self.blocks and self.blocks[0][0] < seq:
                self._gap(self.blocks[0][0])
                self._advance()
            if seq > self.last:
                self._gap(seq)
        self.last = max(self.last, seq)

    def _gap(self, upto: int) -> None:
        seq, length = self.last, upto - self.last
        self.sink.gap(self, seq, length)
        self.had_gap = True
        self.last = max(self.last, upto)

    def release(self) -> None:
        """Do not wait for acknowledgements of what was delivered."""
        self.trim = max(self.trim, self.last)
        if self.kept:
            self.kept.clear()
