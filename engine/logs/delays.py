"""Records that scripts hold back: `Log::delay` and `Log::delay_finish`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..structure import Structure
from ..typesystem.types import OpaqueType
from ..values.opaque import Opaque

if TYPE_CHECKING:
    from .streams import Stream


class LogDelayToken(Opaque):
    """Proof that a record was delayed."""

    __slots__ = ("number",)
    opaque_type = OpaqueType("LogDelayToken")

    def __init__(self, number: int = 0):
        self.number = number
        "0 for a token that was handed out in vain."

    def describe(self) -> bytes:
        """What `print` shows."""
        return b"<opaque of LogDelayTokenVal>"


class Active(Structure):
    """A write that is going on."""

    stream: Stream
    record: Any
    delayed: Delayed | None = None


class Delayed(Structure):
    """A record that waits."""

    record: Any
    token: LogDelayToken
    expires: float
    holds: int = 1
    "How many times it was delayed and not yet finished."
    queued: bool = False
    callbacks: list[Callable[..., Any]] | None = None


class Delays:
    """The records of one stream that wait, in the order of their expiry."""

    def __init__(self, stream: Stream):
        self.stream = stream
        self.queue: list[Delayed] = []
        self.tokens: dict[LogDelayToken, Delayed] = {}
        self.evicting = False
        self.timer: object = None

    def hold(self, active: Active, callback: Any) -> LogDelayToken:
        """`Log::delay` of the write that is going on."""
        found = active.delayed
        if found is None:
            now = self.stream.rt.network_time
            token = self.stream.manager.next_token()
            expires = now + self.stream.max_delay_interval
            found = Delayed(active.record, token, expires)
            found.callbacks = []
            active.delayed = found
            self.tokens[found.token] = found
        else:
            found.holds += 1
        assert found.callbacks is not None
        found.callbacks.append(callback)
        return found.token

    def enqueue(self, item: Delayed) -> None:
        """The write was delayed: let the record wait."""
        item.queued = True
        self.queue.append(item)
        self.evict()
        if not item.holds:
            self.complete(item)
        elif item in self.queue:
            self._set_timer()

    def forget(self, item: Delayed) -> None:
        """Drop what is known of a record."""
        self.tokens.pop(item.token, None)
        if item in self.queue:
            self.queue.remove(item)

    def finish(self, record: Any, token: Any) -> str | None:
        """`Log::delay_finish`; what is wrong with the arguments, if anything."""
        if not isinstance(token, LogDelayToken) or not token.number:
            return "invalid Log::delay_finish() call: invalid token provided"
        item, given = self.tokens.get(token), f"token={token.number}"
        if item is None:
            return f"non-existing log record for {given} {id(record):#x}"
        if item.record is not record:
            return f"record mismatch {given} {id(record):#x} and {id(item.record):#x}"
        if not item.holds:
            return f"delay reference underflow for {given}"
        item.holds -= 1
        if item.queued and not item.holds:
            self.complete(item)
        return None

    def complete(self, item: Delayed) -> bool:
        """The wait is over: ask the callbacks, then write or delay anew."""
        stream, allowed = self.stream, True
        active = Active(stream, item.record)
        stream.active.append(active)
        try:
            for callback in item.callbacks or ():
                allowed &= stream.ask(callback, item.record, stream.id) is not False
        finally:
            stream.active.pop()
        if active.delayed is not None:
            self.forget(item)
            self.enqueue(active.delayed)
            return True
        written = stream.to_filters(item.record) if allowed else False
        self.forget(item)
        return written

    def evict(self) -> None:
        """Let go of the oldest if too many wait."""
        if self.evicting:
            return
        self.evicting = True
        tries = len(self.queue)
        while len(self.queue) > self.stream.max_delay_queue_size:
            self.complete(self.queue[0])
            tries -= 1
            if not tries:
                self.stream.rt.reporter.warning(
                    "unable to evict delayed records for stream"
                    f" {self.stream.id.name} queue_size={len(self.queue)},"
                    " all re-delayed?"
                )
                break
        self.evicting = False

    def _set_timer(self) -> None:
        if self.timer is None and self.queue:
            self.timer = object()
            timers = self.stream.rt.timers
            timers.add(self.queue[0].expires, self._expire, at_exit=True)

    def _expire(self) -> None:
        rt, self.timer = self.stream.rt, None
        while self.queue:
            if self.queue[0].expires > rt.network_time and not rt.terminating:
                break
            self.complete(self.queue[0])
        self._set_timer()

    def finish_all(self) -> None:
        """The run ends: nothing waits any longer."""
        while self.queue:
            self.complete(self.queue[0])
