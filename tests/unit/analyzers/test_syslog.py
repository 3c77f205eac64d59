"""Syslog: facility, severity and text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.syslog import SyslogAnalyzer

from .notes import Connection, Runtime


class Talk:
    """An analyzer, and what it says of what it hears."""

    def __init__(self) -> None:
        self.rt = Runtime(None)
        self.connection = Connection(self.rt)
        self.analyzer = SyslogAnalyzer(self.connection)  # type: ignore[arg-type]

    def hear(self, data: bytes) -> list[tuple[object, ...]]:
        self.rt.raised.clear()
        self.analyzer.deliver(data, True)
        return [event[2:] for event in self.rt.raised]


@pytest.mark.parametrize(
    "data, facility, severity, text",
    [
        (b"<34>Oct 11", 4, 2, b"Oct 11"),
        (b"<0>", 0, 0, b""),
        (b"<0191>x\0y", 23, 7, b"x\0y"),
        (b"<1024>x", 0, 0, b"x"),
        (b"<" + b"9" * 5000 + b">x", 127, 7, b"x"),
        (b"<" + b"0" * 5000 + b"9>x", 1, 1, b"x"),
        (b"text", 999, 999, b"text"),
        (b" <34>text", 999, 999, b" <34>text"),
    ],
)
def test_messages(data: bytes, facility: int, severity: int, text: bytes) -> None:
    talk = Talk()
    assert talk.hear(data) == [(facility, severity, text)]
    assert talk.connection.violations == []
    assert talk.connection.confirmed == 0


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "out_of_bound: Syslog_Message_Optional_PRI:lt: 1 > 0"),
        (b"<12", "out_of_bound: Syslog_Priority:gt: 4 > 3"),
        (b"<12 x", "&enforce violation : Syslog_Priority:gt"),
        (b"<>x", 'expected pattern: "[[:digit:]]+"'),
        (b"<", 'expected pattern: "[[:digit:]]+"'),
    ],
)
def test_odd_messages(data: bytes, reason: str) -> None:
    talk = Talk()
    assert talk.hear(data) == []
    [violation] = talk.connection.violations
    assert reason in violation
    assert len(talk.hear(b"<1>next")) == 1


def test_the_end() -> None:
    talk = Talk()
    talk.analyzer.finish()
    assert talk.rt.raised == [("udp_session_done", "c")]


@given(st.binary(max_size=40))
def test_any_bytes(data: bytes) -> None:
    Talk().hear(data)
    Talk().hear(b"<" + data)
