"""Content that comes piece by piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.signatures import automaton, contents
from pyzeek.signatures.contents import KindSet, Stream


def stream_of(*patterns):
    kind = KindSet()
    for pattern in patterns:
        kind.add(pattern)
    return Stream(kind)


def test_a_match_across_pieces():
    stream = stream_of(b"ab.d", b".*x")
    assert not stream.feed(b"ab")
    assert stream.feed(b"cde")
    assert stream.ends == {0: 4}
    assert stream.feed(b"x")
    assert stream.ends == {0: 4, 1: 6}


def test_what_needs_nothing_starts_nothing():
    stream = stream_of(b".*", b"a")
    assert stream.ends == {0: 0}
    assert not stream.feed(b"b")
    assert stream.ends == {0: 0}


def test_the_end():
    stream = stream_of(b"ab$", b"a$")
    assert not stream.feed(b"a")
    assert not stream.feed(b"b")
    assert stream.feed(b"", at_end=True)
    assert stream.ends == {0: 2}


def test_nothing_more_can_match():
    stream = stream_of(b"abc")
    stream.feed(b"xyz")
    assert not stream.is_over
    stream.feed(b"z")
    assert stream.is_over


def test_anew():
    stream = stream_of(b"ab")
    stream.feed(b"xxx")
    stream.restart()
    assert stream.feed(b"ab")
    stream.restart()
    assert not stream.feed(b"ab")
    stream.clear()
    assert stream.feed(b"ab")


@given(st.lists(st.binary(max_size=4), max_size=8))
def test_pieces_do_not_matter(pieces):
    patterns = (b"a*b", b".*\x00.", b"[^a]{3}", b"x|y")
    whole, parts = stream_of(*patterns), stream_of(*patterns)
    whole.feed(b"".join(pieces))
    for piece in pieces:
        parts.feed(piece)
    assert parts.ends == whole.ends


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_long_content(monkeypatch, size):
    monkeypatch.setattr(contents, "KEPT", 20)
    stream = stream_of(b".*needle", b"a{30}", b".*x{3}$", b"b")
    data = b"a" * 5000 + b"needle" + b"x" * 10
    found = [stream.feed(data[at : at + size]) for at in range(0, len(data), size)]
    assert sum(found) == 2
    assert stream.feed(b"", at_end=True)
    assert stream.ends == {0: 5006, 1: 30, 2: 5016}
    assert stream.data == b""


def test_content_that_is_too_long_for_a_pattern(monkeypatch):
    monkeypatch.setattr(contents, "KEPT", 20)
    monkeypatch.setattr(automaton, "MOST_LEAVES", 100)
    stream = stream_of(b".*.{200}y")
    stream.feed(b"x" * 30)
    assert stream.is_over
