"""Connections that carry nothing but a file, as other connections announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..files import EVENTS as FILE_EVENTS
from ..files import file_manager
from .contract import Analyzer

if TYPE_CHECKING:
    from .conn import Connection

_PREFIX = 1024
"Bytes by which the file is identified."

_COUNT = 4


class FileAnalyzer(Analyzer):
    """Gives both directions to the file framework."""

    EVENTS: ClassVar[tuple[str, ...]] = ("file_transferred", *FILE_EVENTS)

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._files = file_manager(connection.rt)
        self._prefix = b""
        self._ids = {True: b"", False: b""}
        # Zeek counts from the handshake on, so that the first byte is 1.
        self._places = {True: 1, False: 1}

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of a file."""
        room = _PREFIX - len(self._prefix)
        if room:
            self._prefix += data[:room]
            if len(self._prefix) == _PREFIX:
                self._identify()
        self._places[is_orig] += len(data)
        self._ids[is_orig] = self._files.data(
            data, self.name, self.connection, is_orig, fuid=self._ids[is_orig]
        )

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes of a file are missing."""
        place, conn = self._places[is_orig], self.connection
        self._places[is_orig] += length
        self._ids[is_orig] = self._files.gap(
            place, length, self.name, conn, is_orig, fuid=self._ids[is_orig]
        )

    def flip(self) -> None:
        """The directions change their names."""
        ids, places = self._ids, self._places
        ids[True], ids[False] = ids[False], ids[True]
        places[True], places[False] = places[False], places[True]

    def finish(self) -> None:
        """The files are complete."""
        if 0 < len(self._prefix) < _PREFIX:
            self._identify()
        for is_orig in (True, False):
            if fuid := self._ids[is_orig]:
                self._files.remove(fuid)
            else:
                self._files.end_of_file(self.name, self.connection, is_orig)

    def _identify(self) -> None:
        """Tell what kind of file it is."""
        if self.connection.net.handler("file_transferred").wanted:
            kind, _ = self._files.matches(self._prefix)
            args = self._prefix, b"<unknown>", kind or b"<unknown>"
            self.connection.event("file_transferred", *args)


class FTPDataAnalyzer(FileAnalyzer):
    """Data connections of FTP."""

    name = "FTP_DATA"


class IRCDataAnalyzer(FileAnalyzer):
    """Files that users of IRC send each other; the receiver says how much it has."""

    name = "IRC_DATA"
    EVENTS = ("irc_dcc_send_ack", *FileAnalyzer.EVENTS)

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of a file, or counts of those that have come."""
        if not is_orig:
            super().deliver(data, is_orig)
        elif len(data) % _COUNT:
            self.connection.weird("irc_invalid_dcc_send_ack", "", self.name)
        else:
            for at in range(0, len(data), _COUNT):
                count = int.from_bytes(data[at : at + _COUNT], "big")
                self.connection.event("irc_dcc_send_ack", count)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing."""
        if not is_orig:
            super().gap(length, is_orig)
