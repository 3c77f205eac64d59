"""What a connection remembers."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.smb.state import file_number

from .conftest import Session


@pytest.mark.parametrize(("limit", "left"), [(0, 4), (3, 1), (4, 0), (5, 4)])
def test_bound(limit: int, left: int) -> None:
    session = Session(max_pending_messages=limit)
    pending = dict.fromkeys(range(4), 0)
    session.analyzer._state.bound(pending, "read")
    if limit in (3, 4):
        left = 0
        assert session.raised == [("smb2_discarded_messages_state", "c", b"read")]
    assert len(pending) == left


def test_file_number_wraps() -> None:
    assert file_number(2**64 - 1, 3) == 2


def test_guess_pipe(session: Session) -> None:
    state = session.analyzer._state
    state.guess_pipe(3, b"notes.txt")
    assert not state.pipe_trees
    state.guess_pipe(3, b"srvsvc")
    assert state.pipe_trees == {3}
    assert session.raised == [("smb_pipe_connect_heuristic", "c")]
