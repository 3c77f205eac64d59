"""Signatures at work: which rules match the two directions of a connection.

A `Matcher` holds the rules of a run. For each direction of a connection it makes a
`Side`, which keeps what has matched so far. The order in which rules are judged is
Zeek's, for it decides in which order their events come: rules without patterns when
a direction begins and when it ends, the others when their last pattern matches, and
rules that wait for another one as soon as that has matched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from .contents import KindSet, Stream
from .headers import Headers, Node
from .rules import (
    PAYLOAD,
    Action,
    Content,
    Evaluate,
    IpOptions,
    Mime,
    PayloadSize,
    Rule,
    SameIp,
    StateIs,
)

ALL_BITS = 0xFFFFFFFFFFFFFFFF


class Owner(Protocol):
    """Whose traffic is looked at, and who does what rules say."""

    def in_state(self, state: StateIs, is_orig: bool) -> bool:
        """Whether the connection is in such a state."""

    def has_same_ip(self) -> bool:
        """Whether both ends have the same address."""

    def evaluate(self, name: str, side: Side, rule: Rule, data: bytes) -> bool:
        """What a script's function or variable says."""

    def act(self, action: Action, side: Side, rule: Rule, match: Match) -> None:
        """Do what a rule that matched says."""


class Match(NamedTuple):
    """What a rule matched: the data at hand, and where in it the match ended."""

    data: bytes
    end: int = 0


NOTHING = Match(b"")


class Place(NamedTuple):
    """Where a pattern of a rule stands among those of its kind."""

    kind: str
    number: int
    depth: int


class Selection:
    """The rules that some packet's headers leave."""

    def __init__(self, matcher: Matcher, nodes: Sequence[Node]):
        self.pure = [number for node in nodes for number in node.pure]
        self.watching = sorted(number for node in nodes for number in node.watching)
        self.kinds: dict[str, KindSet] = {}
        self.places: dict[int, list[Place]] = {}
        for number in self.watching:
            contents = matcher.rules[number].contents
            self.places[number] = [self._place(content) for content in contents]

    def _place(self, content: Content) -> Place:
        kind = self.kinds.setdefault(content.kind, KindSet())
        return Place(content.kind, kind.add(content.text), content.depth)

    @property
    def is_empty(self) -> bool:
        """Whether nothing can match."""
        return not (self.pure or self.watching)


class Matcher:
    """The rules of a run, behind the header conditions that they share."""

    def __init__(self, rules: Iterable[Rule]):
        self.rules = list(rules)
        self.numbers = {rule.name: n for n, rule in enumerate(self.rules)}
        self.dependents: dict[int, list[int]] = {}
        self.root = Node()
        self._selections: dict[tuple[int, ...], Selection] = {}
        for number, rule in enumerate(self.rules):
            if rule.active:
                self._add(number, rule)

    def _add(self, number: int, rule: Rule) -> None:
        for required in rule.requirements:
            waiting = self.dependents.setdefault(self.numbers[required.name], [])
            if number not in waiting:
                waiting.append(number)
        self.root.add(number, rule.headers, bool(rule.contents))

    def select(self, headers: Headers | None) -> Selection:
        """What may match after this first packet."""
        nodes = self.root.matching(headers)
        key = tuple(id(node) for node in nodes)
        found = self._selections.get(key)
        if found is None:
            found = self._selections[key] = Selection(self, nodes)
        return found


class Side:
    """One direction of a connection, and what has matched there."""

    __slots__ = (
        "matcher",
        "owner",
        "is_orig",
        "selection",
        "opposite",
        "payload_size",
        "matched",
        "waiting",
        "streams",
        "position",
    )

    def __init__(
        self, matcher: Matcher, owner: Owner, is_orig: bool, headers: Headers | None
    ):
        self.matcher = matcher
        self.owner = owner
        self.is_orig = is_orig
        self.selection = matcher.select(headers)
        self.opposite: Side | None = None
        self.payload_size = -1
        "That of the first packet with data; -1 before there was any packet."
        self.matched: dict[int, None] = {}
        "Rules that have matched, in order."
        self.waiting: dict[int, Match] = {}
        "Rules all of whose patterns have matched, and where."
        self.streams: dict[str, Stream] = {}
        self.position = 0
        "How many bytes of any kind were looked at."

    def begin(self, opposite: Side | None) -> None:
        """Judge what needs no data."""
        if opposite is not None:
            self.opposite, opposite.opposite = opposite, self
        for number in self.selection.pure:
            if self._fulfils(number, b"", False):
                self._fire(number, NOTHING, False)
        for kind, patterns in self.selection.kinds.items():
            self.streams[kind] = Stream(patterns)
        self.feed(PAYLOAD, b"")

    # Data

    def feed(self, kind: str, data: bytes, *, at_end: bool = False) -> None:
        """The next bytes of some kind of content."""
        if kind == PAYLOAD and self.payload_size <= 0:
            self.payload_size = len(data)
        before = self.position
        self.position += len(data)
        stream = self.streams.get(kind)
        if stream is not None and stream.feed(data, at_end=at_end):
            self._judge(data, before)

    def restart(self, kind: str) -> None:
        """Content of that kind begins anew."""
        self.position = 0
        if kind in self.streams:
            self.streams[kind].restart()

    def _judge(self, data: bytes, before: int) -> None:
        """Some pattern has matched: see which rules have all of theirs."""
        for number in self.selection.watching:
            if number in self.matched:
                continue
            end = self._end_of(number)
            if end is None:
                continue
            match = self.waiting.setdefault(
                number, Match(data, (end - before) & ALL_BITS)
            )
            if self._fulfils(number, data, False):
                self._fire(number, Match(data, match.end), False)

    def _end_of(self, number: int) -> int | None:
        """After how many bytes the last pattern of a rule matched, if all did."""
        places = self.selection.places[number]
        ends = [self.streams[kind].ends.get(at) for kind, at, _ in places]
        known = [end for end in ends if end is not None]
        if len(known) < len(places):
            return None
        depth = min(place.depth for place in places)
        return next((end for end in reversed(known) if end <= depth), None)

    def next_packet(self) -> None:
        """A datagram is over: the next one begins anew."""
        self._judge_pure(True)
        self.payload_size = -1
        for stream in self.streams.values():
            stream.clear()

    def finish(self) -> None:
        """The direction is over: judge what could not be judged before."""
        self.feed(PAYLOAD, b"", at_end=True)
        self._judge_pure(True)
        for number, match in list(self.waiting.items()):
            self._judge_again(number, match, True)

    @property
    def is_over(self) -> bool:
        """Whether no more data can change anything before the end."""
        return all(stream.is_over for stream in self.streams.values())

    # Rules

    def _judge_pure(self, at_end: bool) -> None:
        for number in self.selection.pure:
            self._judge_again(number, NOTHING, at_end)

    def _judge_again(self, number: int, match: Match, at_end: bool) -> None:
        if number not in self.matched and self._fulfils(number, b"", at_end):
            self._fire(number, match, at_end)

    def _fulfils(self, number: int, data: bytes, at_end: bool) -> bool:
        """Whether all conditions but patterns and headers hold."""
        rule = self.matcher.rules[number]
        for name, reverse, negated in rule.requirements:
            side = self.opposite if reverse else self
            if side is None or (negated and not at_end):
                return False
            if (self.matcher.numbers[name] in side.matched) == negated:
                return False
        return all(self._holds(condition, rule, data) for condition in rule.conditions)

    def _holds(self, condition: object, rule: Rule, data: bytes) -> bool:
        match condition:
            case StateIs():
                return self.owner.in_state(condition, self.is_orig)
            case SameIp():
                return self.owner.has_same_ip()
            case PayloadSize():
                return self.payload_size > 0 and condition.holds(self.payload_size)
            case Evaluate(name):
                return self.owner.evaluate(name, self, rule, data)
        assert isinstance(condition, IpOptions)
        return False

    def _fire(self, number: int, match: Match, at_end: bool) -> None:
        """A rule has matched: act, and see to those that wait for it."""
        if self.opposite is not None and number in self.opposite.matched:
            return
        self.matched[number] = None
        rule = self.matcher.rules[number]
        for action in rule.actions:
            if not isinstance(action, Mime):
                self.owner.act(action, self, rule, match)
        for dependent in self.matcher.dependents.get(number, ()):
            self._retry(dependent, at_end)
            if self.opposite is not None:
                self.opposite._retry(dependent, at_end)

    def _retry(self, number: int, at_end: bool) -> None:
        """Another rule has matched: judge one that waited for it."""
        if number in self.selection.pure:
            self._judge_again(number, NOTHING, at_end)
        elif number in self.waiting:
            self._judge_again(number, self.waiting[number], at_end)
