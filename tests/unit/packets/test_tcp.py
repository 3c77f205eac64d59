"""TCP headers."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.tcp import (
    Segment,
    SynOptions,
    flag_text,
    options,
    seq_between,
    seq_delta,
)

NUMBER = st.integers(0, 0xFFFFFFFF)


def test_flags_as_letters():
    assert flag_text(0x12) == b"SA"
    assert flag_text(0xFF) == b"SFRAPUEC"


@given(NUMBER, st.integers(-(2**31), 2**31 - 1))
def test_distances_on_the_circle(start, distance):
    assert seq_delta((start + distance) & 0xFFFFFFFF, start) == distance


def test_between_across_the_wrap():
    assert seq_between(2, 0xFFFFFFF0, 5)
    assert not seq_between(6, 0xFFFFFFF0, 5)


def test_options_end_where_they_are_damaged():
    head = bytes(20)
    assert list(options(head + b"\1\2\4\5\xb4\0\7\7")) == [
        (1, 1, b""),
        (2, 4, b"\5\xb4"),
        (0, 1, b""),
    ]
    assert list(options(head + b"\2\0\0\0")) == []
    assert list(options(head + b"\2\4\5")) == []


@given(st.binary(max_size=40))
def test_any_options_are_survived(raw):
    SynOptions(bytes(20) + raw)


def test_what_takes_sequence_space():
    def taken(flags):
        fields = (1, 2, 3, 4, 0x50, flags, 6, 0, 0)
        return Segment(fields, bytes(20), b"", 10).taken

    assert (taken(0x10), taken(0x13), taken(0x04)) == (10, 12, 0)
