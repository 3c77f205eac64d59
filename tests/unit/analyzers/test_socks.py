"""SOCKS messages of both versions, and what is malformed."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.socks import SOCKSAnalyzer

from .notes import Connection, Conversation, Runtime


class Talk(Conversation):
    """An analyzer, and what came of what it was given."""

    def __init__(self) -> None:
        self.connection = Connection(Runtime(None))
        self.analyzer = SOCKSAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool) -> list[Any]:
        """The events of a segment, without `c`."""
        raised = self.connection.rt.raised
        before = len(raised)
        if not all(self.analyzer._done.values()):
            self.analyzer.deliver(data, is_orig)
        return [
            (event[0].removeprefix("socks_"), *event[2:]) for event in raised[before:]
        ]

    def client(self, data: bytes) -> list[Any]:
        return self.send(data, True)

    def server(self, data: bytes) -> list[Any]:
        return self.send(data, False)


@pytest.fixture
def talk() -> Talk:
    return Talk()


def shown(events: list[Any]) -> tuple[Any, ...]:
    """One event, its address as text."""
    [(name, version, number, (host, host_name), port, *rest)] = events
    text = None if host is None else str(host)
    return name, version, number, text, host_name, int(port) & 0xFFFF, *rest


def test_version_4(talk: Talk) -> None:
    request = struct.pack(">BBH4s", 4, 1, 80, bytes((10, 0, 0, 9))) + b"me\0"
    assert shown(talk.client(request)) == (
        "request", 4, 1, "10.0.0.9", None, 80, b"me"
    )  # fmt: skip
    assert talk.connection.confirmed == 0
    reply = struct.pack(">BBBH4s", 4, 0, 90, 80, bytes(4))
    assert shown(talk.server(reply)) == ("reply", 4, 90, "0.0.0.0", None, 80)
    assert talk.connection.confirmed == 1


def test_version_4_with_a_name(talk: Talk) -> None:
    request = struct.pack(">BBH4s", 4, 1, 80, b"\0\0\0\1") + b"\0example.test\0"
    assert shown(talk.client(request))[4:] == (b"example.test", 80, b"")


def test_version_5(talk: Talk) -> None:
    assert talk.client(b"\5\1\0") == [] and talk.server(b"\5\0") == []
    request = b"\5\1\0\3\4name" + struct.pack(">H", 443)
    assert shown(talk.client(request)) == (
        "request", 5, 1, None, b"name", 443, b""
    )  # fmt: skip
    reply = b"\5\0\0\4" + bytes(15) + b"\1" + struct.pack(">H", 5)
    assert shown(talk.server(reply)) == ("reply", 5, 0, "::1", None, 5)


def test_a_login(talk: Talk) -> None:
    talk.client(b"\5\1\2")
    talk.server(b"\5\2")
    assert talk.client(b"\1\2me\3key") == [("login_userpass_request", b"me", b"key")]
    assert talk.server(b"\1\0") == [("login_userpass_reply", 0)]
    assert len(talk.client(b"\5\1\0\1\1\2\3\4\0\x50")) == 1


def test_logins_that_are_unknown(talk: Talk) -> None:
    talk.server(b"\5\1")
    talk.client(b"any")
    assert talk.connection.weirds == ["socks5_unsupported_authentication_method"]
    other = Talk()
    other.server(b"\5\2")
    other.client(b"\7any")
    assert other.connection.weirds == ["socks5_unsupported_authentication"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "out_of_bound: SOCKS_Version:version: 1 > 0"),
        (b"\x09", "unsupported/unknown SOCKS version 9"),
        (b"\4\1\0", "out_of_bound: SOCKS4_Request:addr: 7 > 2"),
        (b"\5\3\0", "out_of_bound: SOCKS5_Auth_Negotiation_Request:methods: 3 > 1"),
    ],
)
def test_malformed(talk: Talk, data: bytes, reason: str) -> None:
    talk.client(data)
    assert talk.violations == [reason]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\5\1\1\1\1\2\3\4\0\0", "invalid value in reserved field: 1"),
        (b"\5\7\0\1\1\2\3\4\0\0", "undefined value in command field: 7"),
        (b"\5\1\0\3\x20abc", "out_of_bound: Domain_Name:name: 33 > 4"),
    ],
)
def test_malformed_requests(talk: Talk, data: bytes, reason: str) -> None:
    talk.server(b"\5\0")
    talk.client(data)
    assert talk.violations == [reason]


@given(st.lists(st.tuples(st.binary(max_size=30), st.booleans()), max_size=6))
def test_any_bytes(messages: list[tuple[bytes, bool]]) -> None:
    for start in (b"", b"\4", b"\5", b"\1"):
        talk = Talk()
        talk.server(b"\5\2")
        for data, is_orig in messages:
            talk.send(start + data, is_orig)
