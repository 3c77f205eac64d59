"""The patterns of one kind of content, and the content as it comes."""

from __future__ import annotations

from .patterns import PatternSet


class KindSet:
    """The patterns of one kind that a selection of rules has."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self._set: PatternSet | None = None

    def add(self, text: bytes) -> int:
        """One more pattern; its number."""
        self.texts.append(text)
        return len(self.texts) - 1

    @property
    def patterns(self) -> PatternSet:
        """The patterns, compiled when they are first needed."""
        if self._set is None:
            self._set = PatternSet(self.texts)
        return self._set


class Stream:
    """Content of one kind in one direction, which comes piece by piece.

    What has come is kept as long as a pattern may yet match it.
    """

    __slots__ = ("kind", "data", "ends", "is_over")

    def __init__(self, kind: KindSet):
        self.kind = kind
        self.ends: dict[int, int] = {}
        "For each pattern that has matched, after how many bytes."
        self.clear()

    def clear(self) -> None:
        """Begin anew; patterns that need no data count as matched."""
        self.restart()
        self.ends = dict.fromkeys(self.kind.patterns.nullable, 0)

    def restart(self) -> None:
        """Begin anew, but remember what has matched."""
        self.data = b""
        self.is_over = False

    def feed(self, data: bytes, *, at_end: bool = False) -> bool:
        """Whether a pattern matches that did not match before."""
        if self.is_over:
            return False
        patterns = self.kind.patterns
        self.data = self.data + data if self.data else data
        found = patterns.match(self.data, at_end=at_end)
        new = [number for number in found if number not in self.ends]
        for number in new:
            self.ends[number] = patterns.first_end(number, self.data)
        self.is_over = (
            len(self.data) > patterns.longest
            or len(self.ends) == len(self.kind.texts)
            or at_end
        )
        return bool(new)
