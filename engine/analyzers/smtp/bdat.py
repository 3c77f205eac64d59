"""BDAT: mails in chunks whose length is told (RFC 3030)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..mime.mail import Mail

_LONGEST = len(b"18446744073709551615 LAST")
_NUMBER = re.compile(rb"[0-9]+")
_LARGEST = 2**64 - 1
_ENDS = re.compile(rb"\r\n|\n")
_CR = 13


class Chunk(NamedTuple):
    """What a BDAT command announces."""

    size: int
    is_last: bool


class BadCommand(Exception):
    """The argument of a BDAT command makes no sense."""


def chunk(argument: bytes) -> Chunk:
    """What the argument of a BDAT command says."""
    if not 0 < len(argument) <= _LONGEST:
        raise BadCommand("BDAT argument bad length")
    found = _NUMBER.match(argument)
    if found is None:
        raise BadCommand("BDAT not followed by a valid chunk-size")
    rest = argument[found.end() :]
    if rest[:1] not in (b"", b" ", b"\0"):
        raise BadCommand("BDAT chunk-size not valid")
    size = int(found[0])
    if size > _LARGEST:
        raise BadCommand("BDAT chunk-size too large")
    if rest and rest.upper() != b" LAST":
        raise BadCommand("BDAT chunk-size followed by junk")
    return Chunk(size, bool(rest))


class ChunkedMail:
    """Cuts chunks into the lines of a mail; a line may go over several chunks."""

    __slots__ = ("is_last", "remaining", "_held", "_longest", "_mail", "_odd")

    def __init__(self, mail: Mail, longest: int, odd: Callable[..., object]):
        self._mail = mail
        self._longest = max(longest, 1)
        self._odd = odd
        self._held = b""
        self.remaining = 0
        "How much of the chunk at hand is still to come."
        self.is_last = False
        "Whether no chunk follows."

    def begin(self, chunk: Chunk) -> None:
        """Another chunk begins."""
        self.remaining, self.is_last = chunk

    def deliver(self, data: bytes) -> None:
        """The next bytes of the chunk."""
        held = self._held
        if held and held[-1] == _CR and not data.startswith(b"\n"):
            self._odd("smtp_bdat_line_cr_only")
            self._mail.deliver(held, False)
            held = b""
        self.remaining -= len(data)
        self._held = self._lines(held + data)
        if self.is_last and not self.remaining:
            self._flush()

    def _lines(self, text: bytes) -> bytes:
        """Deliver what is complete; what is not."""
        at = 0
        while True:
            found = _ENDS.search(text, at, at + self._longest + 2)
            end = found.start() if found else len(text)
            if found is None and len(text) - at <= self._longest:
                return text[at:]
            if end - at > self._longest or found is None:
                self._odd("smtp_bdat_line_too_long", str(len(text)))
                self._mail.deliver(text[at : at + self._longest], False)
                at += self._longest
            elif found[0] == b"\n":
                self._odd("smtp_bdat_line_lf_only")
                self._mail.deliver(text[at : found.end()], False)
                at = found.end()
            else:
                self._mail.deliver(text[at:end], True)
                at = found.end()

    def _flush(self) -> None:
        held, self._held = self._held, b""
        if held:
            self._mail.deliver(held, False)

    def done(self) -> None:
        """Nothing more comes."""
        if self._held:
            self._odd("smtp_bdat_undelivered_at_done")
            self._flush()
