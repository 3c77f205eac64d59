"""How messages are declared and read: fixed layouts, and a cursor over bytes.

A `Layout` lists the fields of a structure in the order of its specification;
what varies in length is read by the `Cursor`. Running past the end raises
`ParseError` with the words of Zeek's own parser, since analyzer.log shows them:
the structure (and the field where the shortage is noticed), the bytes needed
and the bytes given.
"""

from __future__ import annotations

import struct
from typing import Any

from .contract import ParseError

# Errors of patterns name the file of Zeek that has them, as it was called when the
# reference was built.
_SOURCES = "/tmp/zk/zeek/src/analyzer/protocol/"


def int32(number: int) -> int:
    """The number as a C int, cut to 32 bits."""
    return ((number + 0x80000000) & 0xFFFFFFFF) - 0x80000000


def out_of_bound(where: str, needed: int, given: int) -> ParseError:
    """The error for a structure that needs more bytes than there are."""
    return ParseError(
        f"Binpac exception: binpac exception: out_of_bound: {where}: "
        f"{int32(needed)} > {int32(given)}"
    )


def invalid_case(where: str, index: int) -> ParseError:
    """The error for a form of structure that there is not."""
    return ParseError(
        f"Binpac exception: binpac exception: invalid index for case: {where}: {index}"
    )


def not_allowed(where: str) -> ParseError:
    """The error for a field whose value the structure does not allow."""
    return ParseError(
        f"Binpac exception: binpac exception: &enforce violation : {where}"
    )


def negative_length(place: str, length: int) -> ParseError:
    """The error for text of a length below zero; `place` as in `mismatch`."""
    return ParseError(
        "Binpac exception: binpac exception: "
        f"invalid length string: {_SOURCES}{place}: {length}"
    )


def mismatch(place: str, pattern: str, data: bytes) -> ParseError:
    """The error for text that does not fit a pattern of Zeek's parser.

    `place` is file and line of the pattern. Zeek tells the text up to a NUL.
    """
    text = data.partition(b"\0")[0].decode("utf-8", "surrogateescape")
    return ParseError(
        f"Binpac exception: binpac exception: string mismatch at {_SOURCES}{place}: "
        f'\nexpected pattern: "{pattern}"\nactual data: "{text}"'
    )


class Layout:
    """The fixed part of a structure: fields one after the other.

    `fields` is text of `name:format` items, the formats being those of `struct`;
    an item without a name is read over. `ends` names the fields after which a
    shortage is noticed; without it the structure is noticed as a whole. `order` is
    the byte order as `struct` writes it, little-endian unless told.
    """

    __slots__ = ("name", "section", "fields", "size", "unpack", "_marks")

    def __init__(
        self, name: str, section: str, fields: str, ends: str = "", order: str = "<"
    ):
        items = [item.split(":") for item in fields.split()]
        packed = struct.Struct(order + "".join(code for _, code in items))
        self.name = name
        self.section = section
        self.fields = tuple(field for field, _ in items if field)
        self.size = packed.size
        self.unpack = packed.unpack_from
        self._marks = tuple(_marks(name, items, ends.split()))

    def shortage(self, given: int) -> ParseError:
        """The error for this structure in so many bytes."""
        where, needed = next(mark for mark in self._marks if mark[1] > given)
        return out_of_bound(where, needed, given)


def _marks(name: str, items: list[list[str]], ends: list[str]) -> list[tuple[str, int]]:
    """Where a shortage is noticed: (label, bytes needed up to there)."""
    marks = []
    size = 0
    for field, code in items:
        size += struct.calcsize("<" + code)
        if field in ends:
            marks.append((f"{name}:{field}", size))
    return marks or [(name, size)]


class Cursor:
    """A place in a structure, and what can be read from there.

    `end` is where the structure's message ends; `data` may hold less than that
    when the payload of a large message was not kept, so payload is only ever
    skipped unless someone asked for it to be kept.
    """

    __slots__ = ("data", "start", "at", "end")

    def __init__(self, data: bytes, start: int, end: int):
        self.data = data
        self.start = start
        self.at = start
        self.end = end

    def read(self, layout: Layout) -> tuple[Any, ...]:
        """The fields of a layout; the cursor moves behind it."""
        at = self.at
        after = at + layout.size
        if after > self.end:
            raise layout.shortage(self.end - at)
        self.at = after
        return layout.unpack(self.data, at)

    def pad_to(self, field: str, offset: int) -> None:
        """Move forward to an offset from the start, or stay if that is behind."""
        target = self.start + offset
        if target > self.end:
            raise out_of_bound(field, offset, self.end - target)
        if target > self.at:
            self.at = target

    def align(self, name: str, width: int) -> None:
        """Move forward to a multiple of `width` from the start."""
        size = self.at - self.start
        size += -size % width
        if self.start + size > self.end:
            raise out_of_bound(name, size, self.end - self.start)
        self.at = self.start + size

    def skip(self, field: str, length: int) -> None:
        """Move behind a run of bytes."""
        after = self.at + length
        if after > self.end or length < 0 or length > 0x7FFFFFFF:
            needed = self.at - self.start + length
            raise out_of_bound(field, needed, self.end - self.start)
        self.at = after

    def take(self, field: str, length: int) -> bytes:
        """A run of bytes."""
        at = self.at
        self.skip(field, length)
        return self.data[at : self.at]

    def reserve(self, field: str, count: int, size: int = 1) -> int:
        """The place of an array of `count` elements; the cursor moves behind it."""
        at = self.at
        if count > (self.end - at) // size or count > 0x7FFFFFFF:
            raise out_of_bound(field, count, self.end - at)
        self.at = at + count * size
        return at

    def expect(self, field: str, count: int) -> None:
        """Make sure that so many bytes are left, staying here."""
        if count > self.end - self.at:
            raise out_of_bound(field, count, self.end - self.at)

    def pad(self, field: str, size: int) -> None:
        """Move behind so many bytes of padding."""
        after = self.at + size
        if after > self.end:
            raise out_of_bound(field, size, self.end - after)
        self.at = after

    def count(self, layout: Layout) -> int:
        """The one number of a layout that stands behind something varying."""
        after = self.at + layout.size
        if after > self.end:
            needed = self.at - self.start + layout.size
            where = f"{layout.name}:{layout.fields[0]}"
            raise out_of_bound(where, needed, self.end - self.start)
        number: int = layout.unpack(self.data, self.at)[0]
        self.at = after
        return number

    def numbers(self, field: str, count: int) -> list[int]:
        """An array of 16-bit numbers."""
        at = self.reserve(field, count, 2)
        return list(struct.unpack_from(f"<{count}H", self.data, at))

    def text(self, length: int) -> bytes:
        """The bytes of a counted UTF-16 string."""
        at = self.reserve("SMB2_string:s", length)
        return self.data[at : self.at]

    def nested(self) -> Cursor:
        """A cursor for a structure that begins here."""
        return Cursor(self.data, self.at, self.end)
