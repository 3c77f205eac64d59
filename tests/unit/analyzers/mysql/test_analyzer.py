"""MySQL: logins, queries, results, and what is malformed."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.mysql import MySQLAnalyzer

from ..notes import Connection, Runtime

SCRAMBLE = b"12345678"
DEPRECATE_EOF, ATTRIBUTES, SSL, PLUGIN = 0x01000000, 0x08000000, 0x800, 0x80000


def packet(body: bytes, sequence: int = 0) -> bytes:
    return struct.pack("<I", len(body))[:3] + bytes([sequence]) + body


def greeting(flags: int = 0) -> bytes:
    head = b"\x0a8.0\0" + struct.pack("<I", 7) + SCRAMBLE + b"\0"
    middle = struct.pack("<HBHHB", 0, 8, 2, flags >> 16, 21) + bytes(10) + b"c" * 13
    return packet(head + middle + (b"plug\0" if flags & PLUGIN else b""))


def login(flags: int = 0) -> bytes:
    head = struct.pack("<IIB", flags, 1 << 24, 8) + bytes(23)
    if flags & SSL:
        return packet(head, 1)
    plugin = b"plug\0" if flags & PLUGIN else b""
    return packet(head + b"root\0\2pw" + plugin, 1)


def query(text: bytes) -> bytes:
    return packet(b"\3" + text)


OK = packet(b"\0\5\0\0\0\0", 2)
ERROR = packet(b"\xff" + struct.pack("<H", 1045) + b"#28000denied", 2)
COLUMN = packet(
    b"\3def" + b"\0" * 5 + b"\x0c" + struct.pack("<HIBHB", 8, 9, 3, 0, 0) + bytes(2), 2
)
EOF = packet(b"\xfe\0\0\2\0", 3)


class Talk:
    """An analyzer, and what came of what it was given."""

    def __init__(self, flags: int | None = None, greeted: int = 0):
        self.connection = Connection(Runtime(None))
        self.analyzer = MySQLAnalyzer(self.connection)  # type: ignore[arg-type]
        if flags is not None:
            self.server(greeting(greeted))
            self.client(login(flags))
            self.server(OK)

    def client(self, data: bytes) -> list[Any]:
        return self._send(data, True)

    def server(self, data: bytes) -> list[Any]:
        return self._send(data, False)

    def _send(self, data: bytes, is_orig: bool) -> list[Any]:
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [
            (event[0].removeprefix("mysql_"), *event[2:]) for event in raised[before:]
        ]

    @property
    def violations(self) -> list[str]:
        return list(self.connection.violations)


def test_login() -> None:
    talk = Talk()
    data = SCRAMBLE + b"c" * 13
    assert talk.server(greeting(PLUGIN)) == [
        ("server_version", b"8.0"),
        ("auth_plugin", False, b"plug", data),
    ]
    assert talk.client(login(PLUGIN)) == [
        ("handshake", b"root"),
        ("auth_plugin", True, b"plug", b"pw"),
    ]
    switch = talk.server(packet(b"\xfeother\0abc", 2))
    assert switch == [("auth_switch_request", b"other", b"abc")]
    assert talk.client(packet(b"secret", 3)) == [("auth_more_data", True, b"secret")]
    assert talk.server(packet(b"\1\4", 4)) == [("auth_more_data", False, b"\4")]
    assert talk.server(OK) == [("ok", 5)]
    assert talk.connection.confirmed == 1 and talk.violations == []


def test_old_login() -> None:
    talk = Talk()
    old = packet(b"\x093.20\0" + bytes(4) + SCRAMBLE + b"\0")
    assert talk.server(old) == [("server_version", b"3.20")]
    answer = packet(bytes(5) + b"root\0pw\0", 1)
    assert talk.client(answer) == [("handshake", b"root")]


def test_refused_login() -> None:
    talk = Talk()
    assert talk.server(packet(ERROR[4:])) == [("error", 1045, b"denied")]


def test_encrypted() -> None:
    talk = Talk()
    talk.server(greeting())
    assert talk.client(login(SSL)) == [("ssl_request",)]
    assert talk.server(OK) == []


def test_result() -> None:
    talk = Talk(0)
    assert talk.client(query(b"SELECT 1")) == [("command_request", 3, b"SELECT 1")]
    assert talk.server(packet(b"\1", 1) + COLUMN) == []
    assert talk.server(EOF) == [("eof", True)]
    assert talk.server(packet(b"\1x", 4)) == [("result_row", [b"x"])]
    assert talk.server(packet(b"\xfb", 5)) == [("result_row", [b""])]
    assert talk.server(EOF) == [("eof", False)]
    assert talk.violations == []


def test_result_without_eof() -> None:
    talk = Talk(DEPRECATE_EOF)
    talk.client(query(b"SELECT 1"))
    talk.server(packet(b"\1", 1) + COLUMN)
    assert talk.server(packet(b"\1x", 3)) == [("result_row", [b"x"])]
    assert talk.server(packet(b"\xfe\0\0\2\0\0\0", 4)) == [("ok", 0)]


@pytest.mark.parametrize(
    ("answer", "event"), [(OK, ("ok", 5)), (ERROR, ("error", 1045, b"denied"))]
)
@pytest.mark.parametrize("command", [2, 3])
def test_answers(command: int, answer: bytes, event: tuple[Any, ...]) -> None:
    talk = Talk(0)
    talk.client(packet(bytes([command]) + b"any"))
    assert talk.server(answer) == [event]


def test_fields_of_a_table() -> None:
    talk = Talk(0)
    talk.client(packet(b"\4table\0"))
    assert talk.server(COLUMN) == []
    assert talk.server(EOF) == [("eof", False)]


def test_another_user() -> None:
    talk = Talk(PLUGIN)
    body = b"bob\0\2pwdb\0\x08\0plug\0"
    assert talk.client(packet(b"\x11" + body)) == [
        ("command_request", 0x11, body),
        ("change_user", b"bob"),
        ("auth_plugin", True, b"plug", b"pw"),
    ]


def test_attributes_of_a_query() -> None:
    talk = Talk(ATTRIBUTES, ATTRIBUTES)
    name = b"\2id"
    attributes = b"\2\1" + b"\2\1" + b"\x03\0" + name + b"\xfe\0" + name + b"\7\0\0\0"
    events = talk.client(query(attributes + b"SELECT 1"))
    assert events == [("command_request", 3, b"SELECT 1")]
    refused = talk.client(query(b"\1\1\0\2"))
    assert refused == [] and len(talk.violations) == 1


@pytest.mark.parametrize("body", [b"\x0aname", b"\x0a8\0short", b"\x55"])
def test_violations(body: bytes) -> None:
    talk = Talk()
    assert talk.server(packet(body)) == []
    assert len(talk.violations) == 1


@pytest.mark.parametrize("size", [1, 3, 4, 5, 50])
def test_in_pieces(size: int) -> None:
    talk = Talk(0)
    talk.client(query(b"SELECT 1"))
    whole = packet(b"\1", 1) + COLUMN + EOF + packet(b"\1x", 4) + EOF
    events = []
    for begin in range(0, len(whole), size):
        events += talk.server(whole[begin : begin + size])
    assert [event[0] for event in events] == ["eof", "result_row", "eof"]


def test_nothing_behind_a_gap() -> None:
    talk = Talk(0)
    talk.analyzer.gap(5, True)
    assert talk.client(query(b"SELECT 1")) == []


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=60))), st.booleans())
def test_any_bytes(pieces: list[tuple[bool, bytes]], attributes: bool) -> None:
    flags = ATTRIBUTES if attributes else 0
    talk = Talk(flags, flags)
    for is_orig, data in pieces:
        talk._send(packet(data), is_orig)
    talk.analyzer.end_of_data(True)
    talk.analyzer.finish()
