"""Header records for packet-level events."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.headers import packet_header
from pyzeek.packets.ip import IPv4, IPv6


def test_tcp_over_ipv4(make_lab, wire):
    data = wire.tcp(1000, 80, 5, 6, 0x18, b"abc")
    header = packet_header(make_lab().net, IPv4(data, 0, len(data)))
    assert str(header.ip.src) == "10.0.0.1" and header.ip.len == 43
    assert (header.tcp.seq, header.tcp.dl, header.tcp.flags) == (5, 3, 0x18)


def test_extension_headers(make_lab, wire):
    options = struct.pack(">BB", 17, 0) + b"\1\4\0\0\0\0"
    data = wire.ipv6(options + bytes(8), 0)
    header = packet_header(make_lab().net, IPv6(data, 0, len(data)))
    (extension,) = header.ip6.exts
    assert extension.id == 0 and extension.hopopts.options[0].len == 4


def test_any_ipv6_packet_makes_a_header(make_lab, wire):
    net = make_lab().net

    @given(
        st.binary(max_size=90), st.sampled_from([0, 6, 17, 43, 44, 50, 51, 58, 60, 135])
    )
    def check(body, following):
        data = wire.ipv6(body, following)
        packet_header(net, IPv6(data, 0, len(data)))

    check()
