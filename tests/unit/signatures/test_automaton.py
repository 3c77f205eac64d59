"""Patterns followed byte by byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.signatures import automaton
from pyzeek.signatures.automaton import Automaton, TooLarge, Walk
from pyzeek.signatures.patterns import PatternSet, pattern_tree

PATTERNS = (
    b"^abc",
    b".*a.*b",
    b"a{2,3}c?",
    b"(a|bc)+d",
    b"[^a]*ab{2,}",
    b".{3}b",
    b".*c$",
    b"(^a|b)b",
    b"x*",
)


def walk_of(*patterns):
    known = PatternSet(patterns)
    return Walk(Automaton(known.trees), range(len(patterns)))


def test_where_matches_end():
    walk = walk_of(b"ab", b".*bc")
    assert walk.feed(b"a") == {}
    assert walk.feed(b"bbc") == {0: 2, 1: 4}
    assert walk.is_over


def test_the_end():
    walk = walk_of(b".*c$")
    walk.feed(b"cxc")
    assert walk.end() == {0}
    walk.feed(b"x")
    assert walk.end() == set()


def test_nothing_can_match():
    walk = walk_of(b"ab", b"a.c")
    walk.feed(b"b")
    assert walk.is_over


def test_some_of_them():
    known = PatternSet([b".*a", b".*b"])
    walk = Walk(Automaton(known.trees), [1])
    assert walk.feed(b"ab") == {1: 2}


def test_too_large():
    with pytest.raises(TooLarge):
        Automaton([pattern_tree(b"(.{200}){200}")])


def test_states_are_forgotten(monkeypatch):
    monkeypatch.setattr(automaton, "MOST_STATES", 3)
    data = b"xaxbabaxxabaxxaaxabxbab" * 5
    end = PatternSet([b".*a.{6}bx"]).first_end(0, data)
    assert walk_of(b".*a.{6}bx").feed(data) == {0: end}


@given(st.lists(st.binary(max_size=5).map(lambda b: bytes(97 + x % 4 for x in b))))
def test_the_same_as_all_at_once(pieces):
    known = PatternSet(PATTERNS)
    walk = Walk(Automaton(known.trees), range(len(PATTERNS)))
    found = {}
    for piece in pieces:
        found.update(walk.feed(piece))
    found.update(dict.fromkeys(walk.end() - set(found), walk.position))
    data = b"".join(pieces)
    expected = {
        number: known.first_end(number, data)
        for number in known.match(data, at_end=True)
        if number not in known.nullable
    }
    assert {n: e for n, e in found.items() if n not in known.nullable} == expected
