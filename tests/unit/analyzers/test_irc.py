"""Lines of IRC: commands, replies, and what is malformed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.irc import IRCAnalyzer

from .notes import Connection, Handler, Runtime

SET = SimpleNamespace(type=None)
Handler.type = SimpleNamespace(params=SimpleNamespace(fields=[SET] * 3))  # type: ignore[attr-defined]


class Talk:
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None):
        self.connection = Connection(Runtime(wanted))
        self.analyzer = IRCAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, *lines: bytes, is_orig: bool = True) -> list[Any]:
        """The events of these lines, without `c` and the direction."""
        raised = self.connection.rt.raised
        before = len(raised)
        for line in lines:
            self.analyzer.deliver(line + b"\r\n", is_orig)
        return [
            (event[0].removeprefix("irc_").removesuffix("_message"), *event[3:])
            for event in raised[before:]
        ]


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (b"NICK :bob", ("nick", b"", b"bob")),
        (b"nick bob", ("nick", b"", b"bob")),
        (b"USER bob h s :Bob B", ("user", b"bob", b"h", b"s", b"Bob" + b"B ")),
        (b":b!x@h QUIT :bye now", ("quit", b"b", b"bye now")),
        (b"@time=1 :b!x@h QUIT", ("quit", b"b", b"")),
        (b"PRIVMSG #c :hello there", ("privmsg", b"", b"#c", b"hello there")),
        (b":s NOTICE al :x", ("notice", b"s", b"al", b"x")),
        (b"SQUERY irchelp :x", ("squery", b"", b"irchelp", b"x")),
        (b"OPER a b", ("oper", b"a", b"b")),
        (b":o KICK #c bob :too loud", ("kick", b"o", b"#c", b"bob", b"too loud")),
        (b":b!x PART #c,#d :bye", ("part", b"b", {b"#c": None, b"#d": None}, b"bye")),
        (b"WHO :*.org o", ("who", b"*.org", True)),
        (b"WHOIS srv bob", ("whois", b"srv", b"bob")),
        (b"WHOIS bob", ("whois", b"", b"bob")),
        (b":s ERROR :no", ("error", b"s", b"no")),
        (b":a INVITE bob :#c", ("invite", b"a", b"bob", b"#c")),
        (b":a MODE #c +o bob", ("mode", b"a", b"#c +o bob")),
        (b"PASS secret", ("password", b"secret")),
        (b":a SQUIT srv :gone", ("squit", b"a", b"srv", b"gone")),
        (b"VERSION srv", ("request", b"", b"VERSION", b"srv")),
        (
            b":a PRIVMSG bob :\1DCC SEND f.zip 167772161 1024 99\1",
            ("dcc", b"a", b"bob", b"SEND", b"f.zip", 1024, 99),
        ),
    ],
)
def test_commands(talk: Talk, line: bytes, event: tuple[Any, ...]) -> None:
    [found] = talk.send(line)
    if event[0] == "dcc":
        assert str(found[5]) == "10.0.0.1"
        found = (*found[:5], *found[6:])
    assert found == event
    assert talk.connection.weirds == []


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (
            b":s 251 b :There are 5 users and 2 services on 3 servers",
            ("network_info", 5, 2, 3),
        ),
        (b":s 255 b :I have 4 clients and 1 servers", ("server_info", 4, 0, 1)),
        (b":s 254 b 7 :channels formed", ("channel_info", 7)),
        (b":s 266 b 1 2 :Current 1", ("global_users", b"b ", b"Current 1")),
        (
            b":s 353 b = #c :@bob al",
            ("names_info", b"=", b"#c", {b"bob": None, b"al": None}),
        ),
        (
            b":s 311 me bob ~b host * :Bob B",
            ("whois_user_line", b"bob", b"~b", b"host", b"Bob B"),
        ),
        (b":s 313 me bob :is an operator", ("whois_operator_line", b"bob")),
        (
            b":s 319 bob :#c #d",
            ("whois_channel_line", b"bob", {b"#c": None, b"#d": None}),
        ),
        (b":s 332 b #c x :the topic", ("channel_topic", b"#c", b"the topic")),
        (
            b":s 352 me #c ~u host srv nick H :3 Real Name",
            (
                "who_line",
                b"me",
                b"#c",
                b"u",
                b"host",
                b"srv",
                b"nick",
                b"H",
                3,
                b"Real",
            ),
        ),
        (b":s 433 * bob :in use", ("invalid_nick",)),
        (b":s 381 bob :yes", ("oper_response", True)),
        (b":s 491 bob :no", ("oper_response", False)),
        (b":s 001 bob :Welcome", ("reply", b"s", 1, b"bob :Welcome")),
    ],
)
def test_replies(talk: Talk, line: bytes, event: tuple[Any, ...]) -> None:
    assert talk.send(line, is_orig=False) == [event]


def test_joins(talk: Talk) -> None:
    [(_, joined)] = talk.send(b":bob!x JOIN #c,#d key")
    listed = [info.values for info in joined]
    assert listed == [(b"bob", b"#c", b"key", b""), (b"bob", b"#d", b"", b"")]
    [(_, joined)] = talk.send(b":s NJOIN #c :@@a,@b,+c,d", is_orig=False)
    modes = [(info.values[0], info.values[3]) for info in joined]
    assert modes == [
        (b"a", b"creator"),
        (b"b", b"operator"),
        (b"c", b"voice"),
        (b"d", b"none"),
    ]


@pytest.mark.parametrize(
    ("line", "weird"),
    [
        (b"x" * 21, "irc_invalid_command"),
        (b"PRIVMSG", "irc_invalid_privmsg_message_format"),
        (b"PRIVMSG b :DCC SEND x", "irc_invalid_dcc_message_format"),
        (b"PRIVMSG b :DCC SEND x host 1", "irc_invalid_dcc_host"),
        (b"PRIVMSG b :DCC SEND x 1 99999", "irc_invalid_dcc_port"),
        (b"OPER a", "irc_invalid_oper_message_format"),
        (b"KICK a", "irc_invalid_kick_message_format"),
        (b"JOIN", "irc_invalid_join_line"),
        (b":s 353 b", "irc_invalid_names_line"),
        (b":s 352 b", "irc_invalid_who_line"),
        (b":s 332 b", "irc_invalid_topic_reply"),
        (b":s 266 b", "invalid_irc_global_users_reply"),
    ],
)
def test_malformed(talk: Talk, line: bytes, weird: str) -> None:
    assert talk.send(line) == []
    assert talk.connection.weirds == [weird]


def test_what_is_odd_only_once_it_is_irc(talk: Talk) -> None:
    odd = (b"x", b"y" * 513, b":prefix", b"12x abc")
    assert talk.send(*odd) == []
    assert talk.connection.weirds == []
    assert talk.connection.violations == ["invalid reply number"]
    talk.analyzer.confirmed = True
    talk.send(*odd)
    assert talk.connection.weirds == [
        "irc_line_too_short",
        "irc_line_size_exceeded",
        "irc_invalid_line",
        "irc_invalid_reply_number",
    ]


def test_too_many_that_are_invalid(talk: Talk) -> None:
    talk.send(*[b"x" * 21] * 21)
    assert talk.connection.violations == ["too many long lines"]


def test_tls(talk: Talk) -> None:
    assert talk.send(b"STARTTLS") == []
    [(name, *_)] = talk.send(b":s 670 b :go", is_orig=False)
    assert name == "starttls"
    assert talk.send(b"NICK x") == []


def test_what_nobody_asks_for_is_told_in_general() -> None:
    talk = Talk({"irc_request", "irc_message"})
    assert talk.send(b"NICK x") == [("request", b"", b"NICK", b"x")]
    [(_, prefix, command, _)] = talk.send(b":a NICK x", is_orig=False)
    assert (prefix, command) == (b"a", b"NICK")


@given(st.lists(st.tuples(st.binary(max_size=60), st.booleans()), max_size=6))
def test_any_lines(lines: list[tuple[bytes, bool]]) -> None:
    talk = Talk()
    for text, is_orig in lines:
        for start in (b"", b":p JOIN ", b"PRIVMSG b :DCC ", b":s 353 ", b":s 352 "):
            talk.send(start + text, is_orig=is_orig)
