"""Headers and sections, and which of them are read."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.dns.message import flags_of

from .conftest import REPLY, Talk, message, name, question, record

A = record(1, b"\1\2\3\4")


def test_the_header(talk: Talk) -> None:
    data = message([question()], flags=0x01B0, ident=0x1234)
    _, is_orig, header, length = talk.hear(data, True)[0]
    assert is_orig is True and length == len(data)
    flags = (0, 0, False, False, False, True, True, 3, True, True)
    assert header == (0x1234, *flags, 1, 0, 0, 0, False)


def test_flags() -> None:
    reply = flags_of(0x8403 | 5 << 11)
    assert (reply.opcode, reply.rcode, reply.is_reply) == (5, 3, True)
    assert reply.authoritative and not reply.truncated


def test_each_event_has_a_header_of_its_own(talk: Talk) -> None:
    talk.analyzer.deliver(message([question()], flags=0), True)
    assert len({id(event[-1]) for event in talk.rt.raised}) == len(talk.rt.raised)


@pytest.mark.parametrize(
    "data, event",
    [
        (message([question()], flags=0), "dns_request"),
        (message([question()], flags=REPLY | 3), "dns_rejected"),
        (message([question()], [A]), "dns_query_reply"),
        (message([question()], [], [A]), "dns_query_reply"),
    ],
)
def test_questions(talk: Talk, data: bytes, event: str) -> None:
    data = data.replace(b"\1a\1b", b"\1A\1b")
    assert talk.hear(data)[1] == (event, talk.hear(data)[0][2], b"a.b", 1, 1, b"A.b")


def test_sections_that_nobody_wants() -> None:
    data = message([question()], [A], [A], [A])
    replies = {
        (False, False): 3,
        (True, False): 2,
        (False, True): 2,
        (True, True): 1,
    }
    for (authority, additional), count in replies.items():
        settings = {"dns_skip_all_auth": authority, "dns_skip_all_addl": additional}
        events = Talk(**settings).events(data)
        assert events.count("dns_A_reply") == count, settings


def test_servers_whose_sections_nobody_wants() -> None:
    from pyzeek.values.addr import Addr

    servers = {Addr.v4(bytes((10, 0, 0, 2))): None}
    data = message([question()], [A], [A], [A])
    assert Talk(dns_skip_auth=servers).events(data).count("dns_A_reply") == 2
    assert Talk(dns_skip_addl=servers).events(data).count("dns_A_reply") == 2
    # Only where there was an answer.
    data = message([question()], [], [A], [A])
    assert Talk(dns_skip_auth=servers).events(data).count("dns_A_reply") == 2


def test_operations_that_are_not_read(talk: Talk) -> None:
    assert talk.events(message([question()], flags=2 << 11)) == []
    assert talk.weirds == ["DNS_unknown_opcode 2", "X"]
    talk = Talk(port=137)
    assert talk.events(message([question()], flags=6 << 11))[0] == "dns_message"


def test_too_many_questions(talk: Talk) -> None:
    data = message([question()] * 26, flags=0)
    assert talk.events(data) == ["dns_message", "dns_end"]
    assert talk.violations == talk.weirds == ["DNS_Conn_count_too_large"]
    assert talk.connection.confirmed == 0
    assert Talk(dns_max_queries=0).events(data).count("dns_request") == 26


@pytest.mark.parametrize(
    "data, weird",
    [
        (bytes(11), "DNS_truncated_len_lt_hdr_len"),
        (message([question()[:-1]]), "DNS_truncated_quest_too_short"),
        (message([], [name("a")]), "DNS_truncated_ans_too_short"),
        (message([], [A[:-1]]), "DNS_truncated_RR_rdlength_lt_len"),
        (message([], [record(1, b"") + A, A]), "DNS_zero_rdlength"),
    ],
)
def test_cut_off(talk: Talk, data: bytes, weird: str) -> None:
    talk.hear(data)
    assert talk.weirds[0] == weird
    assert talk.connection.confirmed == 0


def test_numbers_that_are_cut_off_are_zero(talk: Talk) -> None:
    head = name("a") + struct.pack(">HH", 1, 1)
    talk.hear(message([], [head + b"\0\0\0"]))
    assert talk.weirds == ["DNS_zero_rdlength"]
    talk.weirds.clear()
    talk.hear(message([], [head]))
    assert talk.weirds == ["DNS_RR_bad_length"]


@given(st.binary(max_size=200), st.booleans(), st.sampled_from([53, 137]))
def test_any_bytes(data: bytes, is_orig: bool, port: int) -> None:
    Talk(port=port).hear(data, is_orig)
    Talk(port=port, tcp=True).hear(data, is_orig)


KINDS = st.sampled_from(
    [1, 2, 5, 6, 11, 12, 13, 15, 16, 28, 29, 32, 33, 35, 38, 41, 43, 44, 46, 47, 48]
    + [50, 51, 64, 65, 99, 249, 250, 257, 65534, 4711]
)
RECORDS = st.lists(st.builds(record, KINDS, st.binary(max_size=60)), max_size=4)


@given(RECORDS, RECORDS, st.sampled_from([REPLY, 0, REPLY | 5 << 11]), st.integers(0))
def test_records_of_any_bytes(
    answers: list[bytes], additional: list[bytes], flags: int, cut: int
) -> None:
    data = message([question()], answers, [], additional, flags=flags)
    talk = Talk()
    events = talk.events(data)
    assert events.count("dns_message") == 1
    talk.hear(data[: cut % len(data)])
