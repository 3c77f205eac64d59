"""Lines out of one direction of a TCP stream, for protocols made of text.

An analyzer has one `ContentLine` for each direction. It gives it what comes with
`deliver` and gets back lines without their ends, or, for as many bytes as it asked
for with `set_plain_delivery`, what came as it is. CR, LF and CRLF end a line, unless
the analyzer chooses otherwise. Lines that do not end are cut at a limit.

How it counts follows Zeek's analyzer of that name, which shows in where it begins and
ends to skip: `seq` counts a piece twice that was read as lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .tcp_endpoint import PARTIAL, TcpEndpoint

if TYPE_CHECKING:
    from .conn import Connection
    from .contract import Analyzer

CR_AS_EOL = 1
LF_AS_EOL = 2

MAX_LINE_LENGTH = 16 * 1024 * 1024 - 100
"Longest line that is kept; longer ones are cut."
MIN_LINE_LENGTH = 128
"Shorter limits than this do not count."

NO_SIZE = -1

_CR, _LF, _NUL = 13, 10, 0
_ENDS = re.compile(rb"[\r\n]")
_ENDS_OR_NUL = re.compile(rb"[\r\n\0]")

Receiver = Callable[[bytes, bool], object]
"Takes a line or a piece of data, and whether it is the originator's."


def _ignore(data: bytes, is_orig: bool) -> None:
    """What nobody asked for."""


class ContentLine:
    """One direction, cut into lines."""

    __slots__ = (
        "_delivered",
        "_held",
        "_last",
        "_limit",
        "_owner",
        "_line",
        "_plain",
        "_seq",
        "_skip_pending",
        "_skip_to",
        "_skipped",
        "delivery_size",
        "eol",
        "flags_nul",
        "is_orig",
        "is_plain",
        "plain_length",
        "remaining",
        "skip_deliveries",
        "skip_partial",
        "suppress_weirds",
    )

    def __init__(
        self,
        owner: Analyzer,
        is_orig: bool,
        line: Receiver,
        *,
        plain: Receiver = _ignore,
        skipped: Callable[[int, int, bool], object] | None = None,
        max_line_length: int = MAX_LINE_LENGTH,
    ):
        self._owner = owner
        self._line = line
        self._plain = plain
        self._skipped = skipped
        "Is told position, length and direction of what was skipped on request."
        self._limit = max(max_line_length, MIN_LINE_LENGTH)
        self.is_orig = is_orig
        self.eol = CR_AS_EOL | LF_AS_EOL
        "Which characters end a line by themselves; CRLF always does."
        self.flags_nul = False
        "Whether a NUL is reported, and left out, the first time."
        self.suppress_weirds = False
        self.skip_partial = False
        "Whether connections are ignored whose beginning was missed."
        self.skip_deliveries = False
        "Whether everything is ignored."
        self.is_plain = False
        "Whether what is being delivered is no line."
        self.plain_length = 0
        "How much is yet to be delivered as it is."
        self.delivery_size = NO_SIZE
        "After how much data a line is over even without its end."
        self.remaining = 0
        "How much of the piece at hand follows what is being delivered."
        self._held = bytearray()
        self._last = 0
        self._seq = self._delivered = 0
        self._skip_to = self._skip_pending = 0

    @property
    def connection(self) -> Connection:
        """The connection that the lines are from."""
        return self._owner.connection

    @property
    def has_partial_line(self) -> bool:
        """Whether a line has begun and not ended."""
        return bool(self._held)

    def flip(self) -> None:
        """Originator and responder change places."""
        self.is_orig = not self.is_orig

    # What the analyzer wants next

    def set_plain_delivery(self, length: int) -> None:
        """Deliver that many bytes as they are."""
        self.plain_length = length

    def set_delivery_size(self, length: int) -> None:
        """End the line after that much data; `NO_SIZE` for never."""
        self.delivery_size = length

    def skip_after_line(self, length: int) -> None:
        """Leave out that many bytes, after the LF that may follow a CR."""
        if self._last == _CR:
            self._skip_pending = length
        else:
            self._skip(length)

    def _skip(self, length: int) -> None:
        self._skip_pending = 0
        self._skip_to = self._delivered + length

    def is_skipped(self, seq: int, length: int) -> bool:
        """Whether a gap lies in what was to be left out anyway."""
        return seq + length <= self._skip_to

    # What comes

    def deliver(self, data: bytes) -> None:
        """The next bytes."""
        if not data or self.skip_deliveries:
            return
        if self.skip_partial and getattr(self.connection, "partial", False):
            return
        if self.delivery_size > 0:
            self.delivery_size -= len(data)
        if self.plain_length >= len(data) and self._last != _CR:
            self._delivered = self._seq
            self._deliver_plain(data, 0)
        else:
            self._read(data)
        if self.delivery_size == 0:
            if self._held:
                self._weird("line_terminated_without_CRLF")
                self._read(b"\r\n")
            self.delivery_size = NO_SIZE
        self._seq += len(data)

    def end(self) -> None:
        """The direction was closed: what there is of a line is one."""
        if self._held:
            self.deliver(b"\n")

    def _read(self, data: bytes) -> None:
        self._delivered = self._seq
        at, end = 0, len(data)
        while at < end and not self.skip_deliveries:
            if self.eol & CR_AS_EOL and self._last == _CR and data[at] == _LF:
                # The CR has ended the line already.
                self._last = _LF
                at += 1
                self._seq += 1
                self._delivered += 1
            if self.plain_length > 0 and at < end:
                at = self._deliver_plain(data, at)
                if at == end:
                    return
            if self._skip_pending > 0:
                self._skip(self._skip_pending)
            if self._seq < self._skip_to:
                at = self._skip_data(at, end)
            if at < end:
                after = self._read_line(data, at)
                self._seq += after - at
                at = after

    def _deliver_plain(self, data: bytes, at: int) -> int:
        after = min(at + self.plain_length, len(data))
        self._last = 0
        self.plain_length -= after - at
        self.remaining = len(data) - after
        self.is_plain = True
        self._forward(self._plain, data[at:after])
        self.is_plain = False
        return after

    def _skip_data(self, at: int, end: int) -> int:
        length = min(self._skip_to - self._seq, end - at)
        if self._skipped is not None:
            self._skipped(self._seq, length, self.is_orig)
        self._seq += length
        self._delivered += length
        return at + length

    def _forward(self, receiver: Receiver, data: bytes) -> None:
        if not self._owner.removed:
            receiver(data, self.is_orig)

    # Lines

    def _read_line(self, data: bytes, at: int) -> int:
        """Read up to the end of a line, or of the data; where that is."""
        start, ends = at, _ENDS_OR_NUL if self.flags_nul else _ENDS
        while True:
            found = ends.search(data, at)
            place = found.start() if found else len(data)
            full = at + self._limit - len(self._held)
            if full < place or (found and full == place):
                return self._cut(data, at, start, full)
            if place > at:
                self._keep(data, at, place)
            if not found:
                return place
            if self._ends_line(data, place):
                place += data.startswith(b"\r\n", place)
                self._emit(data, start, place)
                return place + 1
            at = place + 1
            if at == len(data):
                return at
            ends = _ENDS_OR_NUL if self.flags_nul else _ENDS

    def _keep(self, data: bytes, at: int, place: int) -> None:
        """Characters that mean nothing."""
        if self._last == _CR:
            self._singular_cr()
        self._held += data[at:place] if at or place < len(data) else data
        self._last = data[place - 1]

    def _ends_line(self, data: bytes, place: int) -> bool:
        """Whether the character there ends the line; if not, it is part of it."""
        last, char = self._last, data[place]
        if char == _CR:
            if self.eol & CR_AS_EOL or data.startswith(b"\n", place + 1):
                return True
            self._held.append(char)
        elif char == _LF:
            if last == _CR:
                if self._held:
                    del self._held[-1]
                    return True
                # The CR was a line's end when it came, and LF was one, too.
                self._last = char
                return False
            if self.eol & LF_AS_EOL:
                return True
            self._singular("LF")
            self._held.append(char)
        else:
            self._check_nul()
        if last == _CR:
            self._singular_cr()
        self._last = char
        return False

    def _emit(self, data: bytes, start: int, place: int) -> None:
        """The line is over with the character there."""
        line = bytes(self._held)
        self._held.clear()
        self._delivered = self._seq + place + 1 - start
        self._last = data[place]
        self.remaining = len(data) - place - 1
        self._forward(self._line, line)

    def _cut(self, data: bytes, at: int, start: int, full: int) -> int:
        """The line is too long: its last characters are lost."""
        if full > at:
            self._keep(data, at, full)
        self._weird("contentline_size_exceeded")
        del self._held[self._limit - 1 :]
        self._emit(data, start, full)
        return full + 1

    # What is odd

    def _check_nul(self) -> None:
        conn = self.connection
        side = conn.orig if self.is_orig else conn.resp
        if not isinstance(side, TcpEndpoint):
            return
        if side.state == PARTIAL and side.last_seq - side.start_seq <= 2:
            return  # the byte that keeps an old connection alive
        self._flag("NUL_in_line")
        self.flags_nul = False

    def _singular_cr(self) -> None:
        self._singular("CR")

    def _singular(self, which: str) -> None:
        self._flag(f"line_terminated_with_single_{which}")

    def _flag(self, name: str) -> None:
        """An oddity that is told once of a connection."""
        if not self.suppress_weirds and self.connection.flag(name):
            self._weird(name)

    def _weird(self, name: str) -> None:
        self.connection.weird(name, source="CONTENTLINE")
