"""Sessions of SSH made by hand, and an analyzer that hears them."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from pyzeek.analyzers.ssh import SSHAnalyzer

from ..notes import Connection, Conversation, Runtime

LIMITS = (
    "kex_algorithms hostkey_algorithms encryption_algorithms mac_algorithms"
    " compression_algorithms languages"
).split()


def string(text: bytes) -> bytes:
    return struct.pack(">I", len(text)) + text


def packet(kind: int, payload: bytes = b"", padding: int = 4) -> bytes:
    body = bytes([padding, kind]) + payload + bytes(padding)
    return struct.pack(">I", len(body)) + body


def kexinit(kex: bytes, *others: bytes) -> bytes:
    lists = [kex, *others, *[b"x"] * (7 - len(others)), b"", b""]
    return packet(20, bytes(range(16)) + b"".join(map(string, lists)) + bytes(5))


class Talk(Conversation):
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None):
        self.connection = Connection(Runtime(wanted))
        values = self.connection.rt.values
        values.update({f"SSH::max_kexinit_{name}": 3 for name in LIMITS})
        values["SSH::max_packet_length"] = 1000
        values["SSH::max_string_length"] = 500
        self.analyzer = SSHAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool) -> list[Any]:
        """The events of these bytes, without `c`."""
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [(event[0], *event[2:]) for event in raised[before:]]

    def client(self, data: bytes) -> list[Any]:
        return self.send(data, True)

    def server(self, data: bytes) -> list[Any]:
        return self.send(data, False)

    def agree(self, kex: bytes) -> None:
        """Up to the messages that exchange keys."""
        self.client(b"SSH-2.0-c\r\n")
        self.server(b"SSH-2.0-s\r\n" + kexinit(kex))
        self.client(kexinit(kex))


@pytest.fixture
def talk() -> Talk:
    return Talk()
