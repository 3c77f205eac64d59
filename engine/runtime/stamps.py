"""When and by whom events were queued, kept where a script asks for it.

With `EventMetadata::add_network_timestamp` every entry of the event queue carries
the time of its making; a scheduled event the time for which it was due. Where a
script calls `current_analyzer`, it carries the number of the analyzer that raised it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .state import Runtime


class StampedQueue(deque[Any]):
    """An event queue that notes the time and the analyzer of each entry."""

    def __init__(self, rt: Runtime) -> None:
        super().__init__()
        self.rt = rt
        self.notes: deque[tuple[float, int]] = deque()
        self.due: float | None = None

    def append(self, entry: Any) -> None:
        """Put an event into the queue."""
        now = self.rt.network_time
        when = now if self.due is None else min(self.due, now)
        self.notes.append((when, self._analyzer()))
        super().append(entry)

    def _analyzer(self) -> int:
        """The number of the analyzer at work, 0 if none is."""
        network = self.rt.services.get("network")
        delivering = None if network is None else network.delivering
        return 0 if delivering is None else int(delivering.aid)

    def popleft(self) -> Any:
        """Take the next event, which becomes the event at hand."""
        services = self.rt.services
        services["event_time"], services["current_analyzer"] = self.notes.popleft()
        return super().popleft()


def stamp_events(rt: Runtime) -> None:
    """From now on note when and by whom events are queued."""
    queue = StampedQueue(rt)
    for entry in rt.pending:
        queue.append(entry)
    rt.pending = queue
    for bodies in rt.names.all_bodies():
        if hasattr(bodies, "pending"):
            bodies.pending = queue


def queue_due(rt: Runtime, ts: float, handler: Any, args: tuple[Any, ...]) -> None:
    """Queue a scheduled event."""
    queue = rt.pending
    if not isinstance(queue, StampedQueue):
        handler.queue(*args)
        return
    queue.due = ts
    handler.queue(*args)
    queue.due = None
