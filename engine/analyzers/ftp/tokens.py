"""Security data of an authentication (RFC 2228), of which GSI's tokens are TLS."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..conn import Connection

_CODE = re.compile(rb"[0-9]{3}")
_WORD = re.compile(rb"[ \t]*([^\s\0]*)[ \t]*", re.ASCII)

# Replies that end the exchange, and those that may hold a token.
_ENDED = frozenset((232, 234, 235, 421, 431, 500, 501, 503, 535, 631, 632, 633))
_WITH_TOKEN = frozenset((235, 334, 335))

# A record of TLS that holds a handshake.
_HANDSHAKE = 0x16
_RECORD = 5


def reply_code(line: bytes) -> int:
    """The number that a reply begins with; 0 if there is none."""
    found = _CODE.match(line)
    return int(found[0]) if found else 0


class Tokens:
    """The exchange on one connection."""

    __slots__ = ("_connection", "_is_first", "is_done")

    def __init__(self, connection: Connection):
        self._connection = connection
        self._is_first = True
        self.is_done = False

    def decode(self, line: bytes, is_orig: bool) -> bytes:
        """The token in a line, if there is one."""
        return self._of_client(line) if is_orig else self._of_server(line)

    def _of_client(self, line: bytes) -> bytes:
        found = _WORD.match(line)
        assert found is not None
        command = found[1]
        if b"ADAT".startswith(command):
            token = self._base64(line[found.end() :])
            if self._is_first:
                token = self._first(token)
                self._is_first = False
            return token or b""
        if b"AUTH".startswith(command):
            self.is_done = True
        return b""

    def _first(self, token: bytes | None) -> bytes:
        """The first token, unless it is no handshake of TLS."""
        if token is None:
            name = "ftp_adat_bad_first_token_encoding"
            self._connection.weird(name, "", "FTP_ADAT")
            token = b""
        if (
            len(token) < _RECORD
            or token[0] != _HANDSHAKE
            or len(token) - _RECORD != int.from_bytes(token[3:5], "big")
        ):
            self.is_done = True
            return b""
        return token

    def _of_server(self, line: bytes) -> bytes:
        code = reply_code(line)
        self.is_done = code in _ENDED
        if code not in _WITH_TOKEN:
            return b""
        rest = line[3 + (line[3:4] == b"-") :].lstrip(b" \t")
        if not rest.startswith(b"ADAT="):
            return b""
        return self._base64(rest[5:]) or b""

    def _base64(self, text: bytes) -> bytes | None:
        try:
            return binascii.a2b_base64(text)
        except binascii.Error:
            return None
