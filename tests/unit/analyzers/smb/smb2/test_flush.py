"""FLUSH messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

FLUSH = 7


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            "1800000000000000752d66c90000000051ffd6a500000000",
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
    assert session.message(FLUSH, body, is_orig) == events
    assert not session.violations
