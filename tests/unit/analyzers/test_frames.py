"""Frames with a length in their first byte, however the stream was cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.frames import Frames


def frames() -> Frames:
    return Frames(2, lambda data, at: 2 + data[at])


@given(
    st.lists(st.binary(max_size=20), max_size=8),
    st.lists(st.integers(0, 60), max_size=10),
)
def test_in_any_pieces(bodies, cuts):
    stream = b"".join(bytes((len(body), 7)) + body for body in bodies)
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    cutter = frames()
    found = []
    for start, end in zip(places, places[1:], strict=False):
        found += cutter.feed(stream[start:end])
    assert [frame[2:] for frame in found] == bodies


def test_after_an_error_a_frame_begins():
    cutter = frames()
    assert list(cutter.feed(b"\5\0ab")) == []
    cutter.clear()
    assert list(cutter.feed(b"\1\0x")) == [b"\1\0x"]


def test_a_length_below_the_header():
    assert list(Frames(2, lambda data, at: -3).feed(b"abcd")) == [b"ab", b"cd"]


def test_a_length_is_asked_once():
    asked = []

    def length(data: bytes, at: int) -> int:
        asked.append(at)
        return 4

    cutter = Frames(2, length)
    for piece in (b"a", b"bc", b"", b"defg", b"h"):
        list(cutter.feed(piece))
    assert len(asked) == 2


def test_too_long_to_be_held():
    cutter = Frames(2, lambda data, at: 1 << 30)
    with pytest.raises(ParseError, match="expand past max capacity"):
        for _ in range(12):
            list(cutter.feed(bytes(1 << 20)))
