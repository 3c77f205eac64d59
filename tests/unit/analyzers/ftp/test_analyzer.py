"""Commands and replies, and what is malformed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.ftp import FTPAnalyzer

from ..notes import Connection, Runtime


class Talk:
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None):
        self.connection = Connection(Runtime(wanted))
        self.connection.detector = None  # type: ignore[attr-defined]
        self.connection.rt.values["FTP::max_command_length"] = 10
        self.analyzer = FTPAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool) -> list[Any]:
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [
            (event[0].removeprefix("ftp_"), *event[2:]) for event in raised[before:]
        ]

    def client(self, data: bytes) -> list[Any]:
        return self.send(data, True)

    def server(self, data: bytes) -> list[Any]:
        return self.send(data, False)


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_commands(talk: Talk) -> None:
    assert talk.client(b"user  al\r\n PWD\nSTOR a b \r\n") == [
        ("request", b"USER", b"al"),
        ("request", b"PWD", b""),
        ("request", b"STOR", b"a b "),
    ]
    assert talk.connection.confirmed == 3


def test_what_is_no_command(talk: Talk) -> None:
    assert talk.client(b"ab\r\n\x80\x81\x82\r\n") == []
    assert talk.connection.weirds == []
    talk.analyzer.confirmed = True
    assert talk.client(b"ab\r\n" + b"x" * 11 + b"\r\n") == []
    weirds = ["FTP_invalid_command", "FTP_max_command_length_exceeded"]
    assert talk.connection.weirds == weirds


def test_replies(talk: Talk) -> None:
    assert talk.server(b"220 hello\r\n331\r\n") == [
        ("reply", 220, b"hello", False),
        ("reply", 331, b"", False),
    ]


def test_a_reply_of_several_lines(talk: Talk) -> None:
    assert talk.server(b"230-one\r\n two\r\n231 three\r\n230-four\r\n230 five\r\n") == [
        ("reply", 230, b"one", True),
        ("reply", 0, b" two", True),
        ("reply", 0, b"231 three", True),
        ("reply", 0, b"230-four", True),
        ("reply", 230, b"five", False),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"hello", "non-numeric reply code"),
        (b"099 x", "invalid reply code"),
        (b"220x", "invalid reply line"),
    ],
)
def test_what_is_no_reply(talk: Talk, line: bytes, reason: str) -> None:
    assert talk.server(line + b"\r\n") == []
    assert talk.connection.violations == [reason]


def test_tls(talk: Talk) -> None:
    talk.client(b"AUTH TLS\r\n")
    assert talk.server(b"234 go\r\n") == [("starttls",), ("reply", 234, b"go", False)]
    assert talk.client(b"\x16\x03\x01USER x\r\n") == []


def test_gssapi_goes_on_with_lines(talk: Talk) -> None:
    talk.client(b"AUTH GSSAPI\r\n")
    talk.server(b"334 go on\r\n")
    assert talk.client(b"ADAT x\r\n") == [("request", b"ADAT", b"x")]


def test_the_end_of_a_side_ends_its_line(talk: Talk) -> None:
    talk.client(b"QUIT")
    talk.analyzer.end_of_data(True)
    assert talk.connection.rt.raised == [("ftp_request", "c", b"QUIT", b"")]


@given(st.lists(st.tuples(st.binary(max_size=40), st.booleans()), max_size=6))
def test_any_bytes(messages: list[tuple[bytes, bool]]) -> None:
    talk = Talk()
    for data, is_orig in messages:
        talk.send(data, is_orig)
        talk.send(b"AUTH TLS\r\n" if is_orig else b"234 x\r\n", is_orig)
