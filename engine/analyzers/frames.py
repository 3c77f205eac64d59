"""A stream cut into frames, each with a header that says how long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .capacity import CONTRACT_FROM, expanded


class Frames:
    """One direction of a stream.

    `length` gets what there is from a header on and says how long the whole frame is,
    with its header. It is asked once for each frame.
    """

    __slots__ = ("_capacity", "_header", "_held", "_length", "_needed")

    def __init__(self, header: int, length: Callable[[bytes, int], int]):
        self._header = header
        self._length = length
        self._held = bytearray()
        self._needed = 0
        self._capacity = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The frames that end in the next bytes."""
        held = self._held
        if held:
            held += data
            if len(held) < (self._needed or self._header):
                self._bound(len(held))
                return
            data = bytes(held)
            held.clear()
        at, end = 0, len(data)
        while end - at >= self._header:
            needed = self._needed or max(self._length(data, at), self._header)
            if end - at < needed:
                self._needed = needed
                break
            self._needed = 0
            if self._capacity >= CONTRACT_FROM:
                self._capacity = 0
            yield data[at : at + needed]
            at += needed
        if at < end:
            self._held += data[at:]
            self._bound(end - at)

    def clear(self) -> None:
        """Forget what was collected; a frame begins with the next byte."""
        self._held.clear()
        self._needed = 0

    def _bound(self, held: int) -> None:
        """Give up a frame that is too long to be held."""
        if held > self._capacity:
            self._capacity = expanded(held, self._capacity)
