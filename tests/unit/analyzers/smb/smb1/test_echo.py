"""ECHO messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

ECHO = 0x2B


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "0103000a0068656c6c6f206563686f",
            [("smb1_echo_request", 3, b"hello echo")],
        ),
        (
            False,
            True,
            "0101000a0068656c6c6f206563686f",
            [("smb1_echo_response", 1, b"hello echo")],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(ECHO, body, is_orig, unicode=unicode) == events
    assert not session.violations
