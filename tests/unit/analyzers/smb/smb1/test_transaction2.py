"""TRANSACTION2 messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TRANSACTION2 = 0x32


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            (
                "0f100000000a00ffff000000000000000000001000440000005400010001"
                "0013000044201600560506000401000000002a000000"
            ),
            [
                ("smb1_trans2_find_first2_request", (22, 1366, 6, 260, 0, b"*")),
                (
                    "smb1_transaction2_request",
                    (16, 0, 10, 65535, 0, 0, 0, 16, 68, 0, 84, 1),
                    1,
                ),
            ],
        ),
        (
            True,
            True,
            (
                "0f1c0000000200ffff000000000000000000001c00440000006000010010"
                "001f0000442003005c005300450052005600450052005c0064006f006300"
                "73000000"
            ),
            [
                ("smb1_trans2_get_dfs_referral_request", b"\\SERVER\\docs"),
                (
                    "smb1_transaction2_request",
                    (28, 0, 2, 65535, 0, 0, 0, 28, 68, 0, 96, 1),
                    16,
                ),
            ],
        ),
        (
            True,
            True,
            (
                "0f180000000200c800000000000000000000000c00440000000000010005"
                "000f000000000701000000005c006f006c00"
            ),
            [
                ("smb1_trans2_query_path_info_request", b"\\ol"),
                (
                    "smb1_transaction2_request",
                    (24, 0, 2, 200, 0, 0, 0, 12, 68, 0, 0, 1),
                    5,
                ),
            ],
        ),
        (
            True,
            True,
            (
                "0f040000000200ffff000000000000000000000400440000004800010007"
                "0007000044203e1e0701"
            ),
            [
                (
                    "smb1_transaction2_request",
                    (4, 0, 2, 65535, 0, 0, 0, 4, 68, 0, 72, 1),
                    7,
                )
            ],
        ),
        (
            False,
            True,
            "0a00000000000000000000000000000000000000000000",
            [],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(TRANSACTION2, body, is_orig, unicode=unicode) == events
    assert not session.violations
