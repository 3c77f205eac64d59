"""Bloom filters, with a bit or a counter for each cell.

Basic filters derive all their hashes from two, those that count use as many
functions as there are hashes; so do Zeek's, whose cells come out the same.
"""

from __future__ import annotations

import hashlib
import struct
from math import ceil, log
from typing import Any

from ..typesystem.types import OpaqueType, Type
from .digesting import value_bytes
from .opaque import Opaque
from .siphash import MASK, siphash

_LN2 = log(2)


def cells_for(rate: float, capacity: int) -> int:
    """How many cells keep the rate of false positives at that capacity."""
    return ceil(-(capacity * log(rate) / _LN2 / _LN2))


def hashes_for(cells: int, capacity: int) -> int:
    """The best number of hash functions."""
    return ceil(cells / capacity * _LN2)


class BloomFilter(Opaque):
    """A set that may say yes by mistake, but never no."""

    __slots__ = ("hashes", "cells", "seed", "limit", "derived", "counts", "element")
    opaque_type = OpaqueType("bloomfilter")

    def __init__(self, hashes: int, cells: int, seed: bytes, limit: int = 1):
        self.hashes = hashes
        self.cells = cells
        self.seed = seed[:16].ljust(16, b"\0")
        self.limit = limit
        """The highest count of a cell; 1 of a basic filter."""
        self.derived = limit == 1
        """Whether two functions make all hashes."""
        self.counts: dict[int, int] = {}
        self.element: Type | None = None

    def places(self, value: Any) -> list[int]:
        """The cells of a value."""
        data = value_bytes(value)
        if not self.derived:
            numbers = [self._hash(i, data) for i in range(1, self.hashes + 1)]
        else:
            first, second = self._hash(1, data), self._hash(2, data)
            numbers = [first + i * second & MASK for i in range(self.hashes)]
        return [number % self.cells for number in numbers]

    def _hash(self, function: int, data: bytes) -> int:
        low, high = struct.unpack("<QQ", self.seed)
        key = struct.pack("<QQ", low + function * 16807 & MASK, high)
        return siphash(key, data)

    def add(self, value: Any) -> None:
        """Count a value."""
        for place in self.places(value):
            self.counts[place] = min(self.limit, self.counts.get(place, 0) + 1)

    def count(self, value: Any) -> int:
        """How often the value was counted at most."""
        return min((self.counts.get(p, 0) for p in self.places(value)), default=0)

    def decrement(self, value: Any) -> bool:
        """Take a value back; basic filters cannot."""
        if self.limit == 1 or not self.count(value):
            return False
        for place in self.places(value):
            self.counts[place] = max(0, self.counts.get(place, 0) - 1)
        return True

    def clear(self) -> None:
        """Forget all values."""
        self.counts.clear()

    def like(self, other: BloomFilter) -> str:
        """What forbids to join both, empty if nothing does."""
        if (self.hashes, self.seed) != (other.hashes, other.seed):
            return "incompatible hashers"
        return "" if self.cells == other.cells else "different bitvector size"

    def merge(self, other: BloomFilter) -> BloomFilter:
        """The filter of the values of either."""
        made = self.clone()
        for place, count in other.counts.items():
            made.counts[place] = min(made.limit, made.counts.get(place, 0) + count)
        made.element = self.element or other.element
        return made

    def intersect(self, other: BloomFilter) -> BloomFilter:
        """The basic filter of the values of both."""
        made = BloomFilter(self.hashes, self.cells, self.seed)
        made.derived = self.derived
        made.counts = dict.fromkeys(self._marked() & other._marked(), 1)
        made.element = self.element or other.element
        return made

    def _marked(self) -> set[int]:
        # Of a counter, Zeek's intersection looks at the second bit alone.
        bit = 1 if self.limit == 1 else 2
        return {place for place, count in self.counts.items() if count & bit}

    def state(self) -> bytes:
        """A number that tells filters of different content apart."""
        width = self.limit.bit_length()
        blocks = bytearray((self.cells * width + 63) // 64 * 8)
        for place, count in self.counts.items():
            for bit in range(width):
                at = place * width + bit
                blocks[at >> 3] |= (count >> bit & 1) << (at & 7)
        digest = hashlib.sha256(blocks).digest()
        return b"%d" % int.from_bytes(digest[:8], "little")

    def clone(self) -> BloomFilter:
        made = BloomFilter(self.hashes, self.cells, self.seed, self.limit)
        made.derived = self.derived
        made.counts = dict(self.counts)
        made.element = self.element
        return made
