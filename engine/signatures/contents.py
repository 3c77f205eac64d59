"""The patterns of one kind of content, and the content as it comes."""

from __future__ import annotations

from .automaton import Automaton, TooLarge, Walk
from .patterns import PatternSet

KEPT = 1 << 14
"""So many bytes are looked at again with each piece; what is longer, byte by byte."""


class KindSet:
    """The patterns of one kind that a selection of rules has."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self._set: PatternSet | None = None
        self._automaton: Automaton | None = None

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

    @property
    def automaton(self) -> Automaton:
        """What follows them through data of any length; TooLarge if it cannot."""
        if self._automaton is None:
            self._automaton = Automaton(self.patterns.trees)
        return self._automaton


class Stream:
    """Content of one kind in one direction, which comes piece by piece.

    The beginning is kept as long as a pattern may yet match it. Where that would be
    too much, the patterns that have not matched are followed byte by byte.
    """

    __slots__ = ("kind", "data", "ends", "is_over", "walk")

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
        self.walk: Walk | None = None
        self.is_over = False

    def feed(self, data: bytes, *, at_end: bool = False) -> bool:
        """Whether a pattern matches that did not match before."""
        if self.is_over:
            return False
        known = len(self.ends)
        if self.walk is not None:
            self._walk_on(self.walk, data, at_end)
        else:
            self._look_again(data, at_end)
        return len(self.ends) > known

    def _look_again(self, data: bytes, at_end: bool) -> None:
        """Look at everything that has come so far."""
        patterns = self.kind.patterns
        self.data = self.data + data if self.data else data
        for number in patterns.match(self.data, at_end=at_end):
            if number not in self.ends:
                self.ends[number] = patterns.first_end(number, self.data)
        self.is_over = (
            len(self.data) > patterns.longest
            or len(self.ends) == len(self.kind.texts)
            or at_end
        )
        if len(self.data) > KEPT and not self.is_over:
            self._begin_walk()

    def _begin_walk(self) -> None:
        missing = [n for n in range(len(self.kind.texts)) if n not in self.ends]
        try:
            walk = self.walk = Walk(self.kind.automaton, missing)
        except TooLarge:
            self.is_over = True
            return
        walk.feed(self.data)
        self.data = b""
        self.is_over = walk.is_over

    def _walk_on(self, walk: Walk, data: bytes, at_end: bool) -> None:
        """Look at what is new."""
        self.ends.update(walk.feed(data))
        if at_end:
            for number in walk.end():
                self.ends.setdefault(number, walk.position)
        self.is_over = walk.is_over or at_end
