"""ICMP messages."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.icmp import context_record


def message(wire, kind, code, rest=bytes(4), body=b""):
    raw = struct.pack(">BBH", kind, code, 0) + rest + body
    return wire.checksum(raw, 2)


def test_ping(lab, wire):
    body = struct.pack(">HH", 7, 3)
    lab.ip(wire.ipv4(message(wire, 8, 0, body, b"hi"), 1))
    answer = message(wire, 0, 0, body, b"hi")
    lab.ip(wire.ipv4(answer, 1, src=wire.SERVER, dst=wire.CLIENT))
    (args,) = [a for _, n, a in lab.rt.seen if n == "icmp_echo_request"]
    assert args[2:] == (7, 3, b"hi")
    assert "icmp_echo_reply" in lab.names
    assert len(lab.net.flows) == 1


def test_unreachable_quotes_the_packet(lab, wire):
    quoted = wire.udp(5000, 53, b"question")
    lab.ip(wire.ipv4(message(wire, 3, 3, body=quoted), 1))
    (args,) = [a for _, n, a in lab.rt.seen if n == "icmp_unreachable"]
    context = args[3]
    assert str(context.id.orig_p) == "5000/udp"
    assert (context.bad_hdr_len, context.bad_checksum) == (False, False)


def test_a_wrong_checksum_is_told_of(lab, wire):
    lab.ip(wire.ipv4(b"\x08\0\0\1" + bytes(8), 1))
    assert "conn_weird" in lab.names
    assert lab.net.bad_checksums == 1


def test_any_quoted_bytes_make_a_context(make_lab):
    net = make_lab().net

    @given(st.binary(max_size=80), st.booleans())
    def check(data, v6):
        context_record(net, data, v6)

    check()


def test_any_message_is_survived(make_lab, wire):
    lab = make_lab(ignore_checksums=True)

    @given(st.binary(min_size=8, max_size=80))
    def check(data):
        lab.ip(wire.ipv4(data, 1))
        lab.ip(wire.ipv6(data, 58))

    check()
