"""Reading structures of TLS: numbers and strings with a length before them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypeVar

from ..layout import Cursor, out_of_bound

T = TypeVar("T")


class Reader(Cursor):
    """A cursor for numbers with the most significant byte first."""

    __slots__ = ()

    def number(self, field: str, size: int) -> int:
        """A number of so many bytes."""
        at = self.at
        self.skip(field, size)
        return int.from_bytes(self.data[at : self.at], "big")

    def fits(self, field: str, size: int) -> None:
        """Make sure that so many bytes are left; the error names the field."""
        if self.at + size > self.end:
            raise out_of_bound(
                field, self.at - self.start + size, self.end - self.start
            )

    def bound(self, name: str, size: int) -> None:
        """The structure has that size and no more."""
        if self.start + size > self.end:
            raise out_of_bound(name, size, self.end - self.start)
        self.end = self.start + size

    def octets(self, field: str, length: int) -> list[int]:
        """An array of bytes."""
        at = self.reserve(field, length)
        return list(self.data[at : self.at])

    def shorts(self, field: str, count: int) -> list[int]:
        """An array of 16-bit numbers."""
        at = self.reserve(field, count, 2)
        return list(struct.unpack_from(f">{count}H", self.data, at))

    def triples(self, field: str, count: int) -> list[int]:
        """An array of 24-bit numbers."""
        at = self.reserve(field, count, 3)
        data = self.data
        places = range(at, self.at, 3)
        return [int.from_bytes(data[i : i + 3], "big") for i in places]

    def inner(self) -> Reader:
        """A reader for a structure that begins here."""
        return Reader(self.data, self.at, self.end)

    def rest(self) -> bytes:
        """All that is left."""
        data = self.data[self.at : self.end]
        self.at = self.end
        return data

    def each(self, read: Callable[[Reader], T]) -> list[T]:
        """Structures of one kind up to the end."""
        found = []
        while self.at < self.end:
            inner = self.inner()
            found.append(read(inner))
            self.at = inner.at
        return found

    def listed(self, name: str, size: int, read: Callable[[Reader], T]) -> list[T]:
        """A list with its length in bytes before it, in a number of `size` bytes."""
        inner = self.inner()
        inner.bound(name, inner.number(f"{name}:length", size) + size)
        found = inner.each(read)
        self.at = inner.end
        return found

    def number_list(self, name: str, size: int, item: str, width: int) -> list[int]:
        """A list of numbers of `width` bytes, with its length in bytes before it."""
        inner = self.inner()
        inner.bound(name, inner.number(f"{name}:length", size) + size)
        found = []
        while inner.at < inner.end:
            found.append(inner.number(f"{name}:{item}", width))
        self.at = inner.end
        return found
