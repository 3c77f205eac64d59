"""NEGOTIATE messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

NEGOTIATE = 0x72
LANMAN = (
    13,
    3,
    (True, True),
    16644,
    50,
    1,
    (True, True),
    16865,
    1795269604.0,
    b"\x82\xc0\xccA\xdd\xc3jZ",
    b"",
)
COMMON = (17, 0, (True, True, False, False), 16644, 50, 1, 65536)
CAPABILITIES = (True, False, *[True] * 13, False, False)
EXTENDED = (
    *COMMON,
    2553,
    (*CAPABILITIES, True),
    134397412310832194 / 1e7 - 11644473600.0,
    None,
    None,
    b"server" + bytes(10),
)
NOT_EXTENDED = (
    *COMMON,
    12646,
    (*CAPABILITIES, False),
    134397404764607642 / 1e7 - 11644473600.0,
    b"T?\x0f\x1f\x91\xdd\xa4\xac",
    b"EXAMPLE",
)


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "001b00024e54204c414e4d414e20312e3000024e54204c4d20302e313200",
            [("smb1_negotiate_request", [b"NT LANMAN 1.0", b"NT LM 0.12"])],
        ),
        (
            False,
            True,
            "01ffff0000",
            [("smb1_negotiate_response", ({"core": (0xFFFF,)},))],
        ),
        (
            False,
            False,
            (
                "0d030003000441320001000300e14100000270755d000008000000080082"
                "c0cc41ddc36a5a"
            ),
            [("smb1_negotiate_response", ({"lanman": LANMAN},))],
        ),
        (
            False,
            False,
            (
                "11000003320001000441000000000100f9090000fdf3808042d48403bc79"
                "dd010000005a0073657276657200000000000000000000604806062b0601"
                "050502a03e303ca00e300c060a2b06010401823702020aa32a3028a0261b"
                "246e6f745f646566696e65645f696e5f5246433431373840706c65617365"
                "5f69676e6f7265"
            ),
            [("smb1_negotiate_response", ({"ntlm": EXTENDED},))],
        ),
        (
            False,
            True,
            (
                "1100000332000100044100000000010066310000fdf380009a94ba41ba79"
                "dd010000082600543f0f1f91dda4ac4500580041004d0050004c00450000"
                "005300450052005600450052000000"
            ),
            [("smb1_negotiate_response", ({"ntlm": NOT_EXTENDED},))],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(NEGOTIATE, body, is_orig, unicode=unicode) == events
    assert not session.violations


def test_other_forms_are_errors(session: Session) -> None:
    assert session.old(NEGOTIATE, "050000" + "00" * 20, is_orig=False) == []
    [reason] = session.connection.violations
    assert reason.endswith("invalid index for case: SMB1_negotiate_response: 5")


def test_blob_shorter_than_the_guid(session: Session) -> None:
    body = "110000" + "00" * 17 + "00000080" + "00" * 11 + "0f00" + "00" * 16
    session.old(NEGOTIATE, body, is_orig=False)
    assert session.violations == ["SMB1_negotiate_ntlm_response:security_blob: 49 > 50"]
