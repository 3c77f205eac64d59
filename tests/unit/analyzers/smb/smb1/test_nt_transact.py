"""NT_TRANSACT messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

NT_TRANSACT = 0xA0


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "13000000",
            [],
        ),
        (
            False,
            True,
            "12000000",
            [],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(NT_TRANSACT, body, is_orig, unicode=unicode) == events
    assert not session.violations
