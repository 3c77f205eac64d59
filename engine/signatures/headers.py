"""Header conditions of signatures, compared with one packet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .rules import COMPARISONS, HeaderTest

V4_PREFIX = bytes(10) + b"\xff\xff"


class Headers(NamedTuple):
    """The packet that the conditions look at.

    Of a list of values one must fit, but with `!=` none may be equal.
    """

    version: int
    ip: bytes
    "The header of IP and perhaps more."
    above: bytes
    "What the packet carries, from the header of TCP, UDP or ICMP on."
    protocol: int
    "That of what is above IP."
    src: bytes
    dst: bytes

    def holds(self, test: HeaderTest) -> bool:
        """Whether the packet is as a condition says."""
        if test.place in ("src", "dst"):
            return self._address(test)
        value = self._field(test)
        if value is None:
            return False
        compare = COMPARISONS[test.comparison]
        among = all if test.comparison == "!=" else any
        return among(compare(value & mask, wanted) for wanted, mask in test.values)

    def _address(self, test: HeaderTest) -> bool:
        raw = self.src if test.place == "src" else self.dst
        number = int.from_bytes(V4_PREFIX + raw if len(raw) == 4 else raw, "big")
        compare = COMPARISONS[test.comparison]
        among = all if test.comparison == "!=" else any
        return among(compare(number >> p.shift, p.bits) for p in test.prefixes)

    def _field(self, test: HeaderTest) -> int | None:
        """The number to compare; None if the packet has no such field."""
        if test.place == "next":
            return self.protocol
        data = self.above
        if test.place in ("ip", "ip6"):
            data = self.ip if self.version == (4 if test.place == "ip" else 6) else b""
        field = data[test.offset : test.offset + test.size]
        return int.from_bytes(field, "big") if len(field) == test.size else None


def may_hold(tests: Iterable[HeaderTest], protocol: int) -> bool:
    """Whether packets with that above IP can fulfil some conditions."""
    packet = Headers(0, b"", b"", protocol, b"", b"")
    return all(packet.holds(test) for test in tests if test.place == "next")


class Node:
    """A condition, and the rules and further conditions that wait behind it."""

    __slots__ = ("test", "children", "pure", "watching")

    def __init__(self, test: HeaderTest | None = None):
        self.test = test
        self.children: list[Node] = []
        self.pure: list[int] = []
        "Rules without patterns, by number; the newest first, which is Zeek's order."
        self.watching: list[int] = []
        "Rules with patterns."

    def add(self, number: int, tests: Iterable[HeaderTest], has_pattern: bool) -> None:
        """Put a rule behind its conditions, which others may share."""
        node = self
        for test in tests:
            found = next((c for c in node.children if c.test == test), None)
            if found is None:
                found = Node(test)
                node.children.insert(0, found)
            node = found
        (node.watching if has_pattern else node.pure).insert(0, number)

    def matching(self, headers: Headers | None) -> list[Node]:
        """The nodes whose conditions hold, each after its parent.

        Without a packet no condition holds.
        """
        found = [self]
        for node in found:
            if headers is not None:
                found += [c for c in node.children if c.test and headers.holds(c.test)]
        return found
