"""WRITE messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

WRITE = 0x2F


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            ("0eff0000003f3b000000000000000000000000000002003f000000000002000000"),
            [("smb1_write_andx_request", 15167, 0, 2)],
        ),
        (
            True,
            True,
            "0cff0000003f3b010000000000000000000000000002003b000300006162",
            [("smb1_write_andx_request", 15167, 1, 2)],
        ),
        (
            False,
            True,
            "06ff000000d4010000010000000000",
            [("smb1_write_andx_response", 0x101D4)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(WRITE, body, is_orig, unicode=unicode) == events
    assert not session.violations
