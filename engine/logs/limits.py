"""Limits on the size of a line: longer strings and containers are cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..structure import Structure
from ..typesystem.types import TableType, Type, VectorType
from .columns import Column
from .format import element_type, elements_of

Weird = Callable[[str], None]

SIZES = dict.fromkeys("bool int count double time interval".split(), 8)
SIZES |= {"port": 12, "addr": 20, "subnet": 21}
"""What a value counts in the size of a record; other values count their text."""


class Limits(Structure):
    """How much a field and a whole line may hold; 0 means any amount."""

    field_bytes: int = 0
    total_bytes: int = 0
    field_elements: int = 0
    total_elements: int = 0
    record_bytes: int = 0
    "A record of more bytes is not written at all."

    @property
    def harmless(self) -> int:
        """A line of no more bytes exceeds none of the limits."""
        # an element takes two bytes at least
        counts = (self.field_elements, self.total_elements)
        return min([self.harmless_bytes, *[2 * n - 1 for n in counts if n]])

    @property
    def harmless_bytes(self) -> int:
        """A line of no more bytes exceeds none of the limits on strings."""
        bounds = [n for n in (self.field_bytes, self.total_bytes) if n]
        if self.record_bytes:
            # so much shorter than the value itself may its text be
            bounds.append(self.record_bytes // max(SIZES.values()))
        return min(bounds, default=1 << 62)

    def harmless_elements(self, containers: int) -> int:
        """So many elements in each container exceed none of the limits."""
        counts = (self.field_elements, self.total_elements // max(containers, 1))
        return min([n for n in counts if n], default=1 << 62)


class Cut:
    """Cuts the values of one line."""

    def __init__(self, limits: Limits, weird: Weird):
        self.limits = limits
        self.weird = weird
        self.bytes = 0
        self.elements = 0
        self.size = 0
        self.strings = self.containers = 0
        "How many were cut."

    @property
    def too_large(self) -> bool:
        """Whether what is left is still too much."""
        return 0 < self.limits.record_bytes < self.size

    def values(self, columns: list[Column], values: list[Any]) -> list[Any]:
        """The values, shortened where they are too long."""
        return [
            value if value is None else self.value(column.type, value)
            for column, value in zip(columns, values, strict=True)
        ]

    def value(self, kind: Type, value: Any) -> Any:
        """One value."""
        if kind.tag == "string":
            return self._string(value)
        if isinstance(kind, TableType | VectorType):
            return self._container(kind, value)
        size = SIZES.get(kind.tag)
        self.size += len(str(value)) if size is None else size
        return value

    def _string(self, value: bytes) -> bytes:
        limits = self.limits
        allowed = allow(len(value), limits.field_bytes, limits.total_bytes, self.bytes)
        self.bytes += allowed
        self.size += allowed
        if allowed == len(value):
            return value
        self.strings += 1
        self.weird("log_string_field_truncated")
        return value[:allowed]

    def _container(self, kind: TableType | VectorType, value: Any) -> Any:
        limits, items = self.limits, elements_of(kind)(value)
        allowed = allow(
            len(items), limits.field_elements, limits.total_elements, self.elements
        )
        if allowed < len(items):
            self.containers += 1
            self.weird("log_container_field_truncated")
        inner = element_type(kind)
        kept = [x if x is None else self.value(inner, x) for x in items[:allowed]]
        self.elements += len(kept)
        return dict.fromkeys(kept) if isinstance(kind, TableType) else kept


def allow(size: int, most: int, total: int, used: int) -> int:
    """How much of something may be kept."""
    if most:
        size = min(size, most)
    return min(size, max(0, total - used)) if total else size
