"""SIP messages, and what is malformed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.sip import SIPAnalyzer

from .notes import Connection, Handler, Runtime

SET = SimpleNamespace(type=None)
Handler.type = SimpleNamespace(params=SimpleNamespace(fields=[SET] * 3))  # type: ignore[attr-defined]

INVITE = b"INVITE sip:bob@example.test SIP/2.0\r\nTo: Bob\r\nL : 3\r\n\r\nabc"
OK = b"SIP/2.0 200 OK then\r\nFrom:Al\r\n\r\n"


class Talk:
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None):
        self.connection = Connection(Runtime(wanted))
        self.analyzer = SIPAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, *datagrams: bytes) -> list[Any]:
        """The events of these datagrams, without `c`."""
        raised = self.connection.rt.raised
        before = len(raised)
        for data in datagrams:
            self.analyzer.deliver(data, True)
        return [(event[0][4:], *event[2:]) for event in raised[before:]]


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_a_request(talk: Talk) -> None:
    *events, (name, is_request, listed), end = talk.send(INVITE)
    assert events == [
        ("request", b"INVITE", b"sip:bob@example.test", b"2.0"),
        ("begin_entity", True),
        ("header", True, b"TO", b"Bob"),
        ("header", True, b"L", b"3"),
    ]
    shown = {number: info.values for number, info in listed.items()}
    assert (name, is_request) == ("all_headers", True)
    assert shown == {1: (b"TO", b"Bob"), 2: (b"L", b"3")}
    assert end == ("end_entity", True)
    assert talk.connection.confirmed == 0


def test_a_reply(talk: Talk) -> None:
    assert talk.send(OK)[0] == ("reply", b"2.0", 200, b"OK then")
    assert talk.connection.confirmed == 1


def test_a_body_in_the_next_datagram(talk: Talk) -> None:
    assert [name for name, *_ in talk.send(INVITE[:-1])][-1] == "all_headers"
    assert talk.send(b"c") == [("end_entity", True)]


def test_what_only_keeps_the_way_open(talk: Talk) -> None:
    assert talk.send(b"\r\n") == [] and talk.connection.violations == []


def test_junk(talk: Talk) -> None:
    assert talk.send(b"\x80( " + INVITE)[0][1] == b"INVITE"
    assert talk.connection.weirds == ["sip_junk_before_request"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"INVITE\r\n", 'expected pattern: "[[:alnum:]@[:punct:]]+"\nactual data: ""'),
        (b"INVITE x SI\r\n", "out_of_bound: SIP_Version:anonymous_field_010: 4 > 2"),
        (b"INVITE x HTTP/1.1\r\n", 'expected pattern: "SIP/"\nactual data: "HTTP/1.1"'),
        (b"SIP/2.0 abc\r\n", 'expected pattern: "[0-9]{3}"\nactual data: "abc"'),
        (
            b"SIP/2.0 200 OK\r\nabc\r\n",
            "out_of_bound: SIP_Header:anonymous_field_014: 4 > 3",
        ),
        (b"SIP/2.0 200 OK\r\nL:-1\r\n\r\n", "sip-protocol.pac:68: -1"),
    ],
)
def test_malformed(talk: Talk, data: bytes, reason: str) -> None:
    talk.send(data)
    assert talk.connection.violations[0].endswith(reason)


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_bytes(datagrams: list[bytes]) -> None:
    talk = Talk()
    for data in datagrams:
        talk.send(data, INVITE[: len(data)], OK[:20] + data)
