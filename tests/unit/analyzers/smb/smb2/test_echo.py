"""ECHO messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

ECHO = 13


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            "04000000",
            [],
        ),
        (
            False,
            "04000000",
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(ECHO, body, is_orig) == events
    assert not session.violations
