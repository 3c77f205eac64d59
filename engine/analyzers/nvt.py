"""Lines with the commands of Telnet taken out (RFC 854).

The network virtual terminal is what FTP's control connections and Telnet share: lines
of text, in which a byte 255 (IAC) begins a command.
"""

from __future__ import annotations

import re
from typing import Any

from .conn import UNKNOWN_PACKET
from .content_line import CR_AS_EOL, LF_AS_EOL, ContentLine

IAC = 255
SUBOPTION, SUBOPTION_END = 250, 240
OPTIONS = range(251, 255)
"WILL, WONT, DO and DONT, which an option follows."

_CR, _LF, _NUL = 13, 10, 0
_PLAIN = re.compile(rb"[^\r\n\0\xff]+")


class NVT(ContentLine):
    """One direction, cut into lines."""

    __slots__ = ("_command",)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self._command: bytearray | None = None
        "What has come of a command behind its IAC."

    def _read(self, data: bytes) -> None:
        at, end = 0, len(data)
        while at < end and not self.skip_deliveries:
            if self._command is not None:
                at = self._scan(data, at)
                continue
            plain = _PLAIN.match(data, at)
            if plain:
                self._add(plain[0])
                at = plain.end()
            else:
                self._special(data[at])
                at += 1

    # Lines

    def _add(self, piece: bytes) -> None:
        """Characters that mean nothing."""
        if self._last == _CR:
            self._check_cr()
        while len(self._held) + len(piece) > self._limit:
            taken = self._limit - len(self._held)
            self._held += piece[:taken]
            piece = piece[taken + 1 :]
            self._overflow()
        if piece:
            self._held += piece
            self._last = piece[-1]

    def _special(self, char: int) -> None:
        if len(self._held) >= self._limit:
            self._overflow()
            return
        last = self._last
        if char == IAC:
            self._command = bytearray()
            return
        if char == _CR:
            if self.eol & CR_AS_EOL:
                self._finish()
            else:
                self._held.append(char)
        elif char == _LF:
            self._line_feed(last)
        elif last != _CR:
            self._nul()
        if last == _CR and char == _CR:
            self._check_cr()
        self._last = char

    def _line_feed(self, last: int) -> None:
        if last == _CR:
            if not self.eol & CR_AS_EOL and self._held:
                del self._held[-1]
                self._finish()
        elif self.eol & LF_AS_EOL:
            self._finish()
        else:
            self._flag("line_terminated_with_single_LF")
            self._held.append(_LF)

    def _nul(self) -> None:
        if self.flags_nul:
            self._check_nul()
        else:
            self._held.append(_NUL)

    def _check_cr(self) -> None:
        if not self.eol & CR_AS_EOL:
            self._flag("line_terminated_with_single_CR")

    def _finish(self) -> None:
        """The line is over."""
        line = bytes(self._held)
        self._held.clear()
        self._forward(self._line, line)

    def _overflow(self) -> None:
        """The line is too long: it ends without its last character and the next."""
        self.connection.mark(UNKNOWN_PACKET, "X")
        self._weird("nvt_line_size_exceeded", str(self._limit))
        line = bytes(self._held[: self._limit - 1])
        self._held.clear()
        self._last = 0
        self._forward(self._line, line)

    # Commands

    def _scan(self, data: bytes, at: int) -> int:
        """Go on with a command; where it ends, or the data does."""
        command = self._command
        assert command is not None
        if not command:
            return self._first(data[at], at)
        if command[0] != SUBOPTION:
            self._end_command()
            return at + 1
        return self._suboption(command, data, at)

    def _first(self, code: int, at: int) -> int:
        """What follows the IAC."""
        assert self._command is not None
        if code == IAC:
            self._held.append(IAC)
            self._last = code
            self._end_command()
        elif code == SUBOPTION or code in OPTIONS:
            self._command.append(code)
        else:
            self._end_command()
        return at + 1

    def _suboption(self, command: bytearray, data: bytes, at: int) -> int:
        """What lasts up to an IAC with the code for an end."""
        while at < len(data):
            if len(self._held) + len(command) + 1 >= self._limit:
                return self._long_suboption(at)
            code = data[at]
            if len(command) == 1 or command[-1] != IAC:
                command.append(code)
                at += 1
            elif code == IAC:
                command[-1] = IAC - 1  # stands for one that was doubled
                at += 1
            else:
                self._end_command()
                if code == SUBOPTION_END:
                    return at + 1
                self.connection.event("bad_option_termination")
                self._command = bytearray()
                return at
        return at

    def _long_suboption(self, at: int) -> int:
        self.connection.mark(UNKNOWN_PACKET, "X")
        self._weird("nvt_option_size_exceeded", str(self._limit))
        self._end_command()
        self._held.clear()
        self._last = 0
        return at

    def _end_command(self) -> None:
        self._command = None

    def _weird(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, "NVT")
