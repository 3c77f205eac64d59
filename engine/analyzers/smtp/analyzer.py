"""The lines of an SMTP connection, and the mails in them."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from ...files import EVENTS as FILE_EVENTS
from ...files import file_manager
from ..children import new_child
from ..content_line import ContentLine
from ..contract import Analyzer
from ..mime.mail import EVENTS as MIME_EVENTS
from ..mime.mail import Mail
from .bdat import BadCommand, ChunkedMail, chunk
from .session import (
    AUTH_ANSWER,
    COMMANDS,
    CONNECT,
    END_OF_DATA,
    UNKNOWN,
    X_ANONYMOUSTLS,
    Session,
    State,
)

if TYPE_CHECKING:
    from ...files.manager import FileManager
    from ..conn import Connection

EVENTS = (
    "smtp_request",
    "smtp_reply",
    "smtp_data",
    "smtp_unexpected",
    "smtp_starttls",
)

_WORD = re.compile(rb"[^\s\0]*")
_CODE = re.compile(rb"[0-9]{3}")
_SPACE = b" \t"
_BARE = re.compile(rb"[\r\n]")
_CODES = range(100, 600)

_MOST_PENDING = 1000
_LARGEST_CHUNK = 2**63 - 1

# What smtp_reply calls commands that no client sends.
_SHOWN = {CONNECT: b">", END_OF_DATA: b"."}
# What smtp_request has for an answer to AUTH.
_HIDDEN = b"**"

_FIRST = 1


class SMTPAnalyzer(Analyzer):
    """Both directions of a connection."""

    name = "SMTP"
    EVENTS = (*EVENTS, *MIME_EVENTS, *FILE_EVENTS)
    supporters = 2

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self.session = Session(self)
        self._orig_sends = True
        "Whether the originator is the client, which TURN changes."
        self._first: str | None = CONNECT
        "The oldest command without a reply."
        self._pending: deque[str] = deque()
        "Those after it."
        self._replied: str | None = None
        self._continued = 0
        "The code of a reply of which more lines come."
        self._skips_data = False
        self._mail: Mail | None = None
        self._chunks: ChunkedMail | None = None
        self._fuid = b""
        "Of the whole mail as a file."
        self._file_length = 0
        self._child: Analyzer | None = None
        self._lines = {True: self._make_lines(True), False: self._make_lines(False)}
        self._position = {True: _FIRST, False: _FIRST}
        self._files: FileManager | None = None
        rt = connection.rt
        if any(rt.event(name).wanted for name in FILE_EVENTS):
            self._files = file_manager(rt)

    def _make_lines(self, is_orig: bool) -> ContentLine:
        lines = ContentLine(self, is_orig, self._data, plain=self._data)
        lines.flags_nul = lines.skip_partial = True
        return lines

    def skip_data(self) -> None:
        """Scripts do not want the lines of this mail."""
        self._skips_data = True

    def _odd(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, self.name)

    # What comes

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of one direction."""
        self._position[is_orig] += len(data)
        if self.session.state == State.IN_TLS:
            self._to_child(data, is_orig)
        else:
            self._lines[is_orig].deliver(data)

    def gap(self, length: int, is_orig: bool) -> None:
        """Missing bytes: a mail under way is over, and the state is unknown."""
        position = self._position[is_orig]
        self._position[is_orig] += length
        detail = b"seq = %d, len = %d" % (position, length)
        self._unexpected(is_orig, b"content gap", detail)
        if self.session.state in (State.IN_DATA, State.IN_BDAT):
            if self._mail is not None:
                self._mail.gap(length)
            if self._fuid and self._files is not None:
                place = self.name, self.connection, True
                self._files.gap(self._file_length, length, *place, self._fuid)
                self._file_length += length
            self.end_data()
        self._pending.clear()
        self._first = self._replied = None
        self.session.state = State.AFTER_GAP

    def end_of_data(self, is_orig: bool) -> None:
        """One direction was closed."""
        self._lines[is_orig].end()

    def connection_finished(self, half: bool) -> None:
        """Both sides have closed the connection."""
        if not half and self._mail is not None:
            self.end_data()

    def finish(self) -> None:
        """The connection is over."""
        if self._child is not None and not self._child.removed:
            self._child.finish()
        if self._mail is not None:
            self.end_data()

    def flip(self) -> None:
        """Originator and responder change places."""
        lines, places = self._lines, self._position
        lines[True], lines[False] = lines[False], lines[True]
        places[True], places[False] = places[False], places[True]
        for each in lines.values():
            each.flip()

    def _to_child(self, data: bytes, is_orig: bool) -> None:
        child = self._child
        if child is not None and not child.removed:
            self.connection.deliver_to(child, data, is_orig)

    def _data(self, line: bytes, is_orig: bool) -> None:
        """A line, or part of a chunk."""
        if self.session.state == State.IN_TLS:
            self._to_child(line, is_orig)
            return
        sends = is_orig == self._orig_sends
        if line and sends and self._chunks is not None:
            line = self._chunk_data(self._chunks, line, is_orig)
            if not line:
                return
        if line.endswith(b"\r"):
            self._unexpected(sends, b"more than one <CR> at the end of line", line)
            line = line.rstrip(b"\r")
        if _BARE.search(line):
            message = b"Bare <CR> or <LF> appears in the middle of line"
            self._unexpected(sends, message, line)
        if sends:
            self._client_line(line, is_orig)
        else:
            self._server_line(line, is_orig)

    def _chunk_data(self, chunks: ChunkedMail, data: bytes, is_orig: bool) -> bytes:
        """Data of a chunk; what is left of it when the chunk is over."""
        piece = data[: chunks.remaining]
        if piece:
            chunks.deliver(piece)
            self._file_data(piece)
        if chunks.is_last and not chunks.remaining:
            self.session.update(END_OF_DATA, 0, is_orig)
        return data[len(piece) :]

    # The client

    def _client_line(self, line: bytes, is_orig: bool) -> None:
        state = self.session.state
        if state == State.AFTER_GAP:
            return  # a command or part of a mail, who knows
        if state == State.IN_DATA:
            if line != b".":
                self._mail_line(line.removeprefix(b"."), is_orig)
                return
            self._command(END_OF_DATA, b".", line, is_orig)
        elif state == State.IN_AUTH:
            self._command(AUTH_ANSWER, _HIDDEN, line, is_orig)
        else:
            found = _WORD.match(line)
            word = found[0] if found else b""
            name = command_of(word)
            if name is None:
                self._unexpected(True, b"unknown command", word)
                return
            self._command(name, word, line[len(word) :].lstrip(_SPACE), is_orig)

    def _command(self, name: str, word: bytes, rest: bytes, is_orig: bool) -> None:
        """A command, which is told of before or after what it changes."""
        self._wait_for_reply(name)
        if name == END_OF_DATA:
            self.session.update(name, 0, is_orig)
        self._request(word, rest)
        if name == "BDAT":
            if not self._begin_chunk(rest, is_orig):
                return
        elif self._chunks is not None:
            self._odd("smtp_missing_bdat_last_chunk")
            self.end_data()
        if name != END_OF_DATA:
            self.session.update(name, 0, is_orig)

    def _wait_for_reply(self, name: str) -> None:
        if self._first is None:
            self._first = name
            return
        if len(self._pending) == _MOST_PENDING:
            self._odd("smtp_excessive_pending_cmds")
            self._pending.clear()
        self._pending.append(name)

    def _request(self, word: bytes, rest: bytes) -> None:
        if self.connection.net.handler("smtp_request").wanted:
            self._confirmed_request(word, rest)

    def _confirmed_request(self, word: bytes, rest: bytes) -> None:
        self.connection.confirm(self)
        event = "smtp_request", self._orig_sends, word.upper(), rest
        self.connection.event(*event)

    def _mail_line(self, line: bytes, is_orig: bool) -> None:
        """A line of a mail, without the dot that protects another one."""
        if self._mail is None:
            self.begin_data(is_orig)
            assert self._mail is not None
        self._mail.deliver(line, True)
        self._file_data(line)
        self._file_data(b"\r\n")
        if not self._skips_data:
            self.connection.event("smtp_data", is_orig, line)

    def _begin_chunk(self, argument: bytes, is_orig: bool) -> bool:
        """A BDAT command; whether it makes sense."""
        try:
            found = chunk(argument)
        except BadCommand as bad:
            self._odd("smtp_invalid_bdat_command", str(bad))
            return False
        if found.size > _LARGEST_CHUNK:
            self._odd("smtp_huge_bdat_chunk", str(found.size))
            return False
        self._lines[is_orig].set_plain_delivery(found.size)
        if self._chunks is None:
            self.begin_data(is_orig, State.IN_BDAT)
            assert self._mail is not None
            longest = int(self.connection.net.settings.SMTP_bdat_max_line_length)
            self.connection.net.next_aid()
            self._chunks = ChunkedMail(self._mail, longest, self._odd_chunk)
        self._chunks.begin(found)
        return True

    def _odd_chunk(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, "SMTP_BDAT")

    # The server

    def _server_line(self, line: bytes, is_orig: bool) -> None:
        found = _CODE.match(line)
        code = int(found[0]) if found else -1
        if code not in _CODES:
            self._unexpected(False, b"reply code out of range", line)
            # Zeek has forgotten the code by now.
            reason = "reply code -1 out of range"
            self.connection.violation(self, reason, line)
            return
        if self._continued not in (0, code):
            message = b"reply code does not match the continuing reply"
            self._unexpected(False, message, line)
            self._continued = 0
        if not self._continued:
            self._new_reply(code, is_orig)
        goes_on = line[3:4] == b"-"
        self._continued = code if goes_on else 0
        text = line[4 if goes_on else 3 :].lstrip(_SPACE)
        replied = self._replied or UNKNOWN
        shown = _SHOWN.get(replied, replied.encode())
        self.connection.event("smtp_reply", is_orig, code, shown, text, goes_on)

    def _new_reply(self, code: int, is_orig: bool) -> None:
        """The first line of a reply, which is to the oldest command."""
        if self.session.state == State.AFTER_GAP:
            self.session.state = State.GAP_RECOVERY
            self._confirm_after_gap()
        command = self._first
        self._replied = command
        self._first = self._pending.popleft() if self._pending else None
        self.session.update(command or UNKNOWN, code, is_orig)

    def _confirm_after_gap(self) -> None:
        self.connection.confirm(self)
        self.connection.event("smtp_request", self._orig_sends, UNKNOWN.encode(), b"")

    # What the session tells

    def begin_data(self, is_orig: bool, state: State = State.IN_DATA) -> None:
        """A mail begins."""
        self.session.state = state
        self._skips_data = False
        if self._mail is not None:
            self._odd("smtp_nested_mail_transaction")
            self._mail.done()
        self._mail = Mail(self, is_orig)
        if self.connection.net.settings.SMTP_enable_rfc822_msg_file_analysis:
            self._file_length = 0
            self._fuid = self._feed_file(b"")

    def end_data(self) -> None:
        """A mail ends."""
        chunks, self._chunks = self._chunks, None
        if chunks is not None:
            if chunks.remaining:
                self._odd("smtp_bdat_remaining_at_end_data")
                for lines in self._lines.values():
                    lines.set_plain_delivery(0)
            chunks.done()
        mail, self._mail = self._mail, None
        if mail is None:
            self._odd("smtp_unmatched_end_of_data")
        else:
            mail.done()
        if self._fuid and self._files is not None:
            self._files.remove(self._fuid)
            self._fuid, self._file_length = b"", 0

    def turn(self) -> None:
        """Client and server change places."""
        self._orig_sends = not self._orig_sends

    def start_tls(self) -> None:
        """What follows is encrypted."""
        self._child = new_child(self.connection, "SSL")
        self.connection.event("smtp_starttls")

    def unexpected_command(self, command: str, code: int) -> None:
        """A command does not fit the state."""
        text = f"{command} reply = {code} state = {int(self.session.state)}"
        self._unexpected(True, b"unexpected command", text.encode())

    def unexpected_reply(self, command: str, code: int) -> None:
        """A reply does not fit its command."""
        state = int(self.session.state)
        text = f"{code} state = {state}, last command = {command}"
        self._unexpected(True, b"unexpected reply", text.encode())

    def _unexpected(self, sends: bool, message: bytes, detail: bytes) -> None:
        is_orig = sends == self._orig_sends
        self.connection.event("smtp_unexpected", is_orig, message, detail)

    # The whole mail as a file

    def _file_data(self, data: bytes) -> None:
        if self._fuid:
            self._feed_file(data)

    def _feed_file(self, data: bytes) -> bytes:
        self._file_length += len(data)
        if self._files is None:
            return b""
        place = self.name, self.connection, True
        kind = b"message/rfc822"
        return self._files.data(data, *place, fuid=self._fuid, mime_type=kind)


def command_of(word: bytes) -> str | None:
    """The command that a word stands for."""
    name = word.decode("latin-1").upper()
    if name == "X-ANONYMOUSTLS":
        return X_ANONYMOUSTLS
    return name if name in COMMANDS else None
