"""Timers on network time."""

from __future__ import annotations

import heapq
from collections.abc import Callable

Callback = Callable[[], object]


class Timers:
    """Callbacks by time; equal times in order of creation.

    `at_exit` marks those that still run when the input ends, as scheduled
    events do.
    """

    __slots__ = ("heap", "serial", "limit")

    def __init__(self) -> None:
        self.heap: list[tuple[float, int, Callback, bool]] = []
        self.serial = 0
        self.limit = 300

    def add(self, ts: float, callback: Callback, *, at_exit: bool = False) -> None:
        """Call back once network time reaches `ts`."""
        self.serial += 1
        heapq.heappush(self.heap, (ts, self.serial, callback, at_exit))

    def expire(self, now: float) -> None:
        """Run what is due, as many as Zeek does in one go."""
        heap, budget = self.heap, self.limit
        while heap and heap[0][0] <= now:
            callback = heapq.heappop(heap)[2]
            callback()
            budget -= 1
            if not budget:
                break

    def has_events(self) -> bool:
        """Whether scheduled events are left, not just the care of tables."""
        return any(wanted for _, _, _, wanted in self.heap)

    def at_exit(self) -> list[Callback]:
        """Take out what still runs at the end, in order of time."""
        rest, self.heap = sorted(self.heap), []
        return [callback for _, _, callback, wanted in rest if wanted]
