"""Analyzers of protocols that send a whole message in each datagram."""

from __future__ import annotations

from .contract import Analyzer, ParseError


class DatagramAnalyzer(Analyzer):
    """Reads one message after the other: an error in one ends only that one."""

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One datagram."""
        try:
            self.message(data, is_orig)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def message(self, data: bytes, is_orig: bool) -> None:
        """One message."""
        raise NotImplementedError


class SessionAnalyzer(DatagramAnalyzer):
    """One whose end is told as that of a session."""

    def finish(self) -> None:
        """The flow is over."""
        self.connection.event("udp_session_done")
