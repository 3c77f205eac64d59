"""CHECK_DIRECTORY messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

CHECK_DIRECTORY = 0x10


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "001300045c007200650070006f007200740073000000",
            [("smb1_check_directory_request", b"\\reports")],
        ),
        (
            True,
            False,
            "000900045c7265706f72747300",
            [("smb1_check_directory_request", b"\\reports")],
        ),
        (
            False,
            True,
            "00000000",
            [("smb1_check_directory_response",)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(CHECK_DIRECTORY, body, is_orig, unicode=unicode) == events
    assert not session.violations
