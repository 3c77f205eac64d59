"""TRANSACTION messages of SMB1 and the events they raise."""

from __future__ import annotations

from typing import Any

import pytest

from pyzeek.analyzers.smb.smb1.transaction import Kind, kind_of

from ..conftest import Session

TRANSACTION = 0x25


@pytest.mark.parametrize(
    ("is_orig", "unicode", "body", "events"),
    [
        (
            True,
            True,
            (
                "0e13000000080000040000000000000000000007005a0000000000000022"
                "00005c0050004900500045005c004c0041004e004d0041004e0000000000"
                "57724c6568"
            ),
            [("smb1_transaction_request", b"\\PIPE\\LANMAN", 0, b"\0\0WrLeh", b"")],
        ),
        (
            False,
            True,
            "0a0000040000000000380000003000040000000000310000050000000400",
            [("smb1_transaction_response", b"", b"\5\0\0\0\4\0")],
        ),
    ],
)
def test_events(
    session: Session, is_orig: bool, unicode: bool, body: str, events: Any
) -> None:
    assert session.old(TRANSACTION, body, is_orig, unicode=unicode) == events
    assert not session.violations


@pytest.mark.parametrize(
    ("name", "unicode", "kind"),
    [
        (b"\\PIPE\\\0", False, Kind.PIPE),
        (b"\\PIPE\\lsarpc\0", False, Kind.PIPE),
        (b"\\PIPE\\LANMAN\0", False, Kind.RAP),
        ("\\PIPE\\LANMAN\0".encode("utf-16-le"), True, Kind.RAP),
        ("\\PIPE\\\0".encode("utf-16-le"), True, Kind.PIPE),
        (b"\\PIPE\0", False, Kind.UNKNOWN),
        (b"\\pipe\\x\0", False, Kind.UNKNOWN),
        (b"", True, Kind.UNKNOWN),
    ],
)
def test_kinds(name: bytes, unicode: bool, kind: Kind) -> None:
    assert kind_of(name, unicode) is kind
