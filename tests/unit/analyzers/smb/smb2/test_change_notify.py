"""CHANGE_NOTIFY messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

CHANGE_NOTIFY = 15


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            ("2000010000100000ffffffffffffffffffffffffffffffff0300000000000000"),
            [],
        ),
        (
            False,
            (
                "090048001c0000000000000001000000100000006e006f00740065002e00"
                "740078007400"
            ),
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(CHANGE_NOTIFY, body, is_orig) == events
    assert not session.violations


def test_padded_entries_are_an_error(session: Session) -> None:
    entry = "1000000001000000020000006e00"
    session.message(CHANGE_NOTIFY, "0900480010000000" + entry + "0000", is_orig=False)
    assert session.violations == ["SMB2_File_Notify_Information:filename_len: 12 > 2"]
