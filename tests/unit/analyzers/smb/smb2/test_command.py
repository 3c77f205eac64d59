"""The table of commands."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.smb.smb2 import COMMANDS, EVENTS

from ..conftest import Session


def test_table() -> None:
    assert list(COMMANDS) == list(range(19))
    assert len(set(EVENTS)) == len(EVENTS) == 32


@pytest.mark.parametrize("command", [19, 0xFFFF])
def test_unknown_commands_have_no_body(session: Session, command: int) -> None:
    session.message(command, "")
    session.message(command, "00", is_orig=False)
    assert [name for name, *_ in session.raised] == ["smb2_message"] * 2
    assert not session.violations
