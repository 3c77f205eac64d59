"""CLOSE messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

CLOSE = 6
NONE = (False,) * 15
TIMES = (-11644473600.0, 0) * 4


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            "1800000000000000cf7abd7100000000f39b1d0d00000000",
            [("smb2_close_request", (1908243151, 220044275))],
        ),
        (
            False,
            (
                "3c0000000000000000000000000000000000000000000000000000000000"
                "000000000000000000000000000000000000000000000000000000000000"
            ),
            [("smb2_close_response", (0, 0, TIMES, NONE))],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(CLOSE, body, is_orig) == events
    assert not session.violations
