"""NT_CREATE messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

NT_CREATE = 0xA2
TIMES = (-11644473600.0, 0) * 4


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            (
                "18ff000000000a0000000000000000008000000000000000000000001000"
                "000007000000010000000100000002000000000d00005c006e0065007700"
                "00000000"
            ),
            [("smb1_nt_create_andx_request", b"\\new")],
        ),
        (
            False,
            True,
            (
                "22ff0000000005df01000000000000000000000000000000000000000000"
                "000000000000000000000000000080000000000000000000000000000000"
                "000000000200ff05000000"
            ),
            [("smb1_nt_create_andx_response", 57093, 0, TIMES)],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(NT_CREATE, body, is_orig, unicode=unicode) == events
    assert not session.violations
