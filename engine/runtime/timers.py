"""Timers on network time."""

from __future__ import annotations

import heapq
from collections.abc import Callable

Callback = Callable[[], object]

Entry = tuple[float, int, Callback, bool]
"When, in which order, what, and whether also at the end of the input."

FREE = object()
"What a callback returns that does not count as one."


class Timers:
    """Callbacks by time; equal times in order of creation.

    `at_exit` marks those that still run when the input ends, as scheduled
    events do.
    """

    __slots__ = ("heap", "serial", "limit")

    def __init__(self) -> None:
        self.heap: list[Entry] = []
        self.serial = 0
        self.limit = 300
        "How many run in one go; 0 is all that are due."

    def add(self, ts: float, callback: Callback, *, at_exit: bool = False) -> None:
        """Call back once network time reaches `ts`."""
        self.serial += 1
        heapq.heappush(self.heap, (ts, self.serial, callback, at_exit))

    def put(self, ts: float, serial: int, callback: Callback) -> None:
        """Call back as one who was added when `serial` was reached."""
        heapq.heappush(self.heap, (ts, serial, callback, False))

    def expire(self, now: float) -> None:
        """Run what is due, as many as Zeek does in one go."""
        heap, budget = self.heap, self.limit
        while heap and heap[0][0] <= now:
            if heapq.heappop(heap)[2]() is not FREE:
                budget -= 1
                if not budget:
                    break

    def has_events(self) -> bool:
        """Whether something is left that calls a script."""
        return any(w or getattr(c, "calls", False) for _, _, c, w in self.heap)

    def is_due(self, now: float) -> bool:
        """Whether a timer would run now."""
        return bool(self.heap) and self.heap[0][0] <= now

    def take_at_exit(self) -> list[Entry]:
        """Take out what still runs at the end, in order of time."""
        rest = sorted(self.heap)
        self.heap.clear()
        return [entry for entry in rest if entry[3]]

    def at_exit(self) -> list[Callback]:
        """The callbacks of `take_at_exit`."""
        return [callback for _, _, callback, _ in self.take_at_exit()]
