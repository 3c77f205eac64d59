"""QUERY_DIRECTORY messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

QUERY_DIRECTORY = 14


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            ("21002500000000009b36bf4b42da6065af8fad593c8cb42d60000200000001002a00"),
            [],
        ),
        (
            False,
            (
                "09004800200000001000000000000000020000002e000000000000000000"
                "0000040000002e002e00"
            ),
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(QUERY_DIRECTORY, body, is_orig) == events
    assert not session.violations
