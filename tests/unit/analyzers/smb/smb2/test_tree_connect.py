"""TREE_CONNECT messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TREE_CONNECT = 3


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            ("0900000048001a005c005c005300450052005600450052005c004900500043002400"),
            [("smb2_tree_connect_request", b"\\\\SERVER\\IPC$")],
        ),
        (
            False,
            "100002000000000000000000a9001f00",
            [("smb2_tree_connect_response", (2,))],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(TREE_CONNECT, body, is_orig) == events
    assert not session.violations


def test_pipe_shares_are_remembered(session: Session) -> None:
    session.message(TREE_CONNECT, "10000200" + "00" * 12, is_orig=False, tree_id=3)
    session.message(TREE_CONNECT, "10000100" + "00" * 12, is_orig=False, tree_id=4)
    assert session.analyzer._state.pipe_trees == {3}


def test_path_beyond_the_message(session: Session) -> None:
    assert session.message(TREE_CONNECT, "0900000048001a005c00") == []
    assert session.violations == ["SMB2_string:s: 26 > 2"]
