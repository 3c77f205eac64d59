"""NetBIOS session messages ([RFC 1002] 4.3.1): how SMB is cut out of TCP.

Each message has a byte of type and three of length before it. A message is
handed on when it is complete; until then its pieces are held, or only counted
when `keeps` says that nothing behind the first piece will be looked at.

The bookkeeping follows Zeek's parser in three points that show in the events:

- A message that comes in pieces is copied to a buffer which grows by doubling;
  what would grow it past 10 MiB is an error.
- After a gap the buffers of both directions are emptied, yet a direction that
  had begun to wait for a message goes on waiting: its next data are an error.
- After an error the direction starts afresh.
"""

from __future__ import annotations

from collections.abc import Callable

from ..capacity import contracted, expanded
from ..contract import ParseError
from ..layout import out_of_bound

HEADER_LENGTH = 4
SESSION_MESSAGE = 0

# Receives a complete message: its bytes (or its first ones), begin and end.
Deliver = Callable[[bytes, int, int], None]
# Says of a first piece whether the rest of the message will be looked at.
Keeps = Callable[[bytes, int], bool]


def _nobody(data: bytes, at: int, end: int) -> None:
    """Takes the messages of a stream that has stopped."""


def _nothing(first: bytes, needed: int) -> bool:
    return False


class SessionStream:
    """One direction of a connection, cut into session messages."""

    __slots__ = (
        "deliver",
        "keeps",
        "pieces",
        "held",
        "needed",
        "counting",
        "started",
        "stale",
        "_capacity",
    )

    def __init__(self, deliver: Deliver, keeps: Keeps):
        self.deliver = deliver
        self.keeps = keeps
        self.pieces: list[bytes] = []
        self.held = 0
        # The length of the message under way, 0 until its header is there.
        self.needed = 0
        # Whether the message's bytes are only counted.
        self.counting = False
        # Whether a message is awaited, and whether what came of it was forgotten.
        self.started = False
        self.stale = False
        self._capacity = 0

    def restart(self) -> None:
        """Start afresh: nothing held, nothing awaited."""
        self._empty()
        self.started = False
        self.stale = False

    def stop(self) -> None:
        """Hand on nothing more."""
        self._empty()
        self.deliver, self.keeps = _nobody, _nothing

    def discard(self) -> None:
        """Forget what is held; what was awaited is awaited still."""
        self._capacity = contracted(self._capacity)
        self.stale = self.started
        body_awaited = self.needed > 0
        self._empty()
        self.needed = int(body_awaited)

    def _empty(self) -> None:
        self.pieces = []
        self.held = 0
        self.needed = 0
        self.counting = False

    def feed(self, data: bytes) -> None:
        """Take the next bytes, handing on the messages that they complete."""
        if self.held:
            held = self.held + len(data)
            if held < self.needed:
                self._hold(data)
                return
            data = self._joined(data)
            if not data:
                return
        elif self.stale:
            raise self._stale_error()
        self.started = True
        self._cut(data)

    def _cut(self, data: bytes) -> None:
        """Hand on the messages that begin in these bytes, and hold the rest."""
        at = 0
        size = len(data)
        while at + HEADER_LENGTH <= size:
            after = at + HEADER_LENGTH + int.from_bytes(data[at + 1 : at + 4], "big")
            if after > size:
                self._begin(data[at:], after - at)
                return
            if data[at] == SESSION_MESSAGE:
                self.deliver(data, at + HEADER_LENGTH, after)
            at = after
        if at < size:
            self._hold(data[at:])

    def _begin(self, first: bytes, needed: int) -> None:
        """Hold the first piece of a message, its header complete."""
        self.needed = needed
        self.counting = first[0] != SESSION_MESSAGE or not self.keeps(first, needed)
        self._hold(first)

    def _hold(self, data: bytes) -> None:
        held = self.held + len(data)
        if held > self._capacity:
            self._capacity = expanded(held, self._capacity)
        if not self.counting or not self.held:
            self.pieces.append(data)
        self.held = held

    def _joined(self, data: bytes) -> bytes:
        """Complete the message held, and return what follows it.

        While the header itself is incomplete, returns all as if newly come.
        """
        if not self.needed:
            whole = b"".join(self.pieces) + data
            if len(whole) < HEADER_LENGTH:
                self._hold(data)
                return b""
            self._empty()
            return whole
        missing = self.needed - self.held
        needed = self.needed
        self._hold(data[:missing])
        message = self.pieces[0] if self.counting else b"".join(self.pieces)
        self._capacity = contracted(self._capacity)
        self._empty()
        if message[0] == SESSION_MESSAGE:
            self.deliver(message, HEADER_LENGTH, needed)
        return data[missing:]

    def _stale_error(self) -> ParseError:
        """What Zeek's parser finds when it goes on in an emptied buffer."""
        if self.needed:
            return out_of_bound("SMB_TCP:message_type", 1, 0)
        return out_of_bound("uint24", 3, -1)
