"""IMAP (RFC 9051): what servers can do, and STARTTLS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..values.vector import Vector
from .starttls import StartTLSAnalyzer, Tokens

if TYPE_CHECKING:
    from .conn import Connection

_WORD = re.compile(rb"[!-~]+")
_CONTENT = re.compile(rb"[^\r\n]*")
_BLANKS = re.compile(rb" +")
_MAYBE_BLANKS = re.compile(rb" *")
_NEWLINE = re.compile(rb"[\r\n]+")
_MAYBE_NEWLINE = re.compile(rb"[\r\n]*")

# After one of these TLS does not begin any more.
_TOO_LATE = frozenset(
    (b"authenticate", b"login", b"examine", b"create", b"list", b"fetch")
)


class IMAPAnalyzer(StartTLSAnalyzer):
    """Lines with a tag and a command."""

    name = "IMAP"
    EVENTS = ("imap_starttls", "imap_capabilities")

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._tag = b""
        "Of the client's STARTTLS."

    def read(self, tokens: Tokens, is_orig: bool) -> None:
        """Line after line."""
        while tokens:
            tag = tokens.take(_WORD)
            tokens.take(_BLANKS)
            command = tokens.take(_WORD)
            tokens.take(_MAYBE_BLANKS)
            if not is_orig and tag == b"*" and command.lower() == b"capability":
                self._capabilities(tokens)
            else:
                tokens.take(_CONTENT)
                tokens.take(_NEWLINE)
            self._line(tag, command, is_orig)

    def _capabilities(self, tokens: Tokens) -> None:
        """Words up to the end of the line."""
        found = []
        while tokens:
            found.append(tokens.take(_WORD))
            tokens.take(_MAYBE_BLANKS)
            if tokens.take(_MAYBE_NEWLINE):
                break
        self.connection.event("imap_capabilities", Vector(found))

    def _line(self, tag: bytes, command: bytes, is_orig: bool) -> None:
        lower = command.lower()
        # Of clients Zeek knows only the small letters of these.
        greeting = not is_orig and tag == b"*" and lower == b"ok"
        if greeting or is_orig and (command == b"capability" or lower == b"starttls"):
            self.connection.confirm(self)
        if command in _TOO_LATE:
            self.connection.confirm(self)
            self.skips = True
        elif is_orig:
            if lower == b"starttls":
                if self._tag:
                    self.weird("IMAP: client sent duplicate StartTLS")
                self._tag = tag
        elif self._tag and tag == self._tag:
            if lower == b"ok":
                self.begin_tls("imap_starttls")
            else:
                self.weird("IMAP: server refused StartTLS")
