"""IOCTL messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

IOCTL = 11


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "39000000644014006672726d000000001c8d5f7900000000000000000000"
                "0000000000000000000000000000000100000000100000000000"
            ),
            [],
        ),
        (
            False,
            (
                "31000000c0000900ffffffffffffffffffffffffffffffff700000000000"
                "000070000000000000000000000000000000"
            ),
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(IOCTL, body, is_orig) == events
    assert not session.violations


def test_offset_behind_the_buffer_is_an_error(session: Session) -> None:
    body = "31000000" + "00" * 20 + "78000000" + "00" * 20
    session.message(IOCTL, body, is_orig=False)
    assert session.violations == ["SMB2_ioctl_response:pad1: 40 > 48"]
