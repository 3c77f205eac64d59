"""Records and messages of TLS made by hand, and an analyzer that hears them."""

from __future__ import annotations

import struct
from typing import Any

from pyzeek.analyzers.ssl import DTLSAnalyzer, SSLAnalyzer

from ..notes import Connection, Runtime

RANDOM = bytes(range(4, 32))
LIMITS = {
    "SSL::max_alerts_per_record": 10,
    "SSL::dtls_max_version_errors": 3,
    "SSL::dtls_max_reported_version_errors": 1,
}


def counted(size: int, *content: bytes) -> bytes:
    """Content with its length before it, in so many bytes."""
    body = b"".join(content)
    return len(body).to_bytes(size, "big") + body


def shorts(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}H", *numbers)


def record(kind: int, content: bytes, version: int = 0x0303) -> bytes:
    return bytes((kind,)) + shorts(version) + counted(2, content)


def message(kind: int, *content: bytes) -> bytes:
    return bytes((kind,)) + counted(3, *content)


def handshake(kind: int, *content: bytes) -> bytes:
    return record(22, message(kind, *content))


def extension(kind: int, *content: bytes) -> bytes:
    return shorts(kind) + counted(2, *content)


def client_hello(*extensions: bytes, version: int = 0x0303) -> bytes:
    added = counted(2, *extensions) if extensions else b""
    head = shorts(version) + b"\0\0\0\x07" + RANDOM + b"\0"
    return message(1, head, counted(2, shorts(0xC02F, 0x2F)), b"\1\0", added)


def server_hello(
    *extensions: bytes, version: int = 0x0303, cipher: int = 0xC02F
) -> bytes:
    added = counted(2, *extensions) if extensions else b""
    random = b"\0\0\0\x08" + RANDOM
    return message(2, shorts(version), random, b"\0", shorts(cipher), b"\0", added)


class Talk:
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None, *, dtls: bool = False):
        rt = Runtime(wanted)
        rt.values |= LIMITS
        self.connection = Connection(rt)
        cls = DTLSAnalyzer if dtls else SSLAnalyzer
        self.analyzer = cls(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool = True) -> list[Any]:
        """The events of these bytes, without `c`."""
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [(e[0].removeprefix("ssl_"), *e[2:]) for e in raised[before:]]

    def answer(self, data: bytes) -> list[Any]:
        return self.send(data, False)

    @property
    def violations(self) -> list[str]:
        reasons = self.connection.violations
        return [reason.split("binpac exception: ")[-1] for reason in reasons]

    @property
    def given(self) -> list[Any]:
        return self.connection.rt.services["file_analysis"].given
