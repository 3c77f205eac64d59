"""CANCEL messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

CANCEL = 12


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
            "",
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(CANCEL, body, is_orig) == events
    assert not session.violations
