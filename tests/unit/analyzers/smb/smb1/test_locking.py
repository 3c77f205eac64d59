"""LOCKING_ANDX, which Zeek cannot read."""

from __future__ import annotations

from ..conftest import Session

LOCKING = 0x24


def test_requests_are_errors(session: Session) -> None:
    session.old(LOCKING, "08ff000000" + "00" * 14)
    [reason] = session.connection.violations
    assert reason.endswith("invalid index for case: SMB1_locking_andx_request: 0")


def test_responses_are_not_read(session: Session) -> None:
    assert session.old(LOCKING, "ff", is_orig=False) == []
    assert not session.violations
