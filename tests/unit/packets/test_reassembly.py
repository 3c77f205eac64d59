"""Bytes in order."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.reassembly import Stream


class Notes:
    """Notes what a stream says."""

    def __init__(self):
        self.bytes = b""
        self.gaps = []
        self.copies = []

    def data(self, stream, seq, length, data):
        assert length == len(data)
        self.bytes += data

    def gap(self, stream, seq, length):
        self.gaps.append((seq, length))
        self.bytes += b"?" * length

    def overlap(self, stream, old, new):
        self.copies.append((old, new))


def stream(keep=False):
    notes = Notes()
    return Stream(notes, True, keep), notes


def add(found, seq, data):
    found.add(seq, len(data), data)


def test_holes_are_filled():
    found, notes = stream()
    add(found, 5, b"efg")
    add(found, 10, b"jk")
    assert notes.bytes == b"" and found.above_hole == 11
    add(found, 1, b"abcd")
    assert notes.bytes == b"abcdefg"
    add(found, 8, b"hi")
    assert notes.bytes == b"abcdefghijk" and not found.blocks


def test_the_first_copy_stays():
    found, notes = stream(keep=True)
    add(found, 4, b"DE")
    add(found, 1, b"abcdefg")
    assert notes.bytes == b"abcDEfg"
    assert notes.copies == [(b"DE", b"de")]
    add(found, 6, b"fX")
    assert notes.copies[-1] == (b"fg", b"fX")


def test_what_is_acknowledged_is_forgotten():
    found, notes = stream(keep=True)
    add(found, 1, b"abcd")
    found.acknowledge(5, False)
    add(found, 1, b"XXXX")
    assert notes.copies == [] and not found.has_blocks


def test_acknowledged_holes_are_gaps():
    found, notes = stream()
    add(found, 1, b"ab")
    add(found, 5, b"ef")
    found.acknowledge(9, False)
    assert notes.bytes == b"ab??ef??"
    assert notes.gaps == [(3, 2), (7, 2)]


def test_a_missing_beginning_is_no_gap():
    found, notes = stream()
    found.acknowledge(2, True)
    assert notes.gaps == []


def test_an_abandoned_stream_is_silent():
    found, notes = stream()
    add(found, 100, b"x")
    found.abandon()
    add(found, 1, b"abc")
    found.acknowledge(200, False)
    assert notes.bytes == b"" and notes.gaps == []


TEXT = bytes(range(65, 65 + 60))
PIECE = st.tuples(st.integers(0, 59), st.integers(1, 20))


@given(st.lists(PIECE, max_size=40), st.booleans())
def test_any_pieces_in_any_order(pieces, keep):
    found, notes = stream(keep)
    covered = set()
    for start, size in pieces:
        data = TEXT[start : start + size]
        covered |= set(range(start, start + len(data)))
        add(found, start + 1, data)
        reach = next(i for i in range(61) if i not in covered)
        assert notes.bytes == TEXT[:reach]
    found.acknowledge(61, False)
    expected = bytes(b if i in covered else 63 for i, b in enumerate(TEXT))
    assert notes.bytes == expected
    assert all(old == new for old, new in notes.copies)
