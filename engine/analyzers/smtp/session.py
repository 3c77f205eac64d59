"""What is going on in a session, as commands and replies let it be guessed.

The point is not whether client and server keep to the protocol, but when a mail is
being transferred. So the state follows each command as if it will be accepted, for
clients do not wait for the reply, and is put right when that tells otherwise.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Protocol


class State(IntEnum):
    """The numbers are part of what scripts are told."""

    CONNECTED = 0
    INITIATED = 1
    NOT_AVAILABLE = 2
    READY = 3
    MAIL_OK = 4
    RCPT_OK = 5
    IN_DATA = 6
    AFTER_DATA = 7
    IN_AUTH = 8
    IN_TLS = 9
    QUIT = 10
    AFTER_GAP = 11
    GAP_RECOVERY = 12
    IN_BDAT = 13


CONNECT = "CONN_ESTABLISHMENT"
END_OF_DATA = "END_OF_DATA"
AUTH_ANSWER = "AUTH_ANSWER"
X_ANONYMOUSTLS = "X_ANONYMOUSTLS"
UNKNOWN = "(UNKNOWN)"

COMMANDS = frozenset(
    "EHLO HELO MAIL RCPT DATA QUIT RSET VRFY EXPN HELP NOOP STARTTLS X_ANONYMOUSTLS"
    " CONN_ESTABLISHMENT END_OF_DATA SEND SOML SAML TURN BDAT ETRN AUTH"
    " AUTH_ANSWER".split()
)
"As they are told of; some never come from a client."

_GREETED = {250}
_NOT_GREETED = {421, 500, 501, 504, 550}
_MAIL_REFUSED = {421, 451, 452, 500, 501, 503, 550, 552, 553}
_RECEIVER_ANSWERED = {
    *(250, 251, 421, 450, 451, 452),
    *(500, 501, 503, 550, 551, 552, 553, 554),
}
_DATA_REFUSED = {500, 501, 503, 451, 554}
_CHUNK_ANSWERED = {250, 421, 500, 501, 503, 451, 554}
_DATA_ANSWERED = {250, 421, 451, 452, 552, 554}

_BAD_NEWS = (421, 554)
_GO_ON = 334
_GO_AHEAD = 354
_DATA_QUIT = 421


class Owner(Protocol):
    """Who acts on what is going on."""

    def unexpected_command(self, command: str, code: int) -> None:
        """A command does not fit the state."""

    def unexpected_reply(self, command: str, code: int) -> None:
        """A reply does not fit its command."""

    def begin_data(self, is_orig: bool) -> None:
        """A mail begins."""

    def end_data(self) -> None:
        """A mail ends."""

    def turn(self) -> None:
        """Client and server change places."""

    def start_tls(self) -> None:
        """What follows is encrypted."""


class Session:
    """The state, and how it changes."""

    __slots__ = ("state", "_owner", "_steps")

    def __init__(self, owner: Owner):
        self._owner = owner
        self.state = State.INITIATED
        "That before the server has greeted."
        self._steps = {
            CONNECT: self._connect,
            "EHLO": self._hello,
            "HELO": self._hello,
            "MAIL": self._mail,
            "SEND": self._mail,
            "SOML": self._mail,
            "SAML": self._mail,
            "RCPT": self._receiver,
            "DATA": self._data,
            "BDAT": self._chunk,
            END_OF_DATA: self._end_of_data,
            "RSET": self._reset,
            "QUIT": self._quit,
            "AUTH": self._auth,
            AUTH_ANSWER: self._auth_answer,
            "TURN": self._turn,
            "STARTTLS": self._tls,
            X_ANONYMOUSTLS: self._tls,
        }

    def update(self, command: str, code: int, is_orig: bool) -> None:
        """A command came, with 0 for the code, or the reply to one."""
        if self.state == State.QUIT and code == 0:
            self._owner.unexpected_command(command, code)
        step = self._steps.get(command)
        if step is not None:
            step(command, code, is_orig)
        elif self.state == State.GAP_RECOVERY and code == _GO_AHEAD:
            self._owner.begin_data(is_orig)

    def _expect(self, command: str, *states: State, code: int = 0) -> None:
        if self.state not in states:
            self._owner.unexpected_command(command, code)

    def _connect(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.CONNECTED)
            self.state = State.INITIATED
        elif code in _BAD_NEWS:
            self.state = State.NOT_AVAILABLE
        elif code != 220:
            self._owner.unexpected_reply(command, code)

    def _hello(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.INITIATED)
            self.state = State.READY
        elif code in _NOT_GREETED:
            self.state = State.INITIATED
        elif code not in _GREETED:
            self._owner.unexpected_reply(command, code)

    def _mail(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.READY)
            self.state = State.MAIL_OK
        elif code in _MAIL_REFUSED:
            if self.state != State.IN_DATA:
                self.state = State.READY
        elif code != 250:
            self._owner.unexpected_reply(command, code)

    def _receiver(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.MAIL_OK, State.RCPT_OK)
            self.state = State.RCPT_OK
        elif code not in _RECEIVER_ANSWERED:
            self._owner.unexpected_reply(command, code)

    def _data(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.RCPT_OK)
            self._owner.begin_data(is_orig)
        elif code != _GO_AHEAD:
            if code != _DATA_QUIT and code not in _DATA_REFUSED:
                self._owner.unexpected_reply(command, code)
            if self.state == State.IN_DATA:
                self._owner.end_data()
            self.state = State.QUIT if code == _DATA_QUIT else State.READY

    def _chunk(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.RCPT_OK)
            self.state = State.IN_BDAT
        elif code not in _CHUNK_ANSWERED:
            # The client goes on with its chunk, whatever the reply is.
            self._owner.unexpected_reply(command, code)

    def _end_of_data(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self._expect(command, State.IN_DATA, State.IN_BDAT)
            self._owner.end_data()
            self.state = State.AFTER_DATA
            return
        if code not in _DATA_ANSWERED:
            self._owner.unexpected_reply(command, code)
        if code > 0:
            self.state = State.READY

    def _reset(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self.state = State.READY
        elif code != 250:
            self._owner.unexpected_reply(command, code)

    def _quit(self, command: str, code: int, is_orig: bool) -> None:
        if code == 0:
            self.state = State.QUIT
        elif code != 221:
            self._owner.unexpected_reply(command, code)

    def _auth(self, command: str, code: int, is_orig: bool) -> None:
        self._expect(command, State.READY, code=code)
        self._auth_reply(code)

    def _auth_answer(self, command: str, code: int, is_orig: bool) -> None:
        self._expect(command, State.IN_AUTH, code=code)
        self._auth_reply(code)

    def _auth_reply(self, code: int) -> None:
        if code:
            self.state = State.IN_AUTH if code == _GO_ON else State.INITIATED

    def _turn(self, command: str, code: int, is_orig: bool) -> None:
        self._expect(command, State.READY, code=code)
        if code == 250:
            self.state = State.CONNECTED
            self._owner.turn()

    def _tls(self, command: str, code: int, is_orig: bool) -> None:
        self._expect(command, State.READY, code=code)
        if code == 220:
            self.state = State.IN_TLS
            self._owner.start_tls()
