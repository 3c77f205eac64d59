"""The classic format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.pcap import PcapFile


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("magic", "fraction"), [(0xA1B2C3D4, 250000), (0xA1B23C4D, 250000999)]
)
def test_byte_orders_and_resolutions(make, opened, order, magic, fraction):
    capture = opened(make.pcap((7, fraction, b"abc", 90), order=order, magic=magic))
    (packet,) = capture.packets()
    assert (packet.ts, packet.data, packet.length) == (7.25, b"abc", 90)


def test_packets_longer_than_the_snapshot_are_cut(make, opened):
    (packet,) = opened(make.pcap((1, 0, b"abcdef"), snaplen=4)).packets()
    assert packet.data == b"abcd"


def test_every_cut_gives_the_complete_packets(make):
    whole = make.pcap((1, 0, b"abc"), (2, 0, b"defg"))
    for end in range(24, len(whole)):
        capture = PcapFile("x", whole[:end], None)
        complete = len(list(capture.packets()))
        assert complete == (end >= 43)
        assert (capture.truncated is None) == (end in (24, 43))


def test_impossible_lengths_end_the_file(make):
    data = bytearray(make.pcap((1, 0, b"abc"), (2, 0, b"defg")))
    data[43 + 8 : 43 + 12] = b"\xff\xff\xff\x7f"
    capture = PcapFile("x", bytes(data), None)
    assert len(list(capture.packets())) == 1
    assert "impossible packet length" in capture.truncated


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data):
    list(PcapFile("x", b"\xd4\xc3\xb2\xa1" + bytes(20) + data, None).packets())
