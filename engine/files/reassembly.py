"""Putting the pieces of a file in order.

As with connections, bytes that came first win. A hole is given up when somebody says
that nothing more will come for it: the end of the file, a gap, or too much waiting.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Protocol

LAST_OFFSET = 0xFFFFFFFFFFFFFFFF

Block = tuple[int, int, bytes]
"First offset, offset after the last byte, the bytes."

# When so many blocks at the front are done with, their places are given back.
_WORTH_CLEARING = 1024


class Sink(Protocol):
    """The file whose content is put in order."""

    def stream(self, data: bytes) -> None:
        """The next bytes."""

    def gap(self, offset: int, length: int) -> None:
        """Bytes that will never come."""


class FileReassembler:
    """What waits of one file, from the first hole on."""

    __slots__ = ("sink", "last", "trimmed", "flushing", "held", "_blocks", "_first")

    def __init__(self, sink: Sink, offset: int):
        self.sink = sink
        self.last = offset
        "Everything before it was delivered or given up."
        self.trimmed = offset
        "Everything before it is not looked at when it comes again."
        self.flushing = False
        self.held = 0
        "Bytes that wait."
        self._blocks: list[Block] = []
        # Blocks before this one are done with; to delete each would be slow.
        self._first = 0

    def add(self, offset: int, data: bytes) -> None:
        """A piece of the file."""
        end = min(offset + len(data), LAST_OFFSET)
        start = max(offset, self.trimmed)
        if end > start:
            self._insert(start, end, data[start - offset : end - offset])
            self._advance()

    def flush(self) -> int:
        """Deliver all that waits, giving up every hole; returns what is missing."""
        if self.flushing or not self._waiting:
            return 0
        return self._give_up(self._blocks[-1][1])

    def flush_to(self, offset: int) -> None:
        """Deliver what waits up to an offset, giving up the holes before it."""
        if not self.flushing:
            self._give_up(offset)
            self.last = offset

    @property
    def _waiting(self) -> bool:
        return self._first < len(self._blocks)

    def _insert(self, start: int, end: int, data: bytes) -> None:
        """Store what no waiting block covers."""
        blocks = self._blocks
        index = bisect_right(blocks, start, lo=self._first, key=lambda b: b[0])
        at = start
        if index > self._first:
            at = max(at, blocks[index - 1][1])
        while at < end:
            following = blocks[index][0] if index < len(blocks) else end
            upto = min(following, end)
            if at < upto:
                blocks.insert(index, (at, upto, data[at - start : upto - start]))
                self.held += upto - at
                index += 1
            if upto == end:
                return
            at = blocks[index][1]
            index += 1

    def _advance(self) -> None:
        """Deliver the blocks that have become the next ones."""
        blocks = self._blocks
        while self._waiting and blocks[self._first][0] <= self.last:
            start, end, data = blocks[self._first]
            self._first += 1
            self.held -= end - start
            if start == self.last:
                self.last = end
                self.sink.stream(data)
        if self._first > _WORTH_CLEARING or not self._waiting:
            del blocks[: self._first]
            self._first = 0
        self.trimmed = self.last

    def _give_up(self, upto: int) -> int:
        missing = 0
        self.flushing = True
        while self._waiting and self._blocks[self._first][0] < upto:
            missing += self._gap(self._blocks[self._first][0])
            self._advance()
        missing += self._gap(upto)
        self._advance()
        self.trimmed = upto
        self.flushing = False
        return missing

    def _gap(self, upto: int) -> int:
        length = upto - self.last
        if length <= 0:
            return 0
        self.sink.gap(self.last, length)
        self.last = upto
        return length
