"""What TCP connections carry, as events: no protocol at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .contract import Analyzer

if TYPE_CHECKING:
    from .conn import Connection

FIRST = 1
"Where the data of a direction begins."


class StreamEventAnalyzer(Analyzer):
    """Raises an event for each piece of data, and for each gap."""

    name = "STREAM_EVENT"
    EVENTS = ("stream_deliver", "stream_undelivered")

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._position = {True: FIRST, False: FIRST}

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """A piece of data, however it came."""
        self._position[is_orig] += len(data)
        self.connection.event("stream_deliver", is_orig, data)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes that the capture lost, and where."""
        position = self._position[is_orig]
        self._position[is_orig] += length
        self.connection.event("stream_undelivered", is_orig, position, length)

    def flip(self) -> None:
        """The directions change their names."""
        places = self._position
        places[True], places[False] = places[False], places[True]
