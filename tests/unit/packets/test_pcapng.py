"""The newer format."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets import CaptureError
from pyzeek.packets.pcapng import PcapngFile


def resolution(value):
    return struct.pack("<HHB3x", 9, 1, value)


def test_interfaces_with_their_own_links_and_clocks(make, opened):
    offset = struct.pack("<HHq", 14, 8, 100)
    capture = opened(
        make.section()
        + make.interface(1)
        + make.interface(101, resolution(9))
        + make.interface(113, resolution(0x80 | 10) + offset)
        + make.enhanced(0, 1_500_000, b"one")
        + make.enhanced(1, 2_250_000_999, b"two")
        + make.enhanced(2, 3 << 10, b"three")
        + make.enhanced(7, 0, b"of no interface")
    )
    found = [(p.ts, p.link, p.data) for p in capture.packets()]
    assert found == [(1.5, 1, b"one"), (2.25, 101, b"two"), (103.0, 113, b"three")]


def test_big_endian_and_several_sections(make, opened):
    one = make.section(">") + make.interface(1, order=">")
    two = make.section() + make.interface(101)
    capture = opened(
        one
        + make.enhanced(0, 1000000, b"a", ">")
        + two
        + make.enhanced(0, 2000000, b"b")
    )
    assert [(p.link, p.ts) for p in capture.packets()] == [(1, 1.0), (101, 2.0)]


def test_simple_and_old_packets_and_unknown_blocks(make, opened):
    old = struct.pack("<HHIIII", 0, 0, 0, 5000000, 3, 3) + b"old"
    capture = opened(
        make.section()
        + make.interface(1, snaplen=4)
        + make.block(99, b"?")
        + make.block(3, struct.pack("<I", 6) + b"simple")
        + make.block(2, old)
    )
    found = [(p.data, p.length, p.ts) for p in capture.packets()]
    assert found == [(b"simp", 6, 0.0), (b"old", 3, 5.0)]


def test_every_cut_is_reported(make):
    whole = make.section() + make.interface(1) + make.enhanced(0, 1, b"abcd")
    for end in range(13, len(whole)):
        capture = PcapngFile("x", whole[:end], None)
        assert list(capture.packets()) == []
        assert (capture.truncated is None) == (end in (28, 48))


def test_a_damaged_section_header(opened):
    with pytest.raises(CaptureError, match="section header"):
        opened(b"\x0a\x0d\x0d\x0a" + bytes(20))


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data):
    head = struct.pack("<IIIHHqI", 0x0A0D0D0A, 28, 0x1A2B3C4D, 1, 0, -1, 28)
    list(PcapngFile("x", head + data, None).packets())
