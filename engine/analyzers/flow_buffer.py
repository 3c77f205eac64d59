"""Messages out of one direction of a TCP stream: lines, and frames of known length.

A `FlowBuffer` keeps what has come and not been read. What reads is a generator, a
*unit* of the protocol: it asks for a line or a frame and goes on when there is enough.

    def unit(self, flow):
        head = yield from flow.frame(4)
        whole = yield from flow.grow(4 + int.from_bytes(head, "big"))

`Flow` begins one unit after the other. Malformed input (`ParseError`) drops the unit
and whatever came with it; the next piece begins a new unit.

It behaves as the buffers of binpac do, which Zeek's analyzers are written in: that
shows in what is left out after a CR, and in how much is held before giving up.
"""

from __future__ import annotations

from collections.abc import Callable, Generator

from .capacity import contracted, expanded
from .contract import ParseError

Unit = Generator[None, None, None]

_UNKNOWN, _LINE, _FRAME = range(3)
_CR, _LF = 13, 10


class FlowBuffer:
    """What came and was not read."""

    __slots__ = (
        "_after_cr",
        "_at",
        "_capacity",
        "_data",
        "_held",
        "_length",
        "_mode",
        "is_complete",
        "is_pending",
    )

    def __init__(self) -> None:
        self._data = b""
        self._at = 0
        self._held = bytearray()
        "The beginning of a message whose rest was not there."
        self._capacity = 0
        self._mode = _UNKNOWN
        self._length = 0
        self._after_cr = False
        self.is_complete = False
        self.is_pending = False
        "Whether anything was asked for."

    @property
    def has_data(self) -> bool:
        """Whether something is there; also what was read last."""
        return bool(self._held) or self._at < len(self._data)

    @property
    def is_ready(self) -> bool:
        """Whether what was asked for is there."""
        return self.is_complete or self._mode == _UNKNOWN

    @property
    def content(self) -> bytes:
        """What was asked for."""
        if self._held:
            return bytes(self._held)
        return self._data[self._at : self._at + self._length]

    def put(self, data: bytes) -> None:
        """The next bytes; all that came before was read or is held."""
        self._data, self._at = data, 0
        if not self.is_complete:
            self._collect()

    def gap(self) -> None:
        """Bytes are missing: what came is forgotten, a message that began is not."""
        self.put(b"")

    def discard(self) -> None:
        """Forget everything."""
        self._mode = _UNKNOWN
        self.is_complete = self.is_pending = False
        self._data, self._at, self._length = b"", 0, 0
        self._new_message()

    # Asking

    def line(self) -> Generator[None, None, bytes]:
        """The next line, without its end."""
        self._new_message()
        self._mode, self._length = _LINE, 0
        self.is_pending = True
        self._collect()
        return (yield from self._wait())

    def frame(self, length: int) -> Generator[None, None, bytes]:
        """The next so many bytes."""
        self._new_message()
        self._mode, self._length = _FRAME, length
        self.is_pending = True
        self._collect()
        return (yield from self._wait())

    def grow(self, length: int) -> Generator[None, None, bytes]:
        """The last frame with more behind it, so many bytes in all."""
        if length > self._length:
            self._mode, self._length = _FRAME, length
            self._collect()
        return (yield from self._wait())

    def _wait(self) -> Generator[None, None, bytes]:
        while not self.is_ready:
            yield
        return self.content

    # Collecting

    def _new_message(self) -> None:
        """What was read is done with."""
        if not self._held and self._mode != _UNKNOWN:
            self._at += self._length + (self._mode == _LINE)
        self._held.clear()
        self.is_complete = False
        self._capacity = contracted(self._capacity)

    def _collect(self) -> None:
        if self._mode == _LINE:
            self._collect_line()
        elif self._mode == _FRAME:
            self._collect_frame()

    def _collect_line(self) -> None:
        data = self._data
        if self._after_cr and data[self._at : self._at + 1] == b"\n":
            self._at += 1
            self._after_cr = False
        end = _line_end(data, self._at)
        if end < 0:
            self._hold(len(data))
            return
        if data[end] == _CR:
            self._after_cr = True
        if self._held:
            self._hold(end)
            self._at = end + 1
        else:
            self._length = end - self._at
        self.is_complete = True

    def _collect_frame(self) -> None:
        if self._after_cr and self._at < len(self._data):
            self._at += self._data[self._at] == _LF
            self._after_cr = False
        there = len(self._data) - self._at
        missing = self._length - len(self._held)
        self.is_complete = there >= missing
        if self._held or not self.is_complete:
            self._hold(self._at + min(there, missing))

    def _hold(self, end: int) -> None:
        """Keep what comes before `end`, as far as there may be so much."""
        piece = self._data[self._at : end]
        held = len(self._held) + len(piece)
        if held > self._capacity:
            self._capacity = expanded(held, self._capacity)
        self._held += piece
        self._at = end


def _line_end(data: bytes, start: int) -> int:
    """Where the first CR or LF is; negative if there is none."""
    lf = data.find(b"\n", start)
    cr = data.find(b"\r", start, lf if lf >= 0 else len(data))
    return cr if cr >= 0 else lf


class Flow(FlowBuffer):
    """One direction that is read by units, one after the other."""

    __slots__ = ("_begin", "_unit")

    def __init__(self, begin: Callable[[FlowBuffer], Unit]):
        super().__init__()
        self._begin = begin
        "Begins a unit."
        self._unit: Unit | None = None

    def feed(self, data: bytes) -> None:
        """The next bytes, for as many units as they hold."""
        try:
            self.put(data)
            while self.has_data and (not self.is_pending or self.is_ready):
                if self._unit is None:
                    self._unit = self._begin(self)
                if next(self._unit, self) is not self:
                    break
                self._unit = None
        except ParseError:
            self._unit = None
            self.discard()
            raise
