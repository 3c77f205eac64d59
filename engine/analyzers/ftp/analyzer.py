"""Control connections: lines of commands and of replies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...signatures.rules import FTP
from ..children import new_child
from ..content_line import LF_AS_EOL
from ..nvt import NVT
from ..tcp_endpoint import CLOSED, TcpEndpoint
from ..text_protocol import TextProtocol
from .tokens import Tokens, reply_code

if TYPE_CHECKING:
    from ..conn import Connection

# Blanks, a word, blanks, the rest.
_REQUEST = re.compile(rb"[ \t]*([^\s\0]*)[ \t]*", re.ASCII)
# The least that a command has, all of it printable (RFC 959 4.1).
_COMMAND = re.compile(rb"[!-~]{3,}")

_BLANKS = b" \t"
_LEAST_CODE = 100
_READY_FOR_TLS = 234
_GO_ON_WITH_TOKENS = 334


class FTPAnalyzer(TextProtocol):
    """Both sides of a control connection."""

    name = "FTP"
    EVENTS = ("ftp_request", "ftp_reply", "ftp_starttls")

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._pending = 0
        "Code of a reply of several lines."
        self._auth = b""
        "How the client wants to authenticate itself."
        self._tokens: Tokens | None = None

    def _new_lines(self, is_orig: bool) -> NVT:
        lines = NVT(self, is_orig, self._line)
        lines.flags_nul = True
        lines.eol = LF_AS_EOL
        return lines

    # The stream

    def end_of_data(self, is_orig: bool) -> None:
        """A side was closed."""
        self._lines[is_orig].end()
        if self._child is not None:
            self._child.end_of_data(is_orig)

    def finish(self) -> None:
        """The connection is over."""
        client = self.connection.orig
        if isinstance(client, TcpEndpoint) and self._lines[True].has_partial_line:
            if CLOSED in (client.state, client.prev_state):
                self._weird("partial_ftp_request")
        super().finish()

    def _weird(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, self.name)

    # Lines

    def _line(self, line: bytes, is_orig: bool) -> None:
        if self._is_encrypted:
            self._to_child(line, is_orig)
            return
        name = "ftp_request" if is_orig else "ftp_reply"
        if not line or not self.connection.net.handler(name).wanted:
            return
        known = self._request(line) if is_orig else self._reply(line)
        if known and not self._is_encrypted:
            self._offer_tokens(line, is_orig)

    def _request(self, line: bytes) -> bool:
        """A command (RFC 959 5.3); False if it is none."""
        found = _REQUEST.match(line)
        assert found is not None
        command, rest = found[1], line[found.end() :]
        if not _COMMAND.fullmatch(command):
            if self.confirmed:
                self._weird("FTP_invalid_command")
            return False
        limit = int(self.connection.rt.value("FTP::max_command_length"))
        if 0 < limit < len(command):
            if self.confirmed:
                self._weird("FTP_max_command_length_exceeded", str(len(command)))
            return False
        self.connection.confirm(self)
        # Zeek compares as many characters as the command has.
        if b"AUTH".startswith(command.upper()):
            self._auth = rest
        if self.connection.detector is not None:
            self.connection.detector.match(
                FTP, line[found.start(1) :], True, first=True, last=True
            )
        self.connection.event("ftp_request", command.upper(), rest)
        return True

    def _reply(self, line: bytes) -> bool:
        """A line of a reply (RFC 959 4.2); False if it is none."""
        code = reply_code(line)
        continues = False
        if self._pending:
            if code == self._pending and line[3:4] == b" ":
                self._pending = 0
                text = line[3:].lstrip(_BLANKS)
            else:
                code, continues, text = 0, True, line
        elif problem := _problem(line, code):
            self.connection.violation(self, problem, line)
            return False
        elif line[3:4] == b"-":
            self._pending, continues = code, True
            text = line[4:].lstrip(_BLANKS)
        else:
            text = line[3:].lstrip(_BLANKS)
        self._authentication(code)
        self.connection.event("ftp_reply", code, text, continues)
        return True

    # Authentication (RFC 2228)

    def _authentication(self, code: int) -> None:
        """Begin what the server agrees to."""
        if code == _READY_FOR_TLS and self._auth == b"TLS":
            self.connection.event("ftp_starttls")
            self._start_tls()
        elif code == _GO_ON_WITH_TOKENS and self._auth == b"GSSAPI":
            if self._tokens is None:
                self._child = new_child(self.connection, "SSL")
                self._tokens = Tokens(self.connection)

    def _offer_tokens(self, line: bytes, is_orig: bool) -> None:
        """Tokens of GSI are TLS in lines."""
        if self._tokens is None:
            return
        token = self._tokens.decode(line, is_orig)
        if token:
            self._to_child(token, is_orig)
        if self._tokens.is_done:
            self._tokens = None
            if self._child is not None:
                self.connection.detach(self._child)
                self._child.finish()
                self._child = None


def _problem(line: bytes, code: int) -> str:
    """What is wrong with the first line of a reply; empty if nothing."""
    if not code:
        return "non-numeric reply code"
    if code < _LEAST_CODE:
        return "invalid reply code"
    return "" if line[3:4] in (b"", b" ", b"-") else "invalid reply line"
