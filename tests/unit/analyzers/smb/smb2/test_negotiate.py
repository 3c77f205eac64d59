"""NEGOTIATE messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

NEGOTIATE = 0
GUID_OF_A = (0x4141414141414141, 0x4141414141414141)
TIME = 1795269114.0


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "240001000100000000000000000000000000000000000000000000000000"
                "0000000000000202"
            ),
            [("smb2_negotiate_request", [0x0202])],
        ),
        (
            False,
            (
                "410001000202000041414141414141414141414141414141000000000000"
                "0100000001000000010000f96777bf79dd0100f96777bf79dd0180001e00"
                "00000000601c06062b0601050502a0123010a00e300c060a2b0601040182"
                "3702020a"
            ),
            [("smb2_negotiate_response", (0x0202, 1, GUID_OF_A, TIME, TIME, 0, []))],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(NEGOTIATE, body, is_orig) == events
    assert not session.violations


CONTEXTS = (
    "0100260000000000010020000100" + "55" * 32 + "0000"
    "0200040000000000"
    "010001000000000003000a00"
    "00000000"
    "0100000000000000"
    "0200"
    "000000000000"
    "0500040000000000"
    "41004200"
    "00000000"
    "0700020000000000"
    "abcd"
)


def response_311(count: int, contexts: str) -> str:
    """A 3.1.1 response whose contexts begin right behind the fixed part."""
    fixed = f"410001001103{count:02x}00" + "41" * 16 + "00" * 16 + "00" * 16
    return fixed + "8000000080000000" + contexts


def test_negotiate_contexts(session: Session) -> None:
    [(_, response)] = session.message(
        NEGOTIATE, response_311(5, CONTEXTS), is_orig=False
    )
    assert response[5:] == (
        5,
        [
            (1, 38, {"preauth_info": (1, 32, [1], b"U" * 32)}),
            (2, 4, {"encryption_info": (1, [1])}),
            (3, 10, {"compression_info": (1, [2])}),
            (5, 4, {"netname": b"A\0B\0"}),
            (7, 2),
        ],
    )


@pytest.mark.parametrize(
    ("count", "contexts", "reason"),
    [
        (200, "", "NegotiateContextList:vals: 199 > 0"),
        (1, "0100", "SMB3_negotiate_context_value:reserved: 8 > 2"),
        (
            1,
            "02000400000000000900",
            "SMB3_encryption_capabilities:ciphers: 9 > 0",
        ),
        (
            2,
            "020004000000000001000100",
            "Padded_SMB3_negotiate_context_value: 16 > 12",
        ),
        (
            1,
            "05000400000000000900",
            "SMB3_netname_negotiate_context_id:net_name: 4 > 2",
        ),
    ],
)
def test_bad_contexts(session: Session, count: int, contexts: str, reason: str) -> None:
    assert session.message(NEGOTIATE, response_311(count, contexts), False) == []
    assert session.violations == [reason]


def test_contexts_before_the_body_are_an_error(session: Session) -> None:
    body = response_311(1, "").replace("8000000080000000", "8000000010000000")
    session.message(NEGOTIATE, body, is_orig=False)
    assert [reason.split(":")[1] for reason in session.violations] == ["pad1"]


def test_too_many_dialects(session: Session) -> None:
    session.message(NEGOTIATE, "24000300" + "00" * 32 + "0202")
    assert session.violations == ["SMB2_negotiate_request:dialects: 3 > 2"]
