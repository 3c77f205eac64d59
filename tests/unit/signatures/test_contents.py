"""Content that comes piece by piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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
