"""Values from text, as Zeek's ASCII formatter reads them.

A parser takes the bytes between two separators. What it cannot read it tells by
`warn` and raises `BadText`; what it can read in part it tells and reads. An unset
field is None, the elements of a set or vector are a tuple; enum members and patterns
stay bytes until the stream that wants them looks them up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isinf
from typing import Any, NoReturn

from ..structure import Structure
from ..typesystem.types import Type
from ..values.addr import Addr
from ..values.port import ICMP, TCP, UDP, Port
from ..values.subnet import Subnet
from ..values.time import Interval, Time
from .columns import element_type

Parser = Callable[[bytes], Any]
Warn = Callable[[str], object]

SPACE = b" \t\n\v\f\r"
PROTOCOLS = {"tcp": TCP, "udp": UDP, "icmp": ICMP, "unknown": 0}
INTEGER = re.compile(rb"[ \t\n\v\f\r]*([+-]?\d+)")
DECIMAL = re.compile(
    rb"[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?"
    rb"|inf(?:inity)?|nan))",
    re.IGNORECASE,
)
HEX = re.compile(rb"\\x([0-9a-fA-F]{2})")
NOT_ZERO = re.compile(rb"[1-9]")
SMALLEST = 2.2250738585072014e-308
"The smallest double with all its digits."


class BadText(Exception):
    """The text is no value of its type, which was told."""


class Marks(Structure):
    """What separates and what stands for nothing."""

    set_separator: bytes
    unset: bytes
    empty: bytes


def shown(text: bytes) -> str:
    """Text inside a message."""
    return text.decode("utf-8", "surrogateescape")


def unescape(text: bytes) -> bytes:
    """`\\xNN` becomes a byte."""
    if b"\\x" not in text:
        return text
    return HEX.sub(lambda found: bytes([int(found[1], 16)]), text)


class Formatter:
    """Makes parsers that share marks and the place where to complain."""

    def __init__(self, warn: Warn, marks: Marks, warn_run: Warn | None = None):
        self.warn = warn
        self.marks = marks
        self.warn_run = warn_run or warn
        "Tells of what is no fault of the reader's, in the name of the run."

    def parser(self, kind: Type, name: str = "") -> Parser:
        """The parser for a type; the name of the field is for messages."""
        return self._unless_unset(self._whole(kind, name))

    def _unless_unset(self, parse: Parser) -> Parser:
        unset = self.marks.unset
        if not unset:
            return parse
        return lambda text: None if text == unset else parse(text)

    def _whole(self, kind: Type, name: str) -> Parser:
        inner = element_type(kind)
        if inner is not None:
            return self._elements(self.parser(inner, name))
        if kind.tag == "bool":
            return lambda text: self.read_bool(text, name)
        if kind.tag in ("string", "enum"):
            return unescape
        found: Parser = getattr(self, f"read_{kind.tag}")
        return found

    # ---- numbers

    def read_int(self, text: bytes) -> int:
        """A whole number of 64 bits with a sign."""
        return self._integer(text, -(1 << 63), (1 << 63) - 1)

    def read_count(self, text: bytes) -> int:
        """A whole number of 64 bits without a sign."""
        if text.isdigit() and len(text) < 20:
            return int(text)
        return self._integer(text, 0, (1 << 64) - 1)

    def _integer(self, text: bytes, low: int, high: int) -> int:
        found = INTEGER.match(text)
        digits = self._number(text, found, not low)
        number = int(digits)
        if not low <= number <= high:
            self.fail(f"Number '{shown(text)}' out of supported range.")
        return number

    def read_double(self, text: bytes) -> float:
        """A number as C reads it."""
        digits = self._number(text, DECIMAL.match(text), False)
        number = float(digits)
        lost = abs(number) < SMALLEST and NOT_ZERO.search(digits.lower().split(b"e")[0])
        if lost or (isinf(number) and b"n" not in digits.lower()):
            self.fail(f"Number '{shown(text)}' out of supported range.")
        return number

    def read_time(self, text: bytes) -> Time:
        """Seconds since the epoch."""
        return Time(self.read_double(text))

    def read_interval(self, text: bytes) -> Interval:
        """Seconds."""
        return Interval(self.read_double(text))

    def _number(
        self, text: bytes, found: re.Match[bytes] | None, positive: bool
    ) -> bytes:
        if found is None:
            if text:
                self.fail(f"String '{shown(text)}' contained no parseable number")
            self.fail("Got empty string for number field")
        self._trailing(text, text[found.end() :])
        if positive and found[1].startswith(b"-"):
            self.fail(f"Number '{shown(text)}' cannot be negative")
        return found[1]

    def _trailing(self, text: bytes, rest: bytes) -> None:
        if rest:
            self.warn(
                f"Number '{shown(text)}' contained non-numeric trailing characters."
                f" Ignored trailing characters '{shown(rest)}'"
            )

    def fail(self, problem: str) -> NoReturn:
        """Tell that a text is no value."""
        self.warn(problem)
        raise BadText

    # ---- what has a form of its own

    def read_bool(self, text: bytes, name: str) -> bool:
        """`T`, `F`, `1` or `0`."""
        stripped = text.strip(SPACE)
        if stripped in (b"T", b"1"):
            return True
        if stripped in (b"F", b"0"):
            return False
        self.fail(f"Field: {name} Invalid value for boolean: {shown(text)}")

    def read_port(self, text: bytes) -> Port:
        """A number, with a protocol after a slash or without one."""
        number, slash, protocol = text.strip(SPACE).partition(b"/")
        mask = 0
        if protocol:
            known = PROTOCOLS.get(protocol.decode("latin-1").lower())
            if known is None:
                self.warn(
                    f"Port '{shown(text)}' contained unknown protocol"
                    f" '{shown(protocol)}'"
                )
            mask = known or 0
        if not number and slash:
            number = text
        value = self.read_count(number)
        return self.port_of(value, mask)

    def port_of(self, number: int, mask: int) -> Port:
        """A port of a number, which may be too large."""
        if number > 0xFFFF:
            self.warn_run(f"bad port number {number & 0xFFFFFFFF}")
            number = 0
        return Port(number | mask)

    def protocol(self, text: bytes) -> int:
        """The protocol of a port, from a column of its own."""
        known = PROTOCOLS.get(shown(text))
        if known is None:
            self.warn(f"Tried to parse invalid/unknown protocol: {shown(text)}")
        return known or 0

    def read_addr(self, text: bytes) -> Addr:
        """An address; what is none counts as one of zeros."""
        word = unescape(text).strip(SPACE).decode("latin-1")
        try:
            return Addr.parse(word)
        except ValueError:
            return self._odd_address(word)

    def _odd_address(self, word: str) -> Addr:
        """Addresses in brackets, and the old forms of IPv4 such as `10.1`."""
        import socket  # wanted only where something is odd

        try:
            if ":" not in word:
                return Addr.v4(socket.inet_aton(word))
            word = word.removeprefix("[").removesuffix("]")
            return Addr.parse(word)
        except (OSError, ValueError):
            self.warn(f"Bad address: {shown(word.encode('latin-1'))}")
            return Addr(16) if ":" in word else Addr.v4(bytes(4))

    def read_subnet(self, text: bytes) -> Subnet:
        """An address, a slash and a width."""
        word = unescape(text).strip(SPACE)
        address, slash, width = word.partition(b"/")
        if not slash:
            self.fail(f"Invalid value for subnet: {shown(text)}")
        found = INTEGER.match(width)
        self._trailing(text, width[found.end() :] if found else width)
        try:
            return Subnet.of(self.read_addr(address), int(found[1]) if found else 0)
        except ValueError:
            self.fail(f"Invalid value for subnet: {shown(text)}")

    def read_pattern(self, text: bytes) -> bytes:
        """What stands between two slashes."""
        word = unescape(text)
        if len(word) < 2 or not (word.startswith(b"/") and word.endswith(b"/")):
            self.fail(f"String '{shown(word)}' contained no parseable pattern.")
        return word[1:-1]

    def _elements(self, parse: Parser) -> Parser:
        separator = self.marks.set_separator[:1] or b"\0"
        empty = self.marks.empty

        def elements(text: bytes) -> tuple[Any, ...]:
            if text == empty:
                return ()
            try:
                return tuple([parse(part) for part in text.split(separator)])
            except BadText:
                self.warn("Error while reading set or vector")
                raise

        return elements
