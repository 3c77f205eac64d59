"""Chains of commands."""

from __future__ import annotations

import struct

import pytest

from ..conftest import Session

LOGOFF = 0x74


def chain(*offsets: int) -> bytes:
    """LOGOFFs that each name the offset of the next, and then no more."""
    parts = [struct.pack("<BBBHH", 2, LOGOFF, 0, offset, 0) for offset in offsets]
    return b"".join([*parts, struct.pack("<BBBHH", 2, 0xFF, 0, 0, 0)])


@pytest.mark.parametrize(
    ("offsets", "events", "weirds"),
    [
        ([39], 2, []),
        ([39, 46], 3, []),
        ([0], 1, ["smb_andx_offset_not_advancing", "X"]),
        ([32], 0, []),
        (list(range(39, 39 + 7 * 12, 7)), 12, ["smb_andx_depth_exceeded", "X"] * 2),
    ],
)
def test_chains(offsets: list[int], events: int, weirds: list[str]) -> None:
    session = Session()
    raised = session.old(LOGOFF, chain(*offsets) + b"\0")
    assert [name for name, *_ in raised] == ["smb1_logoff_andx"] * events
    assert session.connection.weirds == weirds


def test_offset_within_the_command(session: Session) -> None:
    session.old(LOGOFF, chain(35))
    assert session.violations == ["SMB1_logoff_andx:extra_byte_parameters: 3 > 14"]


def test_chain_without_limit() -> None:
    session = Session(max_andx_depth=0)
    session.old(LOGOFF, chain(*range(39, 39 + 7 * 9000, 7)))
    assert len(session.raised) > 200
