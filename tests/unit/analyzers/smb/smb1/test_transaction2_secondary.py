"""TRANSACTION2_SECONDARY messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TRANSACTION2_SECONDARY = 0x33
PARAMETERS = b"d\0.\0t\0x\0t\0\0\0"


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            ("09180000000c0036000c0000000000000000000d000064002e007400780074000000"),
            [
                (
                    "smb1_transaction2_secondary_request",
                    (24, 0, 12, 54, 12, 0, 0, 0, 0),
                    PARAMETERS,
                    b"",
                )
            ],
        ),
        (
            False,
            True,
            "",
            [],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(TRANSACTION2_SECONDARY, body, is_orig, unicode=unicode) == events
    assert not session.violations
