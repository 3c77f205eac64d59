"""READ messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

READ = 8


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "310000001a0000000000000000000000cf7abd7100000000f39b1d0d0000"
                "000000000000000000000000000000000000"
            ),
            [("smb2_read_request", (1908243151, 220044275), 0, 26)],
        ),
        (
            False,
            "1100500001000000000000000000000069",
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(READ, body, is_orig) == events
    assert not session.violations


def test_pending_reads_are_bounded() -> None:
    session = Session(max_pending_messages=2)
    body = "31000000" + "00" * 44
    session.message(READ, body, message_id=1)
    session.message(READ, body, message_id=2)
    session.message(READ, "1100500001000000000000000000000069", False, message_id=2)
    session.message(READ, body, message_id=3)
    session.message(READ, body, message_id=4)
    discarded = [e[2:] for e in session.raised if "discarded" in e[0]]
    assert discarded == [(b"tree",), (b"read",)]
