"""LOGOFF messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

LOGOFF = 0x74


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "02ff0000000000",
            [("smb1_logoff_andx", True)],
        ),
        (
            False,
            True,
            "02ff0000000000",
            [("smb1_logoff_andx", False)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(LOGOFF, body, is_orig, unicode=unicode) == events
    assert not session.violations
