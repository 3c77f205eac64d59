"""LOCK messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

LOCK = 10


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "3000010000000000fdeaf707000000008a26f05900000000640000000000"
                "0000320000000000000002000000"
            ),
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
    assert session.message(LOCK, body, is_orig) == events
    assert not session.violations


def test_elements_beyond_the_message(session: Session) -> None:
    session.message(LOCK, "30000200" + "00" * 20 + "00" * 39)
    assert session.violations == ["SMB2_lock_request:locks: 2 > 39"]
