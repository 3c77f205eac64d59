"""POP3: logins, answers of one line and of many, mails, TLS, and what is odd."""

from __future__ import annotations

from base64 import b64encode
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers import pop3
from pyzeek.analyzers.pop3 import POP3Analyzer, command_of, trimmed

from .notes import Connection, Runtime


class Mail:
    """Takes lines instead of a real one."""

    def __init__(self, analyzer: Any, is_orig: bool):
        self.notes = analyzer.connection.rt.raised

    def deliver(self, line: bytes, crlf: bool) -> None:
        self.notes.append(("mail", None, line))

    def done(self) -> None:
        self.notes.append(("mail_end", None))


class Talk:
    """An analyzer, and what came of what it was given."""

    def __init__(self) -> None:
        self.connection = Connection(Runtime(None))
        self.connection.net.settings = SimpleNamespace(  # type: ignore[attr-defined]
            POP3_max_pending_commands=3, POP3_max_unknown_client_commands=2
        )
        self.analyzer = POP3Analyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool) -> list[Any]:
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        events = raised[before:]
        return [(event[0].removeprefix("pop3_"), *event[2:]) for event in events]

    def client(self, line: bytes) -> list[Any]:
        return self.send(line + b"\r\n", True)

    def server(self, line: bytes) -> list[Any]:
        return self.send(line + b"\r\n", False)

    def log_in(self) -> None:
        for command in (b"USER me", b"PASS pw"):
            self.client(command)
            self.server(b"+OK")


@pytest.fixture(autouse=True)
def mails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pop3, "Mail", Mail)


@pytest.fixture
def talk() -> Talk:
    found = Talk()
    found.server(b"+OK ready")
    return found


def request(command: bytes, argument: bytes = b"") -> tuple[Any, ...]:
    return "request", True, command, argument


def reply(command: bytes = b"OK", message: bytes = b"") -> tuple[Any, ...]:
    return "reply", False, command, message


def test_login(talk: Talk) -> None:
    assert talk.client(b"user  me ") == [request(b"USER", b"me")]
    assert talk.server(b"+OK go on") == [reply(message=b"go on")]
    assert talk.connection.confirmed == 1
    assert talk.client(b"PASS pw") == [request(b"PASS", b"pw")]
    assert talk.server(b"+OK") == [("login_success", False, b"me", b"pw"), reply()]


def test_refused(talk: Talk) -> None:
    talk.client(b"APOP me hash")
    failure = ("login_failure", False, b"me", b"")
    assert talk.server(b"-ERR no") == [failure, reply(b"ERR", b"no")]


@pytest.mark.parametrize(
    ("method", "lines", "password"),
    [
        (b"PLAIN", [b"\0me\0pw"], b"pw"),
        (b"LOGIN", [b"me", b"pw"], b"pw"),
        (b"CRAM-MD5", [b"me hash"], b""),
    ],
)
def test_methods(
    talk: Talk, method: bytes, lines: list[bytes], password: bytes
) -> None:
    assert talk.client(b"AUTH " + method) == [request(b"AUTH", method)]
    for line in lines:
        assert talk.server(b"+ ") == []
        assert talk.client(b64encode(line)) == []
    success = ("login_success", False, b"me", password)
    assert talk.server(b"+OK") == [success, reply()]


@pytest.mark.parametrize(
    ("line", "weird"),
    [
        (b"%%%%", "pop3_bad_base64_encoding"),
        (b64encode(b"me"), "pop3_malformed_auth_plain"),
        (b64encode(b"\0me\0"), "pop3_malformed_auth_plain"),
    ],
)
def test_malformed_login(talk: Talk, line: bytes, weird: str) -> None:
    talk.client(b"AUTH PLAIN")
    talk.client(line)
    assert weird in talk.connection.weirds


def test_unknown_method(talk: Talk) -> None:
    unknown = ("unexpected", True, b"AUTH", b"unknown AUTH method X")
    assert talk.client(b"AUTH X") == [request(b"AUTH", b"X"), unknown]


def test_mail(talk: Talk) -> None:
    talk.log_in()
    assert talk.client(b"RETR 1") == [request(b"RETR", b"1")]
    assert talk.server(b"+OK 9 octets") == [
        ("mail", b"+OK 9 octets"),
        reply(message=b"9 octets"),
    ]
    assert talk.server(b"A:  b") == [("mail", b"A:  b"), ("data", False, b"A: b")]
    assert talk.server(b".") == [("mail_end",)]


@pytest.mark.parametrize("command", [b"LIST", b"UIDL", b"CAPA", b"TOP 1 2"])
def test_many_lines(talk: Talk, command: bytes) -> None:
    talk.log_in()
    talk.client(command)
    talk.server(b"+OK")
    assert ("data", False, b"1 100") in talk.server(b"1 100")
    talk.server(b".")
    assert talk.client(b"QUIT") == [request(b"QUIT")]
    assert talk.server(b"+OK") == [reply()]


def test_pipelining(talk: Talk) -> None:
    talk.log_in()
    assert talk.client(b"STAT") == [request(b"STAT")]
    assert talk.client(b"LIST 1") == []
    assert talk.server(b"+OK") == [reply(), request(b"LIST", b"1")]
    for _ in range(3):
        talk.client(b"NOOP")
    assert talk.connection.weirds == ["pop3_client_too_many_pending_commands"]


def test_commands_that_do_not_fit(talk: Talk) -> None:
    detail = b"not allowed in other state than 'transaction'"
    assert talk.client(b"STAT") == [("unexpected", True, b"STAT", detail)]
    guessed = b"no auth required -> state changed to 'transaction'"
    events = [("unexpected", False, b"OK", guessed), reply()]
    assert talk.server(b"+OK") == events
    detail = b"not allowed in other state than 'authorization'"
    assert talk.client(b"USER a") == [("unexpected", True, b"USER", detail)]


def test_pass_without_user(talk: Talk) -> None:
    detail = b"pass must follow the command 'USER'"
    assert talk.client(b"PASS a") == [("unexpected", True, b"PASS", detail)]


def test_unknown(talk: Talk) -> None:
    talk.server(b"* hello")
    assert talk.connection.violations == ["unknown server command (*)"]
    for _ in range(3):
        talk.client(b"PING")
        talk.server(b"+OK")
    assert talk.connection.violations[1:] == ["too many unknown client commands"]
    talk.client(b"OK")
    talk.server(b"USER")
    assert talk.connection.weirds[-2:] == [
        "pop3_client_sending_server_commands",
        "pop3_server_sending_client_commands",
    ]


def test_tls(talk: Talk) -> None:
    talk.client(b"STLS")
    assert talk.server(b"+OK") == [("starttls",)]
    assert talk.send(b"USER me\r\n", True) == []


def test_words() -> None:
    assert trimmed(b" \t a   b \0c") == b"a b"
    assert command_of(b"+-OK") is None and command_of(b"-+err") == b"ERR"
    assert command_of(b"+") is None and command_of(None) is None


_TYPICAL = (
    b"+OK|-ERR|+|.|USER a|PASS b|AUTH PLAIN|AUTH LOGIN|AAAA|RETR 1|LIST|QUIT|a: b"
)
_LINES = st.sampled_from(_TYPICAL.split(b"|"))


@given(st.lists(st.tuples(st.booleans(), _LINES | st.binary(max_size=40))))
def test_any_lines(lines: list[tuple[bool, bytes]]) -> None:
    talk = Talk()
    for is_orig, line in lines:
        talk.send(line + b"\n", is_orig)
    talk.analyzer.gap(3, True)
    talk.analyzer.end_of_data(True)
    talk.analyzer.finish()
