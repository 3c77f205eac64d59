"""Headers and strings of SMB1."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.layout import Cursor
from pyzeek.analyzers.smb.smb1.message import Body, Message, oem_text

from ..conftest import Session, framed, smb1

ECHO = 0x2B


def test_header(session: Session) -> None:
    data = framed(smb1(ECHO, "00000000", unicode=True, status=6, tid=3, mid=4))
    session.send(data, False)
    head = (ECHO, 6, 0x18, 0x8000, 3, 0x10002, 9, 4)
    assert session.raised[0] == ("smb1_message", "c", head, False)


@pytest.mark.parametrize(
    ("status", "event"),
    [(0, ("smb1_empty_response",)), (1, ("smb1_error", False))],
)
def test_empty(session: Session, status: int, event: tuple[object, ...]) -> None:
    assert session.old(ECHO, "000000", False, status=status) == [event]


def test_unknown_commands_are_not_read(session: Session) -> None:
    assert session.old(0x99, "ffffffff") == []
    assert not session.violations


def test_too_short(session: Session) -> None:
    session.send(framed(smb1(ECHO, "")[:20]))
    assert session.violations == ["SMB_PDU:header: 28 > 16"]


@pytest.mark.parametrize(
    ("data", "at", "unicode", "raw", "after"),
    [
        (b"--ab\0c", 2, False, b"ab\0", 5),
        (b"--ab", 2, False, b"ab", 4),
        (b"--a\0b\0\0\0c", 2, True, b"a\0b\0\0\0", 8),
        (b"-a\0\0\1\0\0c", 1, True, b"\0\0", 4),
        (b"-pa\0\0b\0\0x", 1, True, b"a\0\0b\0\0", 8),
        (b"--a\0b", 2, True, b"a\0b", 5),
    ],
)
def test_strings(
    session: Session, data: bytes, at: int, unicode: bool, raw: bytes, after: int
) -> None:
    fields = (ECHO, 0, 0, 0x8000 if unicode else 0, 0, b"", 0, 0, 0, 0, 0)
    message = Message(session.analyzer._state, fields, {})
    body = Body(Cursor(data, 0, len(data)), message, True, 32, 0)
    body.at = at
    assert body.string() == raw
    assert body.at == after


def test_oem_text() -> None:
    assert [oem_text(raw) for raw in (b"", b"\0", b"a", b"a\0")] == [
        b"",
        b"",
        b"a",
        b"a",
    ]
