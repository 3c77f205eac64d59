"""NT_CANCEL messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

NT_CANCEL = 0xA4


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "00000000",
            [("smb1_nt_cancel_request",)],
        ),
        (
            False,
            True,
            "00000000",
            [],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(NT_CANCEL, body, is_orig, unicode=unicode) == events
    assert not session.violations
