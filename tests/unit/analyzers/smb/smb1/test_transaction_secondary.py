"""TRANSACTION_SECONDARY messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TRANSACTION_SECONDARY = 0x26
PARAMETERS = b"\0B13BWz\0\1\0\0\4"


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            ("08130000000c00330007000000000000000c000042313342577a0001000004"),
            [
                (
                    "smb1_transaction_secondary_request",
                    (19, 0, 12, 51, 7, 0, 0, 0),
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
    assert session.old(TRANSACTION_SECONDARY, body, is_orig, unicode=unicode) == events
    assert not session.violations
