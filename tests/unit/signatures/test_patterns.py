"""Sets of patterns."""

from __future__ import annotations

import pytest

from pyzeek.signatures.patterns import PatternSet


def test_patterns_are_anchored():
    patterns = PatternSet([b"ab", b"^a", b".*c", b"b", b"(^a|x)b"])
    assert sorted(patterns.match(b"ab\nc")) == [0, 1, 2, 4]


def test_the_end_counts_when_nothing_follows():
    patterns = PatternSet([b"a$", b"ab"])
    assert patterns.match(b"a") == []
    assert patterns.match(b"a", at_end=True) == [0]
    assert patterns.match(b"ab", at_end=True) == [1]


@pytest.mark.parametrize(
    ("pattern", "data", "end"),
    [(b".*cd", b"abcdcd", 4), (b"a*", b"aaa", 0), (b"a+b?", b"ab", 1)],
)
def test_where_a_match_ends(pattern, data, end):
    assert PatternSet([pattern]).first_end(0, data) == end


def test_of_nothing():
    assert PatternSet([]).match(b"abc") == []
