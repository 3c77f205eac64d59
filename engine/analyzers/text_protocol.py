"""Protocols of lines that may go on as TLS on the same connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .children import new_child
from .content_line import ContentLine
from .contract import Analyzer

if TYPE_CHECKING:
    from .conn import Connection


class TextProtocol(Analyzer):
    """Reads lines of both sides until TLS begins."""

    supporters = 2

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._lines = {x: self._new_lines(x) for x in (True, False)}
        self._child: Analyzer | None = None
        self._is_encrypted = False

    def _new_lines(self, is_orig: bool) -> ContentLine:
        """What cuts one side into lines."""
        return ContentLine(self, is_orig, self._line)

    def _line(self, line: bytes, is_orig: bool) -> None:
        """One line."""
        raise NotImplementedError

    def _start_tls(self) -> None:
        """What follows is encrypted."""
        self._is_encrypted = True
        self._child = new_child(self.connection, "SSL")

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Bytes of one side: lines, or what is encrypted."""
        if self._is_encrypted:
            self._to_child(data, is_orig)
        else:
            self._lines[is_orig].deliver(data)

    def _to_child(self, data: bytes, is_orig: bool) -> None:
        if self._child is not None and not self._child.removed:
            self.connection.deliver_to(self._child, data, is_orig)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: lines go on without them."""
        if self._child is not None:
            self._child.gap(length, is_orig)

    def end_of_data(self, is_orig: bool) -> None:
        """A side was closed."""
        if self._child is not None:
            self._child.end_of_data(is_orig)
        else:
            self._lines[is_orig].end()

    def flip(self) -> None:
        """The sides change places."""
        lines = self._lines
        lines[True], lines[False] = lines[False], lines[True]
        for side in lines.values():
            side.flip()
        if self._child is not None:
            self._child.flip()

    def finish(self) -> None:
        """The connection is over."""
        if self._child is not None:
            self._child.finish()
