"""CREATE messages and the events they raise."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from ..conftest import Session

CREATE = 5
NORMAL = tuple(i == 5 for i in range(15))
CREATED = (134397396985834443 / 1e7 - 11644473600.0, 134397396985834443)
ACCESSED = (134397397012337766 / 1e7 - 11644473600.0, 134397397012337766)
TIMES = (*CREATED, *ACCESSED, *CREATED, *CREATED)


@pytest.mark.parametrize(
    ("is_orig", "body", "events"),
    [
        (
            True,
            (
                "390000000200000000000000000000000000000000000000810000001000"
                "0000030000000100000001000000780000000000000000000000"
            ),
            [("smb2_create_request", (b"", 1, 1))],
        ),
        (
            False,
            (
                "5900000001000000cbeb1372b879dd016654a873b879dd01cbeb1372b879"
                "dd01cbeb1372b879dd0100100000000000001a0000000000000080000000"
                "00000000cf7abd7100000000f39b1d0d000000000000000000000000"
            ),
            [
                (
                    "smb2_create_response",
                    ((1908243151, 220044275), 26, TIMES, NORMAL, 1),
                )
            ],
        ),
    ],
)
def test_events(session: Session, is_orig: bool, body: str, events: Any) -> None:
    assert session.message(CREATE, body, is_orig) == events
    assert not session.violations


def request(name: bytes, contexts: int = 0) -> bytes:
    """A request that opens the name."""
    text = name.decode().encode("utf-16-le")
    fixed = bytes.fromhex("3900000002") + bytes(39)
    return fixed + struct.pack("<HHII", 120, len(text), contexts, 0) + text


def test_filename(session: Session) -> None:
    [(_, create)] = session.message(CREATE, request(b"dir\\file.txt"))
    assert create == (b"dir\\file.txt", 0, 0)


def test_pipe_by_its_name(session: Session) -> None:
    first, _ = session.message(CREATE, request(b"srvsvc"), tree_id=9)
    assert first == ("smb_pipe_connect_heuristic",)
    [(name, _)] = session.message(CREATE, request(b"srvsvc"), tree_id=9)
    assert name == "smb2_create_request"


def test_contexts_before_the_body_are_an_error(session: Session) -> None:
    session.message(CREATE, request(b"a", contexts=63))
    assert [reason.split(":")[1] for reason in session.violations] == ["context_pad"]


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        (4, "impersonation_level: 8 > 4"),
        (15, "flags: 16 > 15"),
        (20, "reserved: 24 > 20"),
        (55, "context_len: 56 > 55"),
    ],
)
def test_too_short(session: Session, size: int, reason: str) -> None:
    session.message(CREATE, request(b"")[:size])
    assert session.violations == [f"SMB2_create_request:{reason}"]
