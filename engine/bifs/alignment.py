"""Common parts of two strings, by Smith and Waterman's algorithm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

Cell = tuple[int, int]
_CHAIN = 100
"""What a match scores that follows on a match; one that stands alone scores 1."""


@dataclass(slots=True)
class Part:
    """A common substring, and where it begins in either string."""

    text: bytes
    at: tuple[int, int]
    is_new: bool = False

    def covers(self, other: Part) -> bool:
        """Whether the other lies within this one in both strings."""
        pairs = zip(self.at, other.at, strict=True)
        return all(
            a <= b and a + len(self.text) >= b + len(other.text) for a, b in pairs
        )


class Matrix:
    """Scores of all pairs of places, and from where each came."""

    def __init__(self, first: bytes, second: bytes):
        self.first, self.second = first, second
        width = len(second) + 1
        self.scores = [[0] * width]
        self.came: dict[Cell, Cell] = {}
        self.visited: set[Cell] = set()
        self.best: Cell | None = None
        self._fill()

    def matched(self, cell: Cell) -> bool:
        """Whether the bytes at a pair of places are the same."""
        i, j = cell
        return i > 0 and j > 0 and self.first[i - 1] == self.second[j - 1]

    def _fill(self) -> None:
        highest = 1
        for i in range(1, len(self.first) + 1):
            self.scores.append([0] * (len(self.second) + 1))
            for j in range(1, len(self.second) + 1):
                score = self._score(i, j)
                self.scores[i][j] = score
                if score > highest:
                    highest, self.best = score, (i, j)

    def _score(self, i: int, j: int) -> int:
        above, left = self.scores[i - 1][j], self.scores[i][j - 1]
        corner = self.scores[i - 1][j - 1]
        if self.matched((i, j)):
            self.came[i, j] = (i - 1, j - 1)
            return corner + (_CHAIN if self.matched((i - 1, j - 1)) else 1)
        score = max(above, left, corner)
        self.came[i, j] = (i - 1, j) if score == above else (i, j - 1)
        return score

    def walk(self, cell: Cell | None, shortest: int) -> list[Part]:
        """The common substrings on the way back from a cell."""
        found: list[Part] = []
        text = bytearray()
        place = (0, 0)
        while cell is not None:
            self.visited.add(cell)
            if self.matched(cell):
                text.append(self.first[cell[0] - 1])
                place = (cell[0] - 1, cell[1] - 1)
            else:
                if len(text) >= shortest:
                    found.append(Part(bytes(text[::-1]), place))
                text.clear()
            cell = self.came.get(cell)
        if text:
            found.append(Part(bytes(text[::-1]), place))
        if found:
            found[-1].is_new = True
        return found

    def walk_all(self, shortest: int) -> list[Part]:
        """The common substrings from all cells that are not covered by others."""
        kept: list[list[Part]] = []
        for i in range(len(self.first), 0, -1):
            for j in range(len(self.second), 0, -1):
                if self.matched((i, j)) and (i, j) not in self.visited:
                    _keep(kept, self.walk((i, j), shortest))
        return [part for parts in kept for part in parts]


def _keep(kept: list[list[Part]], new: list[Part]) -> None:
    for old in kept:
        for a in old:
            for b in new:
                if a.covers(b):
                    return
                if b.covers(a):
                    old.clear()
                    kept.append(new)
                    return
    kept.append(new)


@bif("str_smith_waterman", runtime=True)
def str_smith_waterman(rt: Runtime, a: bytes, b: bytes, params: Any) -> Vector:
    """The substrings that two strings have in common."""
    shortest, many = params.min_strlen, params.sw_variant == 1
    parts: list[Part] = []
    if min(len(a), len(b)) >= shortest:
        matrix = Matrix(a, b)
        if many:
            parts = matrix.walk_all(shortest)
        else:
            parts = matrix.walk(matrix.best, shortest)
    side = 0 if len(a) > len(b) else 1
    parts.sort(key=lambda p: p.at[side])
    return Vector([_part(rt, p, a, b) for p in parts], _vector_type(rt))


def _part(rt: Runtime, part: Part, a: bytes, b: bytes) -> Any:
    align = rt.record("sw_align")
    aligns = Vector([align(a, part.at[0]), align(b, part.at[1])])
    return rt.record("sw_substring")(part.text, aligns, part.is_new)


def _vector_type(rt: Runtime) -> Any:
    return rt.names.type_of("sw_substring_vec")
