"""CLOSE messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

CLOSE = 0x4


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "030d92ffffffff0000",
            [("smb1_close_request", 37389)],
        ),
        (
            False,
            True,
            "00000000",
            [("smb1_empty_response",)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(CLOSE, body, is_orig, unicode=unicode) == events
    assert not session.violations
