"""How the content of an entity is written: quoted-printable and Base64 (RFC 2045 6)."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64
from collections.abc import Callable

Complain = Callable[[str], object]

CRLF = b"\r\n"

_QP_ODD = re.compile(rb"=([0-9A-Fa-f]{2})|[^\t -<>-~]")
"Anything that does not stand for itself."

_BAD_ESCAPE = "= is not followed by two hexadecimal digits in quoted-printable encoding"
_CONTROL = "control characters in quoted-printable encoding: "


def quoted_printable(line: bytes, complain: Complain) -> bytes:
    """What a line means; one that ends in = goes on in the next one."""
    whole = line.rstrip(b" \t")
    goes_on = whole.endswith(b"=")
    end = len(whole) - goes_on

    def meaning(found: re.Match[bytes]) -> bytes:
        if found.start() >= end:
            return b""
        if digits := found[1]:
            return bytes((int(digits, 16),))
        odd = found[0][0]
        if odd == ord("="):
            complain(_BAD_ESCAPE)
        else:
            # Zeek's characters have a sign.
            complain(f"{_CONTROL}{odd - 256 if odd > 127 else odd}")
        return found[0]

    # Spaces at the end are ignored, but may be looked at behind a =.
    text = _QP_ODD.sub(meaning, whole)
    return text if goes_on else text + CRLF


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PLAIN = re.compile(rb"[A-Za-z0-9+/]*")
_GROUP = 4
_PADDING = ord("=")


class Base64:
    """Base64 that comes in pieces; the first thing wrong with it is told."""

    __slots__ = ("_after_padding", "_complain", "_complained", "_group", "_padding")

    def __init__(self, complain: Complain):
        self._complain = complain
        self._complained = False
        self._group = bytearray()
        "Characters of a group that is not complete."
        self._padding = 0
        self._after_padding = False

    def decode(self, data: bytes) -> bytes:
        """What the next characters mean."""
        if not (self._group or self._padding or self._after_padding):
            # The whole line at once, if there is nothing odd about it.
            found = _PLAIN.match(data)
            assert found is not None
            whole = found.end() // _GROUP * _GROUP
            if whole:
                return a2b_base64(data[:whole]) + self._slowly(data[whole:])
        return self._slowly(data)

    def _slowly(self, data: bytes) -> bytes:
        out = bytearray()
        for char in data:
            if char == _PADDING:
                self._padding += 1
                char = _ALPHABET[0]
            elif char not in _ALPHABET:
                self._once(f"character {char} ignored by Base64 decoding")
                continue
            self._group.append(char)
            if len(self._group) == _GROUP:
                out += self._close()
        return bytes(out)

    def _close(self) -> bytes:
        """A group is complete."""
        group = bytes(self._group)
        self._group.clear()
        if self._after_padding:
            self._once("extra base64 groups after '=' padding are ignored")
            return b""
        octets = max(3 - self._padding, 0)
        self._after_padding = self._padding > 0
        self._padding = 0
        try:
            return a2b_base64(group)[:octets]
        except Error:  # cannot be: all of them are of the alphabet
            return b""

    def finish(self) -> bytes:
        """What is left when nothing more comes."""
        if not self._group:
            return b""
        missing = _GROUP - len(self._group)
        bits = missing * 6
        self._complain(f"incomplete base64 group, padding with {bits} bits of 0")
        return self._slowly(b"=" * missing)

    def _once(self, text: str) -> None:
        if not self._complained:
            self._complained = True
            self._complain(text)
