"""How logins end, told by the lengths of what is encrypted.

The first thing that a server sends after the client began is SSH_MSG_SERVICE_ACCEPT;
padded, it is 16 bytes longer than SSH_MSG_USERAUTH_SUCCESS (RFC 4252 5.1). What comes
next is that success, if no password is needed, or else a failure, whose length is
that of all further ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..conn import Connection

_SHORTER = 16
"What a success is shorter than the server's first message."

_BANNER = 256
"What is longer by more than this is a text for the user rather than a failure."


class Logins:
    """The logins of one session."""

    __slots__ = ("_accept", "_client", "_connection", "_failure", "_skipped", "_told")

    def __init__(self, connection: Connection):
        self._connection = connection
        self._told = False
        self._client = False
        "Whether the client sent anything encrypted."
        self._skipped = False
        "Whether there was a text for the user."
        self._accept = self._failure = 0
        "Lengths."

    def segment(self, length: int, is_orig: bool) -> None:
        """So many bytes of one side."""
        if self._told:
            return
        if is_orig:
            self._client = True
        elif self._client:
            self._answer(length)

    def _answer(self, length: int) -> None:
        longer = length - self._accept
        if not self._accept:
            self._accept = length
        elif not self._failure:
            if longer == -_SHORTER:
                self._success(at_once=True)
            elif longer > _BANNER and not self._skipped:
                self._skipped = True
            else:
                self._failure = length
        elif length == self._failure:
            self._connection.event("ssh_auth_attempted", False)
        elif longer == -_SHORTER:
            self._success(at_once=False)

    def _success(self, *, at_once: bool) -> None:
        self._told = True
        self._connection.event("ssh_auth_attempted", True)
        self._connection.event("ssh_auth_successful", at_once)
