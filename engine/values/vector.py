"""Vectors: lists that know their type and may have holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..diagnostics import ZeekError
from ..typesystem.types import VectorType

LIMIT = 1 << 27
"""An index above is taken for a mistake rather than for a wish."""


class Vector(list[Any]):
    """A Zeek vector; None is a hole."""

    __slots__ = ("type",)

    def __init__(self, items: Iterable[Any] = (), type: VectorType | None = None):
        list.__init__(self, items)
        self.type = type

    def at(self, index: int) -> Any:
        """`v[i]`, an error where there is no element."""
        try:
            found = self[index]
        except IndexError:
            found = None
        if found is None:
            raise ZeekError("no such index", kind="expression error")
        return found

    def has(self, index: int) -> bool:
        """`i in v`."""
        return 0 <= index < len(self) and self[index] is not None

    def assign(self, index: int, value: Any) -> None:
        """`v[i] = x`, which grows the vector where needed."""
        size = len(self)
        if index < 0:
            index += size
            if index < 0:
                raise ZeekError("assignment failed with index out of range")
        if index < size:
            self[index] = value
        elif index == size:
            self.append(value)
        elif index > LIMIT:
            raise ZeekError("vector is too large")
        else:
            self.extend([None] * (index - size))
            self.append(value)

    def slice(self, start: int, end: int) -> Vector:
        """`v[a:b]`."""
        low, high = self._bounds(start, end)
        return Vector(self[low:high], self.type)

    def assign_slice(self, start: int, end: int, items: Iterable[Any]) -> None:
        """`v[a:b] = w`."""
        low, high = self._bounds(start, end)
        self[low:high] = items

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        size = len(self)
        low = max(0, start + size) if start < 0 else min(start, size)
        high = max(0, end + size) if end < 0 else min(end, size)
        return low, max(low, high)

    def select(self, index: Vector) -> Vector:
        """`v[w]`: the elements at the places that `w` names or marks.

        A vector of bool leaves a hole before each element that it picks.
        """
        out = Vector((), self.type)
        if index and isinstance(index[0], bool):
            if len(index) != len(self):
                raise ZeekError(
                    "size mismatch, boolean index and vector", kind="expression error"
                )
            for flag, item in zip(index, self, strict=True):
                if flag:
                    out.extend((None, item))
        else:
            out.extend(self.at(i) for i in index)
        return out

    def filled(self) -> Iterator[tuple[int, Any]]:
        """Index and value of each element that is set, as `for ( i, x in v )`.

        The loop also comes to elements that its body appends.
        """
        return ((i, x) for i, x in enumerate(self) if x is not None)

    def __hash__(self) -> int:  # type: ignore[override]  # used as an index
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Vector, (list(self), self.type)
