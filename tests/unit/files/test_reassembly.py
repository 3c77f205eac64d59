"""Pieces of files in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.reassembly import LAST_OFFSET, FileReassembler


class Sink:
    """Keeps what comes; holes become question marks."""

    def __init__(self) -> None:
        self.content = b""
        self.gaps: list[tuple[int, int]] = []

    def stream(self, data: bytes) -> None:
        self.content += data

    def gap(self, offset: int, length: int) -> None:
        self.gaps.append((offset, length))
        self.content += b"?" * length


def made(*pieces: tuple[int, bytes]) -> tuple[FileReassembler, Sink]:
    sink = Sink()
    reassembler = FileReassembler(sink, 0)
    for offset, data in pieces:
        reassembler.add(offset, data)
    return reassembler, sink


def test_first_bytes_win() -> None:
    reassembler, sink = made((2, b"cd"), (1, b"BCDE"), (0, b"aX"))
    assert sink.content == b"aBcdE"
    assert reassembler.held == 0


def test_old_bytes_are_cut() -> None:
    _, sink = made((0, b"abc"), (1, b"XXd"), (0, b"XX"))
    assert sink.content == b"abcd"


def test_flush() -> None:
    reassembler, sink = made((4, b"e"), (8, b"i"))
    assert reassembler.held == 2
    assert reassembler.flush() == 7
    assert sink.content == b"????e???i"
    assert reassembler.flush() == 0


def test_flush_to() -> None:
    reassembler, sink = made((4, b"e"), (8, b"i"))
    reassembler.flush_to(6)
    assert sink.content == b"????e?"
    assert reassembler.last == 6
    reassembler.add(6, b"gh")
    assert sink.content == b"????e?ghi"


def test_last_offset() -> None:
    reassembler, sink = made((LAST_OFFSET - 2, b"abcd"))
    assert reassembler.held == 2
    reassembler.add(LAST_OFFSET, b"x")
    assert reassembler.held == 2


def test_many_blocks_do_not_take_long() -> None:
    reassembler, sink = made()
    for offset in range(20000, 0, -2):
        reassembler.add(offset, b"x")
    assert reassembler.flush() == 10001
    assert len(sink.content) == 20001


PIECES = st.lists(st.tuples(st.integers(0, 30), st.binary(max_size=9)), max_size=25)


@given(PIECES)
def test_like_an_array(pieces: list[tuple[int, bytes]]) -> None:
    expected: dict[int, int] = {}
    for offset, data in pieces:
        for at, byte in enumerate(data, offset):
            expected.setdefault(at, byte)
    reassembler, sink = made(*pieces)
    reassembler.flush()
    end = max(expected, default=-1) + 1
    assert sink.content == bytes(expected.get(i, ord("?")) for i in range(end))
