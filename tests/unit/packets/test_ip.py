"""IP headers."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.ip import IPv4, IPv6

SRC, DST = b"\xfd" + bytes(15), b"\xfe" + bytes(15)


def ipv6(following, body):
    return (
        struct.pack(">IHBB", 6 << 28 | 0x12345, len(body), following, 64)
        + SRC
        + DST
        + body
    )


def read(data):
    return IPv6(data, 0, len(data))


def test_ipv4_fields():
    data = bytes.fromhex(
        "46000030 1234 2001 4011 0000 0a000001 0a000002 00000000".replace(" ", "")
    )
    ip = IPv4(b"??" + data, 2, len(data))
    assert (ip.header_length, ip.total_length, ip.payload_length) == (24, 48, 24)
    assert ip.is_fragment and ip.more_fragments and ip.fragment_offset == 8
    assert (ip.src, ip.dst, ip.proto) == (b"\x0a\0\0\1", b"\x0a\0\0\2", 17)


def test_a_chain_of_extension_headers():
    hop = bytes([60, 0]) + b"\1\4\0\0\0\0"
    destination = bytes([6, 0]) + b"\1\4\0\0\0\0"
    ip = read(ipv6(0, hop + destination + bytes(20)))
    assert [kind for kind, _, _ in ip.chain] == [41, 0, 60]
    assert (ip.proto, ip.header_length, ip.payload_length) == (6, 56, 20)
    assert ip.flow_label == 0x12345


def test_routing_headers_name_the_final_destination():
    final = b"\xfc" + bytes(15)
    ip = read(ipv6(43, bytes([17, 2, 0, 1]) + bytes(4) + final + bytes(8)))
    assert ip.dst == final and ip.header_dst == DST
    assert ip.odd == [("routing0_hdr", "")]


def test_the_home_address_stands_for_the_source():
    home = b"\xfc" + bytes(15)
    ip = read(ipv6(60, bytes([17, 2]) + b"\1\2\0\0" + b"\xc9\x10" + home + bytes(8)))
    assert ip.src == home and ip.header_src == SRC


def test_fragments():
    ip = read(ipv6(44, struct.pack(">BBHI", 17, 0, 16 | 1, 99) + bytes(8)))
    assert ip.is_fragment and ip.more_fragments
    assert (ip.fragment_offset, ip.ident, ip.proto) == (16, 99, 17)


@given(st.integers(0, 255), st.binary(max_size=120))
def test_any_chain_ends(following, body):
    ip = read(ipv6(following, body))
    assert 40 <= ip.header_length <= 40 + len(body)
    assert ip.fragment_offset >= 0 and ip.headers >= 1
