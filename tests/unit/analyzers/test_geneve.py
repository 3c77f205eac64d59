"""Options of Geneve."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.geneve import Option, options

ARP = bytes.fromhex("0001080006040001aabbccddeeff0a000001000000000000 0a000002")


def test_options_are_read():
    first = b"\x01\x02\x83\x01" + b"abcd"
    second = b"\0\1\5\0"
    header = b"\x03\0\x65\x58" + bytes(4) + first + second
    assert options(header) == [
        Option(0x102, True, 3, b"abcd"),
        Option(1, False, 5, b""),
    ]


def test_an_option_beyond_the_header_is_left_out():
    assert options(b"\x01\0\x65\x58" + bytes(4) + b"\0\1\5\7") == []


def test_arp_may_be_inside(lab, wire):
    lab.ip(wire.udp(9, 6081, b"\0\0\x08\x06\0\0\x07\0" + ARP))
    assert "bad_arp" in lab.names


def test_an_unknown_protocol_is_told_of(lab, wire):
    lab.ip(wire.udp(9, 6081, b"\0\0\x12\x34\0\0\x07\0abcd"))
    (args,) = [a for _, n, a in lab.rt.seen if n == "unknown_protocol"]
    assert args[:3] == (b"GENEVE", 0x1234, b"abcd")


@given(st.binary(max_size=300))
def test_any_header_is_survived(data):
    options(data)
