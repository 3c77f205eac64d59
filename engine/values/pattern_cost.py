"""How much work a pattern may make for an engine that backtracks.

A pattern is deterministic if the next symbol always tells which way to go on.
Then there is one path through it, `re` needs time in proportion to the text
from each starting point, and its match is the longest one, as Zeek's is. Other
patterns get a degree: the work is bounded by the length to that power.
"""

from __future__ import annotations

from functools import lru_cache

from .pattern_syntax import (
    BEGIN,
    BYTES,
    EMPTY,
    END,
    Choice,
    Node,
    Repeat,
    Sequence,
    Symbols,
)

UNBOUNDED = 99
"""A degree that stands for exponential work."""
WAYS_LIMIT = 256
_NOTHING: frozenset[int] = frozenset()
_ANCHORS = frozenset((BEGIN, END))


def simplify(node: Node) -> Node:
    """An equal tree without optional anchors and nested sequences."""
    match node:
        case Symbols():
            return node
        case Sequence(items):
            return _sequence(items)
        case Choice(items):
            return _choice(tuple(simplify(i) for i in items))
        case Repeat(item, low, high):
            return _repeat(simplify(item), low, high)


def _sequence(items: tuple[Node, ...]) -> Node:
    flat: list[Node] = []
    for item in map(simplify, items):
        flat.extend(item.items if isinstance(item, Sequence) else (item,))
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def _choice(items: tuple[Node, ...]) -> Node:
    sets = [i.set for i in items if isinstance(i, Symbols) and i.set <= BYTES]
    if len(sets) == len(items):
        return Symbols(frozenset().union(*sets))
    unique = tuple(dict.fromkeys(items))
    return unique[0] if len(unique) == 1 else Choice(unique)


def _repeat(item: Node, low: int, high: int | None) -> Node:
    if high == 0 or item == EMPTY:
        return EMPTY
    if isinstance(item, Symbols) and item.set <= _ANCHORS:
        # an anchor that may be left out says nothing
        return item if low else EMPTY
    if (low, high) == (1, 1):
        return item
    if isinstance(item, Repeat) and item.high is None and item.low <= 1:
        if low <= 1 and (high is None or high >= 1):
            return Repeat(item.item, min(low, item.low), None)
    return Repeat(item, low, high)


@lru_cache(maxsize=4096)
def nullable(node: Node) -> bool:
    """True if the tree matches without any symbol."""
    match node:
        case Symbols():
            return False
        case Sequence(items):
            return all(nullable(i) for i in items)
        case Choice(items):
            return any(nullable(i) for i in items)
        case Repeat(item, low, _):
            return low == 0 or nullable(item)


@lru_cache(maxsize=4096)
def first(node: Node) -> frozenset[int]:
    """The symbols that a match may begin with."""
    match node:
        case Symbols(symbols):
            return symbols
        case Choice(items):
            return frozenset().union(*(first(i) for i in items))
        case Repeat(item, _, _):
            return first(item)
        case Sequence(items):
            found = _NOTHING
            for item in items:
                found |= first(item)
                if not nullable(item):
                    break
            return found


def deterministic(node: Node, follow: frozenset[int] = _NOTHING) -> bool:
    """True if one symbol ahead decides every choice; `follow` may come next."""
    match node:
        case Symbols():
            return True
        case Sequence(items):
            return _sequence_decided(items, follow)
        case Choice(items):
            return _choice_decided(items, follow)
        case Repeat(item, low, high):
            if nullable(item):
                return False
            once = low == high
            if not once and first(item) & follow:
                return False
            loops = high is None or high > 1
            return deterministic(item, follow | first(item) if loops else follow)


def _sequence_decided(items: tuple[Node, ...], follow: frozenset[int]) -> bool:
    for item in reversed(items):
        if not deterministic(item, follow):
            return False
        follow = first(item) | follow if nullable(item) else first(item)
    return True


def _choice_decided(items: tuple[Node, ...], follow: frozenset[int]) -> bool:
    seen = _NOTHING
    for i, item in enumerate(items):
        if nullable(item) and (i < len(items) - 1 or seen & follow):
            return False
        if first(item) & seen or not deterministic(item, follow):
            return False
        seen |= first(item)
    return True


def has_loop(node: Node) -> bool:
    """True if there is a repetition without limit (or with a high one)."""
    match node:
        case Symbols():
            return False
        case Repeat(item, _, high):
            return high is None or high > 16 or has_loop(item)
        case Sequence(items) | Choice(items):
            return any(has_loop(i) for i in items)


def degree(node: Node) -> int:
    """The power of the text's length that bounds the work from one start."""
    loops, ways = _ambiguity(node, _NOTHING)
    if loops >= UNBOUNDED or ways > WAYS_LIMIT:
        return UNBOUNDED
    return loops + 1


def _ambiguity(node: Node, follow: frozenset[int]) -> tuple[int, int]:
    """Ambiguous loops over one symbol, and a bound on the other choices."""
    if deterministic(node, follow):
        return 0, 1
    match node:
        case Symbols():
            return 0, 1
        case Sequence(items):
            return _sequence_ambiguity(items, follow)
        case Choice(items):
            parts = [_ambiguity(i, follow) for i in items]
            return max(p[0] for p in parts), sum(p[1] for p in parts)
        case Repeat(item, low, high):
            return _repeat_ambiguity(item, low, high, follow)


def _repeat_ambiguity(
    item: Node, low: int, high: int | None, follow: frozenset[int]
) -> tuple[int, int]:
    if isinstance(item, Symbols):
        return (1, 1) if high is None else (0, high - low + 1)
    if high is None or nullable(item) and high > 1:
        return UNBOUNDED, 1
    loops, ways = _ambiguity(item, follow | first(item))
    if ways > 1 and high > 8:
        return UNBOUNDED, 1
    return loops * high, ways**high * (high - low + 1)


def _sequence_ambiguity(
    items: tuple[Node, ...], follow: frozenset[int]
) -> tuple[int, int]:
    loops, ways = 0, 1
    for item in reversed(items):
        more, times = _ambiguity(item, follow)
        loops, ways = loops + more, ways * times
        follow = first(item) | follow if nullable(item) else first(item)
    return loops, ways


def anchored(node: Node) -> bool:
    """True if a match can begin nowhere but at the beginning of the text."""
    return not nullable(node) and first(node) <= {BEGIN}


def bare_words(node: Node) -> frozenset[str]:
    """What anchors alone the tree can match: of ``, `^`, `$` and `^$`."""
    match node:
        case Symbols(symbols):
            found = {"^" if s == BEGIN else "$" for s in symbols & _ANCHORS}
            return frozenset(found)
        case Choice(items):
            return frozenset().union(*(bare_words(i) for i in items))
        case Repeat(item, low, _):
            return bare_words(item) | (frozenset(("",)) if low == 0 else _EMPTY_SET)
        case Sequence(items):
            words = frozenset(("",))
            for item in items:
                more = bare_words(item)
                joined = {a + b for a in words for b in more}
                words = frozenset(w for w in joined if w in ("", "^", "$", "^$"))
            return words


_EMPTY_SET: frozenset[str] = frozenset()


def trim(node: Node) -> Node:
    """A tree that is found in the same texts: optional ends are cut off."""
    if not isinstance(node, Sequence):
        return node
    items = list(node.items)
    while items and nullable(items[0]):
        del items[0]
    while items and nullable(items[-1]):
        del items[-1]
    return items[0] if len(items) == 1 else Sequence(tuple(items))
