"""OPLOCK_BREAK messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

OPLOCK_BREAK = 18


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            "18000100000000001b622b9400000000abf1445600000000",
            [],
        ),
        (
            False,
            "18000100000000001b622b9400000000abf1445600000000",
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(OPLOCK_BREAK, body, is_orig) == events
    assert not session.violations
