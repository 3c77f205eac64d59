"""Tests of how random data is."""

from __future__ import annotations

from math import log10, nan

from ..typesystem.types import OpaqueType
from .opaque import Opaque

_LOG2_OF_10 = 3.32192809488736234787
_IN_CIRCLE = (256.0**3 - 1) ** 2


class Entropy(Opaque):
    """Counts bytes and pairs of them."""

    __slots__ = ("counts", "inside", "points", "pending", "first", "last", "products")
    opaque_type = OpaqueType("entropy")

    def __init__(self) -> None:
        self.counts = [0] * 256
        self.inside = self.points = 0
        self.pending = b""
        self.first = self.last = -1
        self.products = 0.0

    def add(self, data: bytes) -> bool:
        """Take in data."""
        for byte in set(data):
            self.counts[byte] += data.count(byte)
        self._walk(data)
        groups = self.pending + data
        whole = len(groups) // 6 * 6
        for at in range(0, whole, 6):
            x = int.from_bytes(groups[at : at + 3], "big")
            y = int.from_bytes(groups[at + 3 : at + 6], "big")
            self.points += 1
            self.inside += x * x + y * y <= _IN_CIRCLE
        self.pending = groups[whole:]
        return True

    def _walk(self, data: bytes) -> None:
        if not data:
            return
        if self.first < 0:
            self.first = data[0]
        else:
            self.products += self.last * data[0]
        pairs = zip(data, data[1:], strict=False)
        self.products += sum(a * b for a, b in pairs)
        self.last = data[-1]

    def result(self) -> tuple[float, float, float, float, float]:
        """Entropy, chi-square, mean, pi by Monte Carlo, serial correlation."""
        total = sum(self.counts)
        if not total:
            return 0.0, nan, nan, 0.0, -100000.0
        expected = total / 256.0
        chi_square = sum((c - expected) ** 2 / expected for c in self.counts)
        mean = sum(i * c for i, c in enumerate(self.counts)) / total
        shares = [c / total for c in self.counts if c]
        entropy = sum(p * (_LOG2_OF_10 * log10(1 / p)) for p in shares)
        pi = 4.0 * (self.inside / self.points) if self.points else 0.0
        return entropy, chi_square, mean, pi, self._correlation(total)

    def _correlation(self, total: int) -> float:
        products = self.products + self.last * self.first
        squared = float(sum(i * c for i, c in enumerate(self.counts))) ** 2
        squares = float(sum(i * i * c for i, c in enumerate(self.counts)))
        below = total * squares - squared
        return -100000.0 if below == 0 else (total * products - squared) / below

    def clone(self) -> Entropy:
        made = Entropy()
        made.counts = list(self.counts)
        made.inside, made.points = self.inside, self.points
        made.pending, made.first, made.last = self.pending, self.first, self.last
        made.products = self.products
        return made
