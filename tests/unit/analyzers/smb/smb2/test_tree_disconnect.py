"""TREE_DISCONNECT messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TREE_DISCONNECT = 4


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            "04000000",
            [("smb2_tree_disconnect_request",)],
        ),
        (
            False,
            "04000000",
            [("smb2_tree_disconnect_response",)],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(TREE_DISCONNECT, body, is_orig) == events
    assert not session.violations


def test_pipe_shares_are_forgotten(session: Session) -> None:
    session.analyzer._state.pipe_trees.update((5, 6))
    session.message(TREE_DISCONNECT, "04000000", tree_id=5)
    assert session.analyzer._state.pipe_trees == {6}
