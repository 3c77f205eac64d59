"""Which responses are errors, and their body."""

from __future__ import annotations

import pytest

from ..conftest import Session


@pytest.mark.parametrize(
    ("command", "status", "body"),
    [
        (1, 0xC0000016, "0900000048000000"),
        (8, 0x80000005, "1100500000000000" + "00" * 8),
        (11, 0xC000000D, "3100" + "00" * 46),
        (15, 0x0000010C, "0900000000000000"),
        (1, 0xC000006D, "0900000001000000ff"),
        (17, 0xC0000016, "0900000000000000"),
        (99, 0xC0000002, "0900000000000000"),
    ],
)
def test_bodies(session: Session, command: int, status: int, body: str) -> None:
    session.message(command, body, is_orig=False, status=status)
    assert not session.violations


def test_status_of_a_request_does_not_count(session: Session) -> None:
    session.message(13, "04000000", status=0xC0000001)
    assert not session.violations


def test_more_than_there_is(session: Session) -> None:
    session.message(5, "0900000005000000ff", is_orig=False, status=0xC0000034)
    assert session.violations == ["SMB2_error_response:stuff: 13 > 9"]
