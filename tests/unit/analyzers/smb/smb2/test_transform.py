"""Encrypted messages."""

from __future__ import annotations

import struct

import pytest

from ..conftest import Session, framed

HEADER = b"\xfdSMB" + b"s" * 16 + b"n" * 16 + struct.pack("<IHHQ", 99, 0, 1, 7)


def test_header(session: Session) -> None:
    session.analyzer._lost = False
    [event] = session.send(framed(HEADER + b"encrypted"))
    assert event == ("smb2_transform_header", (b"s" * 16, b"n" * 16, 99, 1, 7))


def test_encrypted_bytes_are_not_kept(session: Session) -> None:
    session.analyzer._lost = False
    data = framed(HEADER + bytes(1000))
    session.send(data[:200])
    session.send(data[200:900])
    assert session.analyzer._originator.pieces == [data[:200]]
    assert len(session.send(data[900:])) == 1


@pytest.mark.parametrize(
    ("size", "reason"),
    [(15, "signature: 16 > 15"), (16, "nonce: 32 > 16"), (40, "session_id: 48 > 40")],
)
def test_too_short(session: Session, size: int, reason: str) -> None:
    session.analyzer._lost = False
    session.send(framed(HEADER[: 4 + size]))
    assert session.violations == [f"SMB2_transform_header:{reason}"]
