"""SESSION_SETUP messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

SESSION_SETUP = 0x73
PASSWORD = bytes.fromhex("bf1bbfff7412f3017bfff70fb277dc8e792b2b1347394039")
NONE = (None,) * 6
SERVER = (b"Windows 6.1", b"Samba 4.17.12-Debian")
CLIENT = (b"Unix", b"Samba")
SIZES = (65535, 2, 12644, 12646)
FEW = (True, False, False, True, False, False)
SOME = (True, False, True, True, False, False)


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            False,
            (
                "0aff000000ffff02000100743100001800000000003100bf1bbfff7412f3"
                "017bfff70fb277dc8e792b2b1347394039616c696365004558414d504c45"
                "00556e69780053616d626100"
            ),
            [
                (
                    "smb1_session_setup_andx_request",
                    (10, 65535, 2, 1, 12660, *CLIENT, b"alice", PASSWORD, b"EXAMPLE"),
                )
            ],
        ),
        (
            True,
            False,
            (
                "0cff00000000f0020001000000000042000000000044c000804d00604006"
                "062b0601050502a0363034a00e300c060a2b06010401823702020aa22204"
                "204e544c4d5353500001000000050288a000000000000000000000000000"
                "000000556e69780053616d626100"
            ),
            [
                (
                    "smb1_session_setup_andx_request",
                    (12, 61440, 2, 1, 0, *CLIENT, *NONE, FEW),
                )
            ],
        ),
        (
            True,
            True,
            (
                "0dff000000ffff0200643166310000020003000000000054c00000630031"
                "3233343561006c0069006300650000004500580041004d0050004c004500"
                "000055006e00690078000000530061006d00620061000000"
            ),
            [
                (
                    "smb1_session_setup_andx_request",
                    (
                        13,
                        *SIZES,
                        *CLIENT,
                        b"alice",
                        None,
                        b"EXAMPLE",
                        b"12",
                        b"345",
                        None,
                        SOME,
                    ),
                )
            ],
        ),
        (
            False,
            True,
            (
                "03ff0000000100530000570069006e0064006f0077007300200036002e00"
                "31000000530061006d0062006100200034002e00310037002e0031003200"
                "2d00440065006200690061006e0000004500580041004d0050004c004500"
                "0000"
            ),
            [("smb1_session_setup_andx_response", (3, True, *SERVER, b"EXAMPLE"))],
        ),
        (
            False,
            False,
            "03ff00000000000000",
            [("smb1_session_setup_andx_response", (3, False, b"", b"", b""))],
        ),
        (
            False,
            True,
            (
                "04ff000000000009002d00a1073005a0030a010067004400500074006300"
                "62006f00440000006700440050007400630062006f0044000000"
            ),
            [
                (
                    "smb1_session_setup_andx_response",
                    (4, False, b"gDPtcboD", b"gDPtcboD"),
                )
            ],
        ),
        (
            False,
            False,
            "000000ff",
            [("smb1_session_setup_andx_response", (0,))],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(SESSION_SETUP, body, is_orig, unicode=unicode) == events
    assert not session.violations


def test_other_forms_are_errors(session: Session) -> None:
    assert session.old(SESSION_SETUP, "0bff000000") == []
    [reason] = session.connection.violations
    assert reason.endswith("for case: SMB1_session_setup_andx_request: 11")


def test_share_in_the_same_message(session: Session) -> None:
    """What is chained comes first, as Zeek has read it first."""
    setup = "0a75003f00" + "ffff02000100" + "00" * 10 + "0800" + "6100620063006400"
    share = "04ff000000" + "00000000" + "0700" + "5c5c7300413a00"
    events = session.old(SESSION_SETUP, setup + share)
    assert [name for name, *_ in events] == [
        "smb1_tree_connect_andx_request",
        "smb1_session_setup_andx_request",
    ]
