"""Protocols of which only the way to TLS is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .children import new_child
from .contract import Analyzer, ParseError

if TYPE_CHECKING:
    from .conn import Connection


class StartTLSAnalyzer(Analyzer):
    """Reads each piece of the stream by itself until TLS begins."""

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._child: Analyzer | None = None
        self._is_encrypted = False
        self._had_gap = False
        self.skips = False
        "Whether nothing is to be read any more."

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next piece, which is TLS once that has begun."""
        if self.skips:
            return
        if self._is_encrypted:
            if self._child is not None and not self._child.removed:
                self.connection.deliver_to(self._child, data, is_orig)
            return
        if self._had_gap or getattr(self.connection, "partial", False):
            return
        try:
            self.read(Tokens(data), is_orig)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def read(self, tokens: Tokens, is_orig: bool) -> None:
        """One piece of the stream."""
        raise NotImplementedError

    def begin_tls(self, event: str) -> None:
        """Both sides agreed: what follows is TLS."""
        self._is_encrypted = True
        self._child = new_child(self.connection, "SSL")
        self.connection.event(event)

    def weird(self, name: str) -> None:
        """Report an oddity."""
        self.connection.weird(name, "", self.name)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more, except TLS."""
        self._had_gap = True
        if self._child is not None and not self._child.removed:
            self._child.gap(length, is_orig)

    def end_of_data(self, is_orig: bool) -> None:
        """One direction was closed."""
        if self._child is not None and not self._child.removed:
            self._child.end_of_data(is_orig)

    def finish(self) -> None:
        """The connection is over."""
        if self._child is not None and not self._child.removed:
            self._child.finish()


class Tokens:
    """A piece of text that patterns take apart."""

    def __init__(self, data: bytes):
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def take(self, pattern: re.Pattern[bytes]) -> bytes:
        """What a pattern fits; an error if it fits nothing."""
        found = pattern.match(self._data, self._at)
        if found is None:
            expected = pattern.pattern.decode()
            actual = self._data[self._at :].decode("latin-1")
            raise ParseError(
                "Binpac exception: binpac exception: string mismatch: \n"
                f'expected pattern: "{expected}"\nactual data: "{actual}"'
            )
        self._at = found.end()
        return found[0]
