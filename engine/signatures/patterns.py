"""Many patterns of one kind of content, matched in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence as Texts
from math import inf
from typing import Any

from ..values.pattern import PatternError
from ..values.pattern_cost import nullable
from ..values.pattern_engine import tree_of, write_pattern
from ..values.pattern_syntax import BYTES, END, Choice, Node, Repeat, Sequence, Symbols

MEMORY = 1 << 28
"""What re2 may spend on the states of one set; it uses as much as it needs."""


class PatternSet:
    """Patterns by number; each is anchored at the first byte.

    What is asked of it has come so far; `$` holds only where nothing will follow.
    """

    def __init__(self, texts: Texts[bytes]):
        trees = self.trees = [pattern_tree(text) for text in texts]
        self.nullable = [n for n, tree in enumerate(trees) if nullable(tree)]
        "Those that match without any symbol, not even `^`."
        self.longest = max(map(longest, trees), default=0.0)
        "The length of the longest text that matters; may be infinite."
        self._open = _compile([_without_end(tree) for tree in trees])
        self._closed = self._open
        if any(_mentions_end(tree) for tree in trees):
            self._closed = _compile(trees)

    def match(self, data: bytes, *, at_end: bool = False) -> list[int]:
        """The numbers of those that match some prefix of the data."""
        found: list[int] | None = (self._closed if at_end else self._open).Match(data)
        return found or []

    def first_end(self, number: int, data: bytes) -> int:
        """The length of the shortest prefix that a pattern matches, all if none."""
        lengths = range(len(data))
        return bisect_left(lengths, True, key=lambda n: number in self.match(data[:n]))


def pattern_tree(text: bytes) -> Node:
    """What a pattern of a signature means; PatternError if it means nothing."""
    return tree_of(b"(?s:%s)" % text)


def fits_nothing(text: bytes) -> bool:
    """Whether a pattern needs neither data nor `^`."""
    return nullable(pattern_tree(text))


def longest(node: Node) -> float:
    """How many bytes a match may have at most."""
    match node:
        case Symbols(symbols):
            return 1.0 if symbols & BYTES else 0.0
        case Choice(items):
            return max(map(longest, items))
        case Sequence(items):
            return sum(map(longest, items))
        case Repeat(item, _, high):
            length = longest(item)
            return length * (inf if high is None else high) if length else 0.0


def _compile(trees: Texts[Node]) -> Any:
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = MEMORY
    options.log_errors = False
    found = re2.Set.MatchSet(options)
    for tree in trees:
        try:
            found.Add(write_pattern(tree, "re2"))
        except re2.error:
            raise PatternError("too large") from None
    found.Compile()
    return found


def _mentions_end(node: Node) -> bool:
    match node:
        case Symbols(symbols):
            return END in symbols
        case Repeat(item, _, _):
            return _mentions_end(item)
        case Sequence(items) | Choice(items):
            return any(_mentions_end(i) for i in items)


def _without_end(node: Node) -> Node:
    """The tree with nothing in the place of `$`, so that it never matches there."""
    match node:
        case Symbols(symbols):
            return Symbols(symbols & BYTES) if END in symbols else node
        case Repeat(item, low, high):
            return Repeat(_without_end(item), low, high)
        case Sequence(items):
            return Sequence(tuple(_without_end(i) for i in items))
        case Choice(items):
            return Choice(tuple(_without_end(i) for i in items))
