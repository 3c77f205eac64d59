"""The network time at which events were queued, kept where a script asks for it.

With `EventMetadata::add_network_timestamp` every entry of the event queue carries
the time of its making; a scheduled event the time for which it was due.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .state import Runtime


class StampedQueue(deque[Any]):
    """An event queue that notes the time of each entry."""

    def __init__(self, rt: Runtime) -> None:
        super().__init__()
        self.rt = rt
        self.times: deque[float] = deque()
        self.due: float | None = None

    def append(self, entry: Any) -> None:
        """Put an event into the queue."""
        now = self.rt.network_time
        self.times.append(now if self.due is None else min(self.due, now))
        super().append(entry)

    def popleft(self) -> Any:
        """Take the next event, whose time becomes that of the event at hand."""
        self.rt.services["event_time"] = self.times.popleft()
        return super().popleft()


def stamp_events(rt: Runtime) -> None:
    """From now on note when events are queued."""
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
