"""The most frequent values of a stream, in bounded space."""

from __future__ import annotations

from typing import Any

from ..typesystem.types import OpaqueType, Type
from .opaque import Opaque


class TopK(Opaque):
    """Counts up to `size` values; a new one takes the place of a rare one.

    Values of one count stand in the order in which they reached it.
    """

    __slots__ = ("size", "buckets", "counts", "epsilons", "element", "pruned")
    opaque_type = OpaqueType("topk")

    def __init__(self, size: int):
        self.size = size
        self.buckets: dict[int, dict[Any, None]] = {}
        self.counts: dict[Any, int] = {}
        self.epsilons: dict[Any, int] = {}
        self.element: Type | None = None
        self.pruned = False

    def add(self, value: Any) -> None:
        """Count a value."""
        if value not in self.counts:
            if len(self.counts) < self.size:
                self._place(value, 1)
                self.epsilons[value] = 0
                return
            least = min(self.buckets)
            self._remove(next(iter(self.buckets[least])))
            self._place(value, least)
            self.epsilons[value] = least
        self._raise(value, 1)

    def _place(self, value: Any, count: int) -> None:
        self.counts[value] = count
        self.buckets.setdefault(count, {})[value] = None

    def _raise(self, value: Any, by: int) -> None:
        old = self.counts[value]
        self._place(value, old + by)
        if by:
            self._leave(value, old)

    def _leave(self, value: Any, count: int) -> None:
        bucket = self.buckets[count]
        del bucket[value]
        if not bucket:
            del self.buckets[count]

    def _remove(self, value: Any) -> None:
        self._leave(value, self.counts.pop(value))
        self.epsilons.pop(value, None)

    def top(self, k: int) -> list[Any]:
        """The k most frequent values, and those as frequent as the last."""
        out: list[Any] = []
        for count in sorted(self.buckets, reverse=True):
            if len(out) >= k:
                break
            out.extend(self.buckets[count])
        return out

    def sum(self) -> int:
        """How often values were counted."""
        return sum(self.counts.values())

    def merge(self, other: TopK, prune: bool) -> None:
        """Count what the other has counted."""
        for count in sorted(other.buckets):
            for value in list(other.buckets[count]):
                if value not in self.counts:
                    self._place(value, 0)
                    self.epsilons[value] = 0
                self.epsilons[value] += other.epsilons[value]
                self._raise(value, count)
        while prune and len(self.counts) > self.size:
            self.pruned = True
            self._remove(next(iter(self.buckets[min(self.buckets)])))

    def clone(self) -> TopK:
        made = TopK(self.size)
        made.element = self.element
        made.merge(self, False)
        return made
