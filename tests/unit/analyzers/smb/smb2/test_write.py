"""WRITE messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session, framed, smb2

WRITE = 9


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "31007000010000000000000000000000cbacd07800000000f1440a940000"
                "0000000000000000000000000000000000006c"
            ),
            [("smb2_write_request", (2026941643, 2483700977), 0, 1)],
        ),
        (
            False,
            "110000001d000000ff00000000000000",
            [("smb2_write_response", 29)],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(WRITE, body, is_orig) == events
    assert not session.violations


def test_large_payload_is_not_kept(session: Session) -> None:
    """Unless somebody wants the content of files."""
    session.analyzer._state.carried.wants_files = False
    body = bytes.fromhex("3100700000400000") + bytes(40) + bytes(0x4000)
    data = framed(smb2(WRITE, body))
    session.send(data[:200])
    assert session.analyzer._originator.pieces == [data[:200]]
    session.send(data[200:9000])
    assert session.analyzer._originator.pieces == [data[:200]]
    events = session.send(data[9000:])
    assert [name for name, *_ in events] == ["smb2_message", "smb2_write_request"]
    assert events[1][2:] == ((0, 0), 0, 0x4000)
