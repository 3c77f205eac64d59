"""Many patterns over data without end: each byte is looked at once.

The leaves of all patterns are numbered. A state is the set of leaves that may come
next; what a byte leads to is worked out when it is first needed. A pattern that has
matched is not looked for any more, so a step usually is nothing but a look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import length_hint

from ..values.pattern_syntax import BEGIN, END, Choice, Node, Repeat, Sequence, Symbols

MOST_LEAVES = 20_000
"""With more, patterns are too large to be followed."""
MOST_STATES = 4_000
"""With more, all are forgotten and worked out anew."""

Leaves = frozenset[int]
NOTHING: Leaves = frozenset()


class TooLarge(Exception):
    """The patterns have too many leaves."""


class Accepted(Exception):
    """A byte completes patterns; arguments are the state behind it and those."""


class Part:
    """A part of a pattern: the leaves it may begin and end with."""

    __slots__ = ("first", "last", "nullable")

    def __init__(self, first: Leaves, last: Leaves, nullable: bool):
        self.first = first
        self.last = last
        self.nullable = nullable


EMPTY = Part(NOTHING, NOTHING, True)


class Automaton:
    """Patterns by number, each anchored at the first byte."""

    def __init__(self, trees: Iterable[Node]):
        self.symbols: list[frozenset[int]] = []
        "What fits each leaf."
        self.follow: list[set[int]] = []
        "The leaves that may come after each."
        self.owner: list[int] = []
        "The pattern of each."
        self.ends: set[int] = set()
        "The leaves that may be the last of their patterns."
        self.states: dict[Leaves, State] = {}
        self.starts: list[Leaves] = []
        for number, tree in enumerate(trees):
            self._number = number
            part = self._part(tree)
            self.ends |= part.last
            self.starts.append(part.first)

    # Patterns

    def _part(self, node: Node) -> Part:
        match node:
            case Symbols(symbols):
                return self._leaf(symbols)
            case Sequence(items):
                return self._chain(map(self._part, items))
            case Choice(items):
                parts = [self._part(item) for item in items]
                return Part(
                    NOTHING.union(*(p.first for p in parts)),
                    NOTHING.union(*(p.last for p in parts)),
                    any(p.nullable for p in parts),
                )
            case Repeat():
                return self._chain(self._copies(node))

    def _leaf(self, symbols: frozenset[int]) -> Part:
        if len(self.symbols) >= MOST_LEAVES:
            raise TooLarge
        here = frozenset((len(self.symbols),))
        self.symbols.append(symbols)
        self.follow.append(set())
        self.owner.append(self._number)
        return Part(here, here, False)

    def _copies(self, node: Repeat) -> Iterator[Part]:
        for _ in range(node.low):
            yield self._part(node.item)
        if node.high is None:
            part = self._part(node.item)
            self._join(part.last, part.first)
            yield Part(part.first, part.last, True)
            return
        for _ in range(node.high - node.low):
            part = self._part(node.item)
            yield Part(part.first, part.last, True)

    def _chain(self, parts: Iterable[Part]) -> Part:
        whole = EMPTY
        for part in parts:
            self._join(whole.last, part.first)
            first = whole.first | part.first if whole.nullable else whole.first
            last = whole.last | part.last if part.nullable else part.last
            whole = Part(first, last, whole.nullable and part.nullable)
        return whole

    def _join(self, before: Leaves, after: Leaves) -> None:
        for leaf in before:
            self.follow[leaf] |= after

    # States

    def begin(self, numbers: Iterable[int]) -> State:
        """The state before the first byte, for some of the patterns."""
        leaves = NOTHING.union(*(self.starts[number] for number in numbers))
        waiting = list(leaves)
        while waiting:
            leaf = waiting.pop()
            if BEGIN in self.symbols[leaf]:
                waiting += self.follow[leaf] - leaves
                leaves |= self.follow[leaf]
        return self.state(leaves)

    def state(self, leaves: Leaves) -> State:
        """The state in which some leaves may come next."""
        found = self.states.get(leaves)
        if found is None:
            if len(self.states) >= MOST_STATES:
                self.states.clear()
            found = self.states[leaves] = State(self, leaves)
        return found

    def taken(self, leaves: Leaves, symbol: int) -> tuple[Leaves, frozenset[int]]:
        """The leaves after a symbol, and the patterns that it completes.

        Those are not followed any further.
        """
        fitting = [leaf for leaf in leaves if symbol in self.symbols[leaf]]
        done = frozenset(self.owner[leaf] for leaf in fitting if leaf in self.ends)
        after = NOTHING.union(*(self.follow[leaf] for leaf in fitting))
        if done:
            after = frozenset(leaf for leaf in after if self.owner[leaf] not in done)
        return after, done


class State(dict[int, "State"]):
    """For each byte seen so far the state that it leads to."""

    __slots__ = ("automaton", "leaves")

    def __init__(self, automaton: Automaton, leaves: Leaves):
        super().__init__()
        self.automaton = automaton
        self.leaves = leaves

    def __missing__(self, byte: int) -> State:
        after, done = self.automaton.taken(self.leaves, byte)
        state = self.automaton.state(after)
        if done:
            raise Accepted(state, done)
        self[byte] = state
        return state


class Walk:
    """One stream of bytes, followed through an automaton."""

    __slots__ = ("automaton", "state", "position")

    def __init__(self, automaton: Automaton, numbers: Iterable[int]):
        self.automaton = automaton
        self.state = automaton.begin(numbers)
        self.position = 0

    def feed(self, data: bytes) -> dict[int, int]:
        """The patterns that the next bytes complete, and after how many bytes."""
        found: dict[int, int] = {}
        rest = iter(data)
        state = self.state
        while True:
            try:
                for byte in rest:
                    state = state[byte]
                break
            except Accepted as accepted:
                state, done = accepted.args
                end = self.position + len(data) - length_hint(rest)
                found.update(dict.fromkeys(done, end))
        self.position += len(data)
        self.state = state
        return found

    def end(self) -> set[int]:
        """The patterns that the end of the data completes."""
        _, done = self.automaton.taken(self.state.leaves, END)
        return set(done)

    @property
    def is_over(self) -> bool:
        """Whether nothing can match any more."""
        return not self.state.leaves
