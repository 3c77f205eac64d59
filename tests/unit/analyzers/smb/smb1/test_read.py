"""READ messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

READ = 0x2E


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "0aff0000000100000000001a001a000000000000000000",
            [("smb1_read_andx_request", 1, 0, 26)],
        ),
        (
            True,
            True,
            "0cff0000000100050000001a001a00020000000000030000000000",
            [("smb1_read_andx_request", 1, 0x30005, 0x2001A)],
        ),
        (
            True,
            True,
            "0cff0000000100050000001a001a00ffffffff0000ffffffff0000",
            [("smb1_read_andx_request", 1, 5, 26)],
        ),
        (
            False,
            True,
            "0cff000000ffff0000000001003c000000000000000000000002000000",
            [("smb1_read_andx_response", 1)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(READ, body, is_orig, unicode=unicode) == events
    assert not session.violations
