"""QUERY_INFO messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

QUERY_INFO = 16


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "29000112ffff000000000000000000000000000000000000cf7abd710000"
                "0000f39b1d0d00000000"
            ),
            [],
        ),
        (
            False,
            "090048000400000000000000",
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(QUERY_INFO, body, is_orig) == events
    assert not session.violations
