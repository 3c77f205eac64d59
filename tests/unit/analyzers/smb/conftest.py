"""An SMB analyzer on a connection that notes down what is raised."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from pyzeek.analyzers.smb import SMBAnalyzer

from ..notes import Connection, Runtime


def framed(*messages: bytes) -> bytes:
    """A NetBIOS session message of these."""
    body = b"".join(messages)
    return struct.pack(">I", len(body)) + body


def smb2(
    command: int,
    body: bytes | str,
    *,
    is_orig: bool = True,
    status: int = 0,
    following: int = 0,
    message_id: int = 7,
    tree_id: int = 5,
) -> bytes:
    """An SMB2 message; the body may be given in hex."""
    flags = 0 if is_orig else 1
    head = (64, 1, status, command, 31, flags, following, message_id, 0xFEFF, tree_id)
    packed = struct.pack("<HHIHHIIQIIQ", *head, 9) + b"S" * 16
    return (
        b"\xfeSMB" + packed + (bytes.fromhex(body) if isinstance(body, str) else body)
    )


def smb1(
    command: int,
    body: bytes | str,
    *,
    unicode: bool = False,
    status: int = 0,
    tid: int = 5,
    mid: int = 7,
) -> bytes:
    """An SMB1 message; the body may be given in hex."""
    flags2 = 0x8000 if unicode else 0
    fields = (command, status, 0x18, flags2, 1, b"", 0, tid, 2, 9, mid)
    raw = bytes.fromhex(body) if isinstance(body, str) else body
    return b"\xffSMB" + struct.pack("<BIBHH8sHHHHH", *fields) + raw


class Session:
    """An analyzer, and what came of the bytes it was given."""

    def __init__(
        self,
        wanted: set[str] | None = None,
        needed: set[str] | None = None,
        **settings: Any,
    ):
        self.rt = Runtime(wanted)
        self.rt.values.update({f"SMB::{k}": v for k, v in settings.items()})
        self.connection = Connection(self.rt, needed)
        self.analyzer = SMBAnalyzer(self.connection)  # type: ignore[arg-type]

    @property
    def raised(self) -> list[Any]:
        return self.rt.raised

    @property
    def violations(self) -> list[str]:
        """What was said of violations, without the words they share."""
        return [v.split("out_of_bound: ")[-1] for v in self.connection.violations]

    def send(self, data: bytes, is_orig: bool = True) -> list[Any]:
        """Deliver bytes; returns the events raised by them, without `c`."""
        before = len(self.raised)
        self.analyzer.deliver(data, is_orig)
        return [(name, *args) for name, _, *args in self.raised[before:]]

    def message(
        self, command: int, body: bytes | str, is_orig: bool = True, **header: Any
    ) -> list[Any]:
        """Deliver one message; its events without headers and `smb2_message`."""
        data = framed(smb2(command, body, is_orig=is_orig, **header))
        events = self.send(data, is_orig)
        return [
            (name, *(args[1:] if name.startswith("smb2_") else args))
            for name, *args in events
            if name != "smb2_message"
        ]

    def old(
        self, command: int, body: bytes | str, is_orig: bool = True, **header: Any
    ) -> list[Any]:
        """The same for a message of SMB1."""
        data = framed(smb1(command, body, **header))
        return [
            (name, *(args[1:] if args and type(args[0]) is tuple else args))
            for name, *args in self.send(data, is_orig)
            if name != "smb1_message"
        ]


@pytest.fixture
def session() -> Session:
    return Session()
