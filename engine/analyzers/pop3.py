"""POP3: fetching mail (RFC 1939), with its logins (RFC 5034) and TLS (RFC 2595).

A client may send commands before earlier ones are answered; they wait in a queue, and
what a server says is for the first of them.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from ..files import EVENTS as FILE_EVENTS
from .mime.decoding import Base64
from .mime.mail import EVENTS as MIME_EVENTS
from .mime.mail import Mail
from .text_protocol import TextProtocol

if TYPE_CHECKING:
    from .conn import Connection

_COMMANDS = (
    b"OK ERR USER PASS APOP AUTH STAT LIST RETR DELE RSET NOOP LAST QUIT TOP CAPA UIDL"
    b" STLS XSENDER"
).split()
_OK, _ERR = b"OK", b"ERR"

_TRANSACTIONS = frozenset(
    b"STAT LIST RETR DELE RSET NOOP LAST TOP UIDL XSENDER".split()
)
"Commands for those who have logged in."
_LONG = frozenset(b"RETR TOP CAPA".split())
"What is answered by many lines."
_MAYBE_LONG = frozenset(b"LIST UIDL".split())
"The same if nothing is asked for in particular."
_SHORT = frozenset(b"PASS APOP NOOP LAST STAT RSET DELE XSENDER".split())
"Those whose answer tells that there is somebody logged in."
_MAILS = (b"RETR", b"TOP")

_LOGIN, _PLAIN, _CRAM_MD5 = b"AUTH LOGIN", b"AUTH PLAIN", b"AUTH CRAM-MD5"
_AUTHS = (b"AUTH", _LOGIN, _PLAIN, _CRAM_MD5)
_METHODS = ((b"LOGIN", _LOGIN), (b"PLAIN", _PLAIN), (b"CRAM-MD5", _CRAM_MD5))

_MISPLACED = b"pass must follow the command 'USER'"
_NO_LOGIN = b"no auth required -> state changed to 'transaction'"
_END = b"."
_NONE = b"???"


class Phase(Enum):
    """How far a session is."""

    START = auto()
    AUTHORIZATION = auto()
    TRANSACTION = auto()
    UPDATE = auto()
    FINISHED = auto()


@dataclass(slots=True)
class Answer:
    """What is known of the answer to come."""

    is_guess: bool = False
    "Whether only an answer tells if the command was allowed."
    may_be_long: bool = False
    is_long: bool = False


def trimmed(line: bytes) -> bytes:
    """A line up to a NUL, with single blanks and none around it."""
    text = line.partition(b"\0")[0].lstrip(b" \t")
    return b" ".join(filter(None, text.split(b" ")))


def words(line: bytes) -> tuple[bytes | None, bytes]:
    """The first word of a trimmed line, and the rest."""
    word, _, rest = line.partition(b" ")
    return word or None, rest


def command_of(word: bytes | None) -> bytes | None:
    """The command that a word is, with any sign before it."""
    for command in _COMMANDS if word else ():
        assert word is not None
        if word[:1] in (b"+", b"-"):
            word = word[1:]
        if word.upper() == command:
            return command
    return None


class POP3Analyzer(TextProtocol):
    """Both sides of a connection."""

    name = "POP3"
    EVENTS = (
        "pop3_request",
        "pop3_reply",
        "pop3_data",
        "pop3_unexpected",
        "pop3_starttls",
        "pop3_login_success",
        "pop3_login_failure",
        *MIME_EVENTS,
        *FILE_EVENTS,
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._phase = Phase.START
        self._state: bytes | None = None
        "The command that an answer is for; none at the start."
        self._guessed: bytes | None = None
        self._answer = Answer()
        self._pending: deque[bytes] = deque()
        self._unknown = 0
        self._in_login = False
        self._login_lines = 0
        self._user = self._password = b""
        self._mail: Mail | None = None
        settings = connection.net.settings
        self._most_pending = int(settings.POP3_max_pending_commands)
        self._most_unknown = int(settings.POP3_max_unknown_client_commands)

    def finish(self) -> None:
        """The connection is over."""
        super().finish()
        self._end_mail()

    def _line(self, line: bytes, is_orig: bool) -> None:
        if self._is_encrypted:
            self._to_child(line, is_orig)
        elif getattr(self.connection, "partial", False):
            return
        elif not is_orig:
            self._reply(line)
        elif line and self._in_login:
            self._credentials(line)
        elif line:
            self._request(line)

    # What is told

    def _event(self, name: str, is_orig: bool, *args: bytes) -> None:
        self.connection.event(f"pop3_{name}", is_orig, *args)

    def _weird(self, name: str, addl: bytes = b"") -> None:
        detail = addl.decode(errors="surrogateescape")
        self.connection.weird(name, detail, self.name)

    def _login_event(self, name: str) -> None:
        if self._user:
            password = self._password.partition(b"\0")[0]
            self._event(name, False, self._user, password)

    # Logins

    def _credentials(self, line: bytes) -> None:
        """A line with which the client goes on with its login."""
        self._login_lines += 1
        decoded = self._decoded(line.partition(b"\0")[0])
        if decoded is None:
            self._weird("pop3_bad_base64_encoding")
        elif self._state == _LOGIN:
            if self._login_lines == 1:
                self._user = decoded
            elif self._login_lines == 2:
                self._password = decoded
        elif self._state == _PLAIN:
            parts = decoded.split(b"\0", 2)
            self._user = parts[1] if len(parts) > 2 else self._user
            if len(parts) < 3 or not parts[2]:
                self._weird("pop3_malformed_auth_plain")
            else:
                self._password = parts[2]
        elif self._state == _CRAM_MD5:
            self._user = decoded.replace(b"\t", b" ").partition(b" ")[0]
            self._password = b""

    def _decoded(self, text: bytes) -> bytes | None:
        problems: list[str] = []
        decoder = Base64(problems.append)
        out = decoder.decode(text)
        is_bad = bool(problems)
        if not is_bad:
            out += decoder.finish()
        for problem in problems:
            self.connection.weird("base64_illegal_encoding", problem, "")
        return None if is_bad else out

    # The client

    def _request(self, line: bytes) -> None:
        self._pending.append(line)
        if 0 < self._most_pending < len(self._pending):
            self._weird("pop3_client_too_many_pending_commands")
            self._pending.popleft()
        if len(self._pending) == 1:
            self._next_command()

    def _next_command(self) -> None:
        """Read the oldest command."""
        if not self._pending:
            return
        word, argument = words(trimmed(self._pending[0]))
        command = command_of(word)
        if command is None:
            self._unknown_command(word)
        elif command in (_OK, _ERR):
            self._weird("pop3_client_sending_server_commands")
        elif command in _TRANSACTIONS:
            self._transaction(command, argument)
        elif command in (b"USER", b"PASS", b"APOP", b"AUTH"):
            self._authorization(command, argument)
        elif command == b"QUIT" and self._phase in (Phase.UPDATE, Phase.FINISHED):
            self._answer.is_guess, self._guessed = True, b"LAST"
            self._not_allowed(command, b"transaction")
        else:
            self._event("request", True, command, argument)
            self._state = command
            self._answer.may_be_long |= command in _LONG

    def _unknown_command(self, word: bytes | None) -> None:
        if self._in_login:
            return
        self._weird("pop3_client_command_unknown", word or _NONE)
        self._unknown += 1
        if 0 < self._most_unknown < self._unknown:
            self.connection.violation(self, "too many unknown client commands")

    def _not_allowed(self, command: bytes, phase: bytes) -> None:
        detail = b"not allowed in other state than '%s'" % phase
        self._event("unexpected", True, command, detail)

    def _transaction(self, command: bytes, argument: bytes) -> None:
        is_list = command in _MAYBE_LONG and not argument
        self._answer.may_be_long |= command in _LONG or is_list
        if self._phase == Phase.TRANSACTION:
            self._event("request", True, command, argument)
            self._state = b"LAST" if command == b"XSENDER" else command
        else:
            self._answer.is_guess, self._guessed = True, command
            self._not_allowed(command, b"transaction")

    def _authorization(self, command: bytes, argument: bytes) -> None:
        if self._phase != Phase.AUTHORIZATION:
            if command == b"AUTH":
                self._event("unexpected", True, command, _MISPLACED)
            else:
                self._not_allowed(command, b"authorization")
            return
        if command == b"PASS" and self._state != b"USER":
            self._event("unexpected", True, command, _MISPLACED)
            return
        self._event("request", True, command, argument)
        self._state = command
        if command == b"USER":
            self._user = argument
        elif command == b"PASS":
            self._password = argument
        elif command == b"APOP":
            self._user = argument.replace(b"\t", b" ").partition(b" ")[0]
        elif argument:
            self._method(argument)
        else:
            self._answer.may_be_long = True

    def _method(self, argument: bytes) -> None:
        """The client begins to log in by a method of its choice."""
        self._state = next((m for name, m in _METHODS if name in argument), b"AUTH")
        if self._state == b"AUTH":
            detail = b"unknown AUTH method %s" % argument
            self._event("unexpected", True, b"AUTH", detail)
        self._in_login = True
        self._login_lines = 0

    def _finish_command(self) -> None:
        """The oldest command is answered."""
        if self._pending:
            self._pending.popleft()
            self._next_command()

    # The server

    def _reply(self, line: bytes) -> None:
        text = trimmed(line)
        if self._answer.is_long:
            self._more(line, text)
            return
        word, message = words(text)
        command = command_of(word)
        if command is None:
            self._unknown_reply(word or _NONE, line)
        elif command == _OK:
            self._ok(line, message)
        elif command == _ERR:
            self._error(message)
        else:
            self._weird("pop3_server_sending_client_commands")

    def _unknown_reply(self, word: bytes, line: bytes) -> None:
        if self._in_login:
            return
        shown = word.decode(errors="surrogateescape")
        reason = f"unknown server command ({shown})"
        self.connection.violation(self, reason, line)
        self._weird("pop3_server_command_unknown", word)

    def _more(self, line: bytes, text: bytes) -> None:
        """Another line of a long answer."""
        if line == _END:
            self._answer.may_be_long = self._answer.is_long = False
            self._end_mail()
            self._finish_command()
            return
        if self._state in _MAILS:
            self._mail_line(line)
        self._event("data", False, text)

    def _mail_line(self, line: bytes) -> None:
        if self._mail is None:
            self._mail = Mail(self, False)
        self._mail.deliver(line, True)

    def _end_mail(self) -> None:
        if self._mail is not None:
            self._mail.done()
            self._mail = None

    def _ok(self, line: bytes, message: bytes) -> None:
        if self._answer.is_guess:
            self._phase = Phase.TRANSACTION
            self._answer.is_guess = False
            self._state = self._guessed
            self._event("unexpected", False, _OK, _NO_LOGIN)
        if self._state == b"STLS":
            self._start_tls()
            return
        self._succeed(line)
        self._event("reply", False, _OK, message)
        if not self._answer.is_long:
            self._finish_command()

    def _succeed(self, line: bytes) -> None:
        """What it means that a command was answered by OK."""
        state, answer = self._state, self._answer
        if state is None:
            self._phase = Phase.AUTHORIZATION
        elif state == b"USER":
            self._phase = Phase.AUTHORIZATION
            self.connection.confirm(self)
        elif state in _SHORT:
            if self._phase == Phase.AUTHORIZATION:
                self._login_event("login_success")
            self._phase = Phase.TRANSACTION
        elif state in _AUTHS:
            answer.is_long |= answer.may_be_long
            if self._in_login:
                self._phase = Phase.TRANSACTION
            self._in_login = False
            self._login_event("login_success")
        elif state == b"QUIT":
            if self._phase in (Phase.AUTHORIZATION, Phase.START):
                self._phase = Phase.FINISHED
            elif self._phase == Phase.TRANSACTION:
                self._phase = Phase.UPDATE
        else:
            if state == b"CAPA":
                self.connection.confirm(self)
            elif state in _MAILS:
                self._mail_line(line)
            answer.is_long |= answer.may_be_long

    def _error(self, message: bytes) -> None:
        self._answer = Answer()
        self._in_login = False
        state = self._state
        if state in (b"USER", b"PASS", b"APOP", *_AUTHS):
            self._phase, self._state = Phase.AUTHORIZATION, None
            self._login_event("login_failure")
        elif state in _TRANSACTIONS:
            self._phase = Phase.TRANSACTION
        elif state == b"QUIT" and self._phase != Phase.UPDATE:
            self._phase = Phase.FINISHED
        self._event("reply", False, _ERR, message)
        self._finish_command()

    def _start_tls(self) -> None:
        """What follows is encrypted."""
        self.connection.confirm(self)
        super()._start_tls()
        self.connection.event("pop3_starttls")
