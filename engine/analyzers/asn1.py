"""Values in DER ([X.690] 8.1), read as far as Zeek reads them.

Tags are not checked: what a structure holds is told by its place in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .layout import Cursor, Layout, int32

META = Layout("ASN1EncodingMeta", "[X.690] 8.1.2, 8.1.3", "tag:B len:B", ends="len")

LONG = 0x80
# The tags of elements that are told apart by a number.
_INDEX_OFFSET = 0xA0
_INTEGER_SIZE = 8
_SUBIDENTIFIER_SIZE = 10
"Bytes of the longest part of an identifier."


class Meta(NamedTuple):
    """What stands before a value."""

    tag: int
    first: int
    "The first byte of the length."
    length: int
    "As a C int."

    @property
    def element(self) -> int:
        """The number of an element."""
        return (self.tag - _INDEX_OFFSET) & 0xFF


class Encoding(Cursor):
    """A place among values; `odd` is told of numbers that are too long."""

    __slots__ = ("odd",)

    def __init__(
        self, data: bytes, start: int, end: int, odd: Callable[[str, str], None]
    ):
        super().__init__(data, start, end)
        self.odd = odd

    def inner(self) -> Encoding:
        """A cursor for a structure that begins here."""
        return Encoding(self.data, self.at, self.end, self.odd)

    def meta(self) -> Meta:
        """Tag and length; the cursor moves behind them."""
        inner = self.inner()
        tag, length = first = inner.read(META)
        if length & LONG:
            raw = inner.take(f"{META.name}:more_len", length & ~LONG)
            length = int32(self.integer(raw))
        self.at = inner.at
        return Meta(tag, first[1], length)

    def value(self) -> bytes:
        """The content of one value; the cursor moves behind it."""
        inner = self.inner()
        meta = inner.meta()
        content = inner.take("ASN1Encoding:content", meta.length)
        self.at = inner.at
        return content

    def element(self) -> bytes:
        """The content of a value that stands in a numbered element."""
        self.meta()
        return self.value()

    def within(self, where: str, length: int) -> Encoding:
        """A cursor for so many bytes; this one moves behind them."""
        begin = self.at
        self.skip(where, length)
        return Encoding(self.data, begin, self.at, self.odd)

    def part(self, where: str) -> tuple[int, Encoding]:
        """A numbered element: its number and a cursor within its bounds."""
        inner = self.inner()
        meta = inner.meta()
        part = inner.within(where, meta.length)
        self.at = inner.at
        return meta.element, part

    def integer(self, content: bytes) -> int:
        """The number that the content of an INTEGER is, in 64 bits."""
        if len(content) > _INTEGER_SIZE:
            name = "asn_binary_to_int64_shift_too_large"
            self.odd(name, str(len(content)))
            return 0
        return int.from_bytes(content, "big")


def object_identifier(content: bytes, odd: Callable[[str, str], None]) -> bytes:
    """The dotted form of an OBJECT IDENTIFIER ([X.690] 8.19); empty if it is none."""
    if not content or content[-1] & LONG:
        return b""
    numbers = []
    number = size = 0
    for byte in content:
        number = number << 7 | byte & 0x7F
        size += 1
        if byte & LONG:
            continue
        if size > _SUBIDENTIFIER_SIZE:
            odd("asn_oid_subidentifier_too_long", str(size))
            return b""
        numbers.append(number & 0xFFFFFFFFFFFFFFFF)
        number = size = 0
    # Zeek cuts the first to an int, and does not stop at 2 for its first half.
    first = int32(numbers[0] & 0xFFFFFFFF)
    half, rest = divmod(abs(first), 40)
    if first < 0:
        half, rest = -half, -rest
    return b".".join(b"%d" % x for x in (half, rest, *numbers[1:]))
