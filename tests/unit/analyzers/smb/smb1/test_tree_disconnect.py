"""TREE_DISCONNECT messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TREE_DISCONNECT = 0x71


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "000000ff",
            [("smb1_tree_disconnect", True)],
        ),
        (
            False,
            True,
            "000000ff",
            [("smb1_tree_disconnect", False)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(TREE_DISCONNECT, body, is_orig, unicode=unicode) == events
    assert not session.violations
