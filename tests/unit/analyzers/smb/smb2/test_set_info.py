"""SET_INFO messages and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

SET_INFO = 17
FILE = (1814168233, 2368308140)
NORMAL = tuple(i == 5 for i in range(15))
TIMES = (
    1803045148.0,
    134475187480000000,
    1810821148.0,
    134552947480000000,
    1818597148.0,
    134630707480000000,
    1797861148.0,
    134423347480000000,
)


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "21000113080000006000000000000000a902226c00000000ac83298d0000"
                "00000000010000000000"
            ),
            [("smb2_file_allocation", FILE, 65536)],
        ),
        (
            True,
            ("2100010d010000006000000000000000a902226c00000000ac83298d0000000001"),
            [("smb2_file_delete", FILE, True)],
        ),
        (
            True,
            (
                "21000114080000006000000000000000a902226c00000000ac83298d0000"
                "0000ffffffffffffffff"
            ),
            [("smb2_file_endoffile", FILE, -1)],
        ),
        (
            True,
            (
                "21000206300000006000000000000000a902226c00000000ac83298d0000"
                "000001000000000000000200000001000000030000008000000000001000"
                "0000000000002000000000000200000000000000"
            ),
            [("smb2_file_fscontrol", FILE, (1, 2, 3, 1048576, 2097152, 2))],
        ),
        (
            True,
            (
                "21000208400000006000000000000000a902226c00000000ac83298d0000"
                "000001000000000000000200000000000000410042000000000000000000"
                "000000000000000000000000000000000000000000000000000000000000"
                "000000000000"
            ),
            [("smb2_file_fsobjectid", FILE, (1, 2), b"AB")],
        ),
        (
            True,
            (
                "2100010f160000006000000000000000a902226c00000000ac83298d0000"
                "00000000000000040400757365726100620000"
            ),
            [("smb2_file_fullea", FILE, [("\u7375\u7265".encode(), b"ab")])],
        ),
        (
            True,
            (
                "2100010b260000006000000000000000a902226c00000000ac83298d0000"
                "000000000000000000000000000000000000120000006f006e0065005c00"
                "68002e007400780074000000"
            ),
            [("smb2_file_link", FILE, 0, b"one\\h.txt")],
        ),
        (
            True,
            (
                "21000110040000006000000000000000a902226c00000000ac83298d0000"
                "000002000000"
            ),
            [("smb2_file_mode", FILE, 2)],
        ),
        (
            True,
            (
                "21000118080000006000000000000000a902226c00000000ac83298d0000"
                "00000000000001000000"
            ),
            [("smb2_file_pipe", FILE, 0, 1)],
        ),
        (
            True,
            (
                "2100010e080000006000000000000000a902226c00000000ac83298d0000"
                "00001900000000000000"
            ),
            [("smb2_file_position", FILE, 25)],
        ),
        (
            True,
            (
                "2100010a240000006000000000000000a902226c00000000ac83298d0000"
                "000000000000000000000000000000000000100000006d0065006d006f00"
                "2e00740078007400"
            ),
            [("smb2_file_rename", FILE, b"memo.txt")],
        ),
        (
            True,
            (
                "21000104280000006000000000000000a902226c00000000ac83298d0000"
                "000000763447ea4dde0100f6065e3107de010076d97478c0dd0100761084"
                "5291dd0180000000"
            ),
            [("smb2_file_sattr", FILE, TIMES, NORMAL)],
        ),
        (
            True,
            (
                "210001281c0000006000000000000000a902226c00000000ac83298d0000"
                "000018000000730068006f00720074006e0061006d002e00740078007400"
            ),
            [("smb2_file_shortname", FILE, b"shortnam.txt")],
        ),
        (
            True,
            (
                "21000127080000006000000000000000a902226c00000000ac83298d0000"
                "00002800000000000000"
            ),
            [("smb2_file_validdatalength", FILE, 40)],
        ),
        (
            True,
            ("210003003000000060000000040000008fb4994b00000000c6bb80e600000000"),
            [],
        ),
        (
            False,
            "0200",
            [],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(SET_INFO, body, is_orig) == events
    assert not session.violations


def test_second_attribute_beyond_the_message(session: Session) -> None:
    head = "2100010f160000006000000000000000" + "00" * 16
    session.message(SET_INFO, head + "40000000000200006100")
    assert [reason.split(":")[1] for reason in session.violations] == ["pad_to_next"]
