"""The header of messages."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.smb.smb2.pdu import Pdu

from ..conftest import smb2

ECHO = smb2(13, "04000000", message_id=2**64 - 1, tree_id=77, status=5)


def test_header() -> None:
    pdu = Pdu(b"--" + ECHO, 6, len(ECHO) + 2, True)
    assert (pdu.command, pdu.status, pdu.message_id) == (13, 5, 2**64 - 1)
    assert (pdu.at, pdu.tree_id, pdu.next_command) == (66, 77, 0)
    values = pdu.header(lambda *args: args)  # type: ignore[arg-type]
    assert values == (1, 5, 13, 31, 0, 2**64 - 1, 0xFEFF, 77, 9, b"S" * 16)


@pytest.mark.parametrize(
    ("size", "reason"), [(43, "session_id: 44 > 43"), (59, "signature: 60 > 59")]
)
def test_too_short(size: int, reason: str) -> None:
    with pytest.raises(ParseError, match=f"SMB2_Header:{reason}"):
        Pdu(ECHO, 4, 4 + size, True)
