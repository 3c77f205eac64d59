"""SESSION_SETUP messages and the events they raise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ..conftest import Session

SESSION_SETUP = 1


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "1900000101000000000000005800280000000000000000004e544c4d5353"
                "500001000000378208e200000000280000000000000028000000000c0400"
                "0000000f"
            ),
            [("smb2_session_setup_request", (1,))],
        ),
        (
            False,
            "0900000048000000",
            [("smb2_session_setup_response", ((False, False, False),))],
        ),
        (
            False,
            "0900070048000000",
            [("smb2_session_setup_response", ((True, True, True),))],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(SESSION_SETUP, body, is_orig) == events
    assert not session.violations


@pytest.mark.parametrize(("flags", "followed"), [("00", True), ("01", False)])
def test_only_logins_that_make_keys_are_followed(flags: str, followed: bool) -> None:
    session = Session()
    asked: list[Any] = []
    taker = SimpleNamespace(setup_request=lambda *args: asked.append(args))
    session.analyzer._state.decryption = taker  # type: ignore[assignment]
    body = "1900" + flags + "01" + "00" * 8 + "58000400" + "00" * 8 + "61626364"
    session.message(SESSION_SETUP, body)
    assert [args[-1] for args in asked] == [b"abcd"] * followed
