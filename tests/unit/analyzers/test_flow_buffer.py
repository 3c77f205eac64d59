"""Lines and frames out of pieces."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers import ParseError
from pyzeek.analyzers.flow_buffer import Flow, FlowBuffer, Unit

Read = list[bytes]


def lines(into: Read) -> Flow:
    def unit(flow: FlowBuffer) -> Unit:
        into.append((yield from flow.line()))

    return Flow(unit)


def frames(into: Read) -> Flow:
    """Frames with a length of one byte in front; 255 is not allowed."""

    def unit(flow: FlowBuffer) -> Unit:
        size = (yield from flow.frame(1))[0]
        if size == 255:
            raise ParseError("too long")
        into.append((yield from flow.grow(1 + size))[1:])

    return Flow(unit)


def pieces(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    places = [0, *sorted(x % (len(data) + 1) for x in cuts), len(data)]
    for begin, end in zip(places, places[1:], strict=False):
        yield data[begin:end]


def test_ends_of_lines() -> None:
    read: Read = []
    lines(read).feed(b"a\nb\r\nc\rd\n\ne")
    assert read == [b"a", b"b", b"c", b"d", b"e"][:4]
    # The line feed behind `d` is taken for the one of the CR before it, as in binpac.


def test_a_line_feed_in_the_next_piece() -> None:
    read: Read = []
    flow = lines(read)
    for piece in (b"on", b"e\r", b"\ntw", b"o\r\n", b"three\n"):
        flow.feed(piece)
    assert read == [b"one", b"two", b"three"]


@given(
    st.lists(st.text("xyz", max_size=5).map(str.encode), max_size=8),
    st.lists(st.integers(0, 200), max_size=8),
)
def test_lines_in_pieces(wanted: list[bytes], cuts: list[int]) -> None:
    read: Read = []
    flow = lines(read)
    for piece in pieces(b"".join(x + b"\n" for x in wanted), cuts):
        flow.feed(piece)
    assert read == wanted


@given(
    st.lists(st.binary(max_size=20), max_size=8),
    st.lists(st.integers(0, 200), max_size=8),
)
def test_frames_in_pieces(wanted: list[bytes], cuts: list[int]) -> None:
    read: Read = []
    flow = frames(read)
    for piece in pieces(b"".join(bytes([len(x)]) + x for x in wanted), cuts):
        flow.feed(piece)
    assert read == wanted


def test_an_error_drops_what_came_with_it() -> None:
    read: Read = []
    flow = frames(read)
    with pytest.raises(ParseError, match="too long"):
        flow.feed(b"\1a\xff\1b")
    flow.feed(b"\1c")
    assert read == [b"a", b"c"]


def test_a_gap_leaves_what_began() -> None:
    read: Read = []
    flow = frames(read)
    flow.feed(b"\3ab")
    flow.gap()
    flow.feed(b"c")
    assert read == [b"abc"]


def test_no_more_is_held_than_there_may_be() -> None:
    flow = lines([])
    with pytest.raises(ParseError, match=r"expand past max capacity \d+/10485760"):
        for _ in range(12):
            flow.feed(bytes(1 << 20))
    flow.feed(b"again\n")


def test_a_frame_behind_a_line() -> None:
    read: Read = []

    def unit(flow: FlowBuffer) -> Unit:
        read.append((yield from flow.line()))
        read.append((yield from flow.frame(2)))

    flow = Flow(unit)
    for piece in (b"x\r", b"\nab", b"y\ncd"):
        flow.feed(piece)
    assert read == [b"x", b"ab", b"y", b"cd"]
