"""Counting distinct values with HyperLogLog."""

from __future__ import annotations

from math import erf, log, log2, sqrt
from typing import Any

from ..typesystem.types import OpaqueType, Type
from .digesting import UNKEYED, hash64
from .opaque import Opaque


def _address_bits(error: float, confidence: float) -> int:
    start = 2 * (log2(1.04) - log2(error))
    bits = int(start)
    while True:
        bits += 1
        if erf(2 ** ((bits - start) / 2) / sqrt(2)) >= confidence:
            return bits


def _alpha(size: int) -> float:
    return {16: 0.673, 32: 0.697, 64: 0.709}.get(size, 0.7213 / (1 + 1.079 / size))


class Cardinality(Opaque):
    """Estimates how many different values it has seen."""

    __slots__ = ("bits", "buckets", "element")
    opaque_type = OpaqueType("cardinality")

    def __init__(self, error: float, confidence: float):
        self.bits = _address_bits(error, confidence)
        self.buckets = bytearray(1 << self.bits)
        self.element: Type | None = None

    def add(self, value: Any, key: bytes = UNKEYED) -> None:
        """See a value, whose hash is made with a key."""
        number = hash64(value, key)
        index = number & (len(self.buckets) - 1)
        rank = 64 - self.bits - (number >> self.bits).bit_length() + 1
        if rank > self.buckets[index]:
            self.buckets[index] = rank

    def estimate(self) -> float:
        """About how many different values there were."""
        size = len(self.buckets)
        total = sum(2.0**-rank for rank in self.buckets)
        raw = _alpha(size) * size * size / total
        if raw <= 2.5 * size:
            return size * log(size / max(1, self.buckets.count(0)))
        return raw if raw <= 2**64 / 30 else -(2**64) * log(1 - raw / 2**64)

    def merge(self, other: Cardinality) -> bool:
        """See what the other has seen; False if their sizes differ."""
        if self.bits != other.bits:
            return False
        pairs = zip(self.buckets, other.buckets, strict=True)
        self.buckets = bytearray(map(max, pairs))
        self.element = self.element or other.element
        return True

    def clone(self) -> Cardinality:
        made = Cardinality.__new__(Cardinality)
        made.bits, made.buckets = self.bits, bytearray(self.buckets)
        made.element = self.element
        return made
