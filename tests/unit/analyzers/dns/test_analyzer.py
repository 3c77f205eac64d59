"""Datagrams, streams, and flows that end or are turned round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.dns.analyzer import is_multicast

from .conftest import Talk, message, question, record

QUERY = message([question()], flags=0)
ANSWER = message([question()], [record(1, b"\1\2\3\4")])


def framed(*messages: bytes) -> bytes:
    return b"".join(len(m).to_bytes(2, "big") + m for m in messages)


def test_datagrams() -> None:
    talk = Talk()
    assert talk.events(QUERY, True) == ["dns_message", "dns_request", "dns_end"]
    names = ["dns_message", "dns_query_reply", "dns_A_reply", "dns_end"]
    assert talk.events(ANSWER) == names
    assert talk.connection.confirmed == 2
    talk.rt.raised.clear()
    talk.analyzer.finish()
    assert talk.rt.raised == [("udp_session_done", "c")]


def test_a_first_reply_of_the_originator_turns_the_flow_round() -> None:
    talk = Talk()
    (_, is_orig, *_), *_ = talk.hear(ANSWER, True)
    assert talk.weirds == ["^"] and not is_orig
    talk.hear(ANSWER, True)
    assert talk.weirds == ["^"]


def test_but_not_away_from_a_group_of_hosts() -> None:
    talk = Talk()
    talk.connection.resp.addr = bytes((224, 0, 0, 251))
    (_, is_orig, *_), *_ = talk.hear(ANSWER, True)
    assert talk.weirds == [] and not is_orig


@pytest.mark.parametrize(
    "addr, group",
    [
        (bytes((224, 0, 0, 1)), True),
        (bytes((239, 255, 0, 1)), True),
        (bytes((240, 0, 0, 1)), False),
        (bytes((10, 0, 0, 1)), False),
        (b"\xff\2" + bytes(14), True),
        (b"\xfe\x80" + bytes(14), False),
    ],
)
def test_groups(addr: bytes, group: bool) -> None:
    assert is_multicast(addr) is group


@given(st.lists(st.integers(1, 40), max_size=8), st.booleans())
def test_a_stream_in_pieces(sizes: list[int], is_orig: bool) -> None:
    talk = Talk({"dns_message"}, tcp=True)
    data, events = framed(QUERY, ANSWER, QUERY), []
    for size in [*sizes, len(data)]:
        events += talk.events(data[:size], is_orig)
        data = data[size:]
    assert events == ["dns_message"] * 3


def test_directions_do_not_mix() -> None:
    talk = Talk({"dns_message"}, tcp=True)
    query, answer = framed(QUERY), framed(ANSWER)
    assert talk.events(query[:9], True) == talk.events(answer[:5]) == []
    assert talk.events(query[9:], True) == talk.events(answer[5:]) == ["dns_message"]


def test_a_flip_between_two_pieces() -> None:
    talk = Talk({"dns_message"}, tcp=True)
    query = framed(QUERY)
    talk.events(query[:9], True)
    talk.analyzer.flip()
    assert talk.events(query[9:], False) == ["dns_message"]


def test_what_is_left_when_a_side_closes() -> None:
    talk = Talk({"dns_message"}, tcp=True)
    talk.events(framed(QUERY)[:-1], True)
    for _ in range(2):  # both sides close
        talk.rt.raised.clear()
        talk.analyzer.closed(True)
        [(_, _, is_orig, _, length)] = talk.rt.raised
        assert (is_orig, length) == (True, len(QUERY) - 1)
    # More bytes end the message, which Zeek then takes for an empty one.
    talk.weirds.clear()
    assert talk.events(framed(QUERY), True) == ["dns_message"]
    assert "DNS_truncated_len_lt_hdr_len" in talk.weirds


def test_an_empty_message() -> None:
    talk = Talk({"dns_message"}, tcp=True)
    assert talk.events(b"\0\0" + framed(QUERY), True) == ["dns_message"]
    assert talk.weirds == ["DNS_truncated_len_lt_hdr_len"]


def test_the_end_of_a_stream_is_no_session_done() -> None:
    talk = Talk(tcp=True)
    talk.analyzer.finish()
    assert talk.rt.raised == []
    assert not talk.rt.timers.heap


SETTINGS = {
    "dns_session_timeout": 10.0,
    "dns_max_queries": 25,
    "dns_max_compression_chain_depth": 20,
    "dns_skip_all_auth": True,
    "dns_skip_all_addl": True,
}
ENDS = ["connection_timeout", "udp_session_done", "connection_state_remove"]


@pytest.fixture
def flows(make_lab):
    lab = make_lab(wanted={*ENDS}, values=SETTINGS)
    lab.rt.analyzer_ports = {53 | 0x20000: {"DNS"}}
    return lab


def test_a_silent_flow_ends(flows, wire) -> None:
    flows.ip(wire.udp(1000, 53, QUERY))
    flows.ip(wire.udp(53, 1000, ANSWER, src=wire.SERVER, dst=wire.CLIENT), 5.0)
    flows.ip(wire.tcp(1, 2, 100, 0, 2), 5.5)
    assert flows.names == []  # silent, but not for long enough
    flows.ip(wire.tcp(1, 2, 100, 0, 2), 10.0)
    assert [name for name in flows.names if name in ENDS][-3:] == ENDS


def test_an_analyzer_that_was_taken_off_ends_with_the_next_packet(flows, wire) -> None:
    flows.ip(wire.udp(1000, 53, QUERY))
    [analyzer] = flows.conn.analyzers
    flows.conn.retire(analyzer)
    assert flows.names == []
    flows.ip(wire.udp(1000, 53, QUERY))
    assert flows.names == ["udp_session_done"]
    flows.ip(wire.tcp(1, 2, 100, 0, 2), 12.0)
    assert flows.names == ["udp_session_done"]


def test_or_with_the_flow(flows, wire) -> None:
    flows.ip(wire.udp(1000, 53, QUERY))
    [analyzer] = flows.conn.analyzers
    flows.conn.retire(analyzer)
    flows.ip(wire.tcp(1, 2, 100, 0, 2), 12.0)
    assert flows.names == ENDS


def test_all_flows_end_with_the_input(flows, wire) -> None:
    flows.ip(wire.udp(1000, 53, QUERY))
    assert flows.finish() == ENDS


def test_a_packet_that_turns_the_flow_round_counts_for_the_role(flows, wire) -> None:
    flows.ip(wire.udp(1000, 53, ANSWER))
    conn = flows.conn
    assert (conn.orig.port, conn.resp.port, conn.history) == (53, 1000, "D^")
    assert (conn.orig.packets, conn.resp.packets) == (1, 0)
    assert (conn.orig.size(), conn.resp.size()) == (len(ANSWER), 0)
