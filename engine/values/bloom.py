"""Bloom filters, with a bit or a counter for each cell."""

from __future__ import annotations

from hashlib import blake2b
from math import ceil, log
from typing import Any

from ..typesystem.types import OpaqueType, Type
from .digesting import value_bytes
from .opaque import Opaque

_LN2 = log(2)


def cells_for(rate: float, capacity: int) -> int:
    """How many cells keep the rate of false positives at that capacity."""
    return ceil(-(capacity * log(rate) / _LN2 / _LN2))


def hashes_for(cells: int, capacity: int) -> int:
    """The best number of hash functions."""
    return ceil(cells / capacity * _LN2)


class BloomFilter(Opaque):
    """A set that may say yes by mistake, but never no."""

    __slots__ = ("hashes", "cells", "seed", "limit", "counts", "element")
    opaque_type = OpaqueType("bloomfilter")

    def __init__(self, hashes: int, cells: int, seed: bytes, limit: int = 1):
        self.hashes = hashes
        self.cells = cells
        self.seed = seed
        self.limit = limit
        """The highest count of a cell; 1 of a basic filter."""
        self.counts: dict[int, int] = {}
        self.element: Type | None = None

    def places(self, value: Any) -> list[int]:
        """The cells of a value."""
        key = self.seed[:64]
        digest = blake2b(value_bytes(value), digest_size=16, key=key).digest()
        a = int.from_bytes(digest[:8], "little")
        b = int.from_bytes(digest[8:], "little") | 1
        return [(a + i * b) % self.cells for i in range(self.hashes)]

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
        shared = self.counts.keys() & other.counts.keys()
        made.counts = {p: 1 for p in shared if self.counts[p] and other.counts[p]}
        made.element = self.element or other.element
        return made

    def state(self) -> bytes:
        """A number that tells filters of different content apart."""
        content = repr(sorted(self.counts.items())).encode()
        return b"%d" % int.from_bytes(blake2b(content, digest_size=8).digest(), "big")

    def clone(self) -> BloomFilter:
        made = BloomFilter(self.hashes, self.cells, self.seed, self.limit)
        made.counts = dict(self.counts)
        made.element = self.element
        return made
