"""TREE_CONNECT messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Session

TREE_CONNECT = 0x75
PATH = b"\\\\10.20.0.20\\docs"


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            "04ff0000000c00000011000044004f004300530000003f3f3f3f3f00",
            [("smb1_tree_connect_andx_request", b"DOCS", b"?????")],
        ),
        (
            True,
            False,
            (
                "04ff000000000001001900005c5c31302e32302e302e32305c646f637300"
                "3f3f3f3f3f00"
            ),
            [("smb1_tree_connect_andx_request", PATH, b"?????")],
        ),
        (
            False,
            True,
            "07ff0000002100ff010000ff010000070049504300000000",
            [("smb1_tree_connect_andx_response", b"IPC", b"")],
        ),
        (
            False,
            False,
            "03ff00000001000700413a004e5446530000",
            [("smb1_tree_connect_andx_response", b"A:", b"NTFS")],
        ),
        (
            False,
            False,
            "02ff0000000300413a00",
            [("smb1_tree_connect_andx_response", b"A:", b"")],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(TREE_CONNECT, body, is_orig, unicode=unicode) == events
    assert not session.violations


def test_pipe_shares_are_remembered(session: Session) -> None:
    session.old(
        TREE_CONNECT, "03ff000000010007004950430000000000", is_orig=False, tid=3
    )
    assert session.analyzer._state.pipe_trees == {3}
