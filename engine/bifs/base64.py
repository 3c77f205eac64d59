"""Base64 with the usual or another alphabet."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from .contract import bif, c_string, shown

if TYPE_CHECKING:
    from ..runtime import Runtime

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@bif("encode_base64", runtime=True)
def encode_base64(rt: Runtime, text: bytes, alphabet: bytes = b"") -> bytes:
    """The text in Base64."""
    if alphabet and len(alphabet) != 64:
        rt.reporter.error(f"base64 alphabet is not 64 characters: {shown(alphabet)}")
        rt.reporter.error("Broker query has an invalid data store")
        return b""
    encoded = b2a_base64(text, newline=False)
    if not alphabet:
        return encoded
    return encoded.translate(bytes.maketrans(ALPHABET, alphabet))


@bif("decode_base64", runtime=True)
def decode_base64(rt: Runtime, text: bytes, alphabet: bytes = b"") -> bytes:
    """The bytes that Base64 text means; empty with an error if it is none."""
    return _decode(rt, text, alphabet, rt.reporter.error)


@bif("decode_base64_conn", runtime=True)
def decode_base64_conn(
    rt: Runtime, cid: object, text: bytes, alphabet: bytes = b""
) -> bytes:
    """As `decode_base64`; what is wrong with the text is a weird of a connection."""
    from .connections import UNKNOWN_CONNECTION, find_connection

    found = find_connection(rt, cid)
    if found is None:
        rt.reporter.builtin_error(UNKNOWN_CONNECTION, cid)
        return b""

    def complain(problem: str) -> None:
        found.weird("base64_illegal_encoding", problem, "")

    return _decode(rt, text, alphabet, complain)


def _decode(
    rt: Runtime, text: bytes, alphabet: bytes, complain: Callable[[str], object]
) -> bytes:
    if alphabet and len(alphabet) != 64:
        problem = "base64 decoding alphabet is not 64 characters"
        rt.reporter.error(f"{problem}: {shown(alphabet)}")
        decoded = None
    else:
        decoded = Decoder(alphabet, complain).decode(text)
    if decoded is None:
        rt.reporter.error(f"error in decoding string {shown(c_string(rt, text))}")
        return b""
    return decoded


@bif("is_valid_base64")
def is_valid_base64(text: bytes, alphabet: bytes = b"") -> bool:
    """Whether the text has only characters of the alphabet."""
    if alphabet and len(alphabet) != 64:
        return False
    problems: list[str] = []
    Decoder(alphabet, problems.append).feed(text)
    return not problems


class Decoder:
    """Decodes groups of four characters and tells the first thing wrong."""

    def __init__(self, alphabet: bytes, complain: Callable[[str], object]):
        self.digits = {c: i for i, c in enumerate(alphabet or ALPHABET)}
        self.digits[0x3D] = 0
        self.complain = complain
        self.failed = False
        self.group: list[int] = []
        self.padding = 0
        self.ended = False
        self.out = bytearray()

    def decode(self, text: bytes) -> bytes | None:
        """All bytes, None if something is wrong with the text."""
        self.feed(text)
        if self.failed:
            return None
        if self.group:
            missing = 4 - len(self.group)
            self.complain(
                f"incomplete base64 group, padding with {missing * 6} bits of 0"
            )
            self.feed(b"=" * missing)
        return bytes(self.out)

    def feed(self, text: bytes) -> None:
        """Take in characters."""
        for char in text:
            if char == 0x3D:
                self.padding += 1
            digit = self.digits.get(char)
            if digit is None:
                self._fail(f"character {char} ignored by Base64 decoding")
                continue
            self.group.append(digit)
            if len(self.group) == 4:
                self._finish_group()

    def _finish_group(self) -> None:
        a, b, c, d = self.group
        self.group = []
        if self.ended:
            self._fail("extra base64 groups after '=' padding are ignored")
            return
        raw = (a << 18 | b << 12 | c << 6 | d).to_bytes(3, "big")
        self.out += raw[: max(0, 3 - self.padding)]
        self.ended = self.padding > 0
        self.padding = 0

    def _fail(self, message: str) -> None:
        if not self.failed:
            self.complain(message)
        self.failed = True
