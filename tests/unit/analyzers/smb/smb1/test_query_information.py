"""QUERY_INFORMATION messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

QUERY_INFORMATION = 0x8


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "001500045c006e006f00740065002e007400780074000000",
            [("smb1_query_information_request", b"\\note.txt")],
        ),
        (
            False,
            True,
            "0a20003699016b1d000000000000000000000000000000",
            [],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(QUERY_INFORMATION, body, is_orig, unicode=unicode) == events
    assert not session.violations
