"""GTPv1: headers, and the packets inside."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.gtpv1 import parse_header


def message(kind, body, flags=0x30, optional=b""):
    size = len(optional) + len(body)
    return struct.pack(">BBHI", flags, kind, size, 7) + optional + body


def test_a_packet_comes_out(lab, wire):
    lab.ip(wire.udp(2152, 2152, message(255, wire.udp(1, 2, b"x"))))
    assert [e.kind for c in lab.net.flows.values() for e in c.encap] == ["GTPv1"]
    assert {"new_gtpv1_state", "gtpv1_message", "gtpv1_g_pdu_packet"} <= set(lab.names)


def test_confirmation_may_wait_for_both_sides(make_lab, wire):
    lab = make_lab(values={"Tunnel::delay_gtp_confirmation": True})
    lab.ip(wire.udp(2152, 2152, message(255, wire.udp(1, 2, b"x"))))
    assert "analyzer_confirmation_info" not in lab.names


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (message(255, b"\x45")[:6], b"Binpac exception"),
        (message(255, bytes(10)), b"Truncated GTPv1"),
        (message(255, bytes(40)), b"non-IP packet in GTPv1"),
        (message(255, b"\x60" + bytes(50)), b"GTPv1 payload length"),
        (message(1, b"", flags=0x50), b"GTPv1 bad Version"),
    ],
)
def test_violations(lab, wire, data, reason):
    lab.ip(wire.udp(2152, 2152, data))
    (args,) = [a for _, n, a in lab.rt.seen if n == "analyzer_violation_info"]
    assert args[1].reason.startswith(reason)


def test_extension_headers_are_skipped():
    header = parse_header(
        message(255, b"\1\0\0\5\1\0\0\0rest", 0x34, b"\0\1\2\xc0"),
    )
    assert (header.seq, header.n_pdu, header.next_type) == (1, 2, 0xC0)
    assert header.end == 20


@given(st.binary(max_size=60))
def test_any_header_is_survived(data):
    try:
        assert parse_header(data).end <= len(data)
    except ParseError:
        pass
