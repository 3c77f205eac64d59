"""DNS messages made by hand, and an analyzer that hears them."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from pyzeek.analyzers.dns import DNSAnalyzer
from pyzeek.runtime.timers import Timers
from pyzeek.values.port import TCP, UDP

from ..notes import Connection, Runtime, plain

SETTINGS = {
    "dns_session_timeout": 10.0,
    "dns_max_queries": 25,
    "dns_max_compression_chain_depth": 20,
    "dns_skip_all_auth": False,
    "dns_skip_all_addl": False,
    "dns_skip_auth": {},
    "dns_skip_addl": {},
}

REPLY = 0x8000
UPDATE = 5 << 11


def name(text: str) -> bytes:
    """A name in labels."""
    labels = text.encode().split(b".") if text else []
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def question(text: str = "a.b", kind: int = 1, cls: int = 1) -> bytes:
    return name(text) + struct.pack(">HH", kind, cls)


def record(
    kind: int, data: bytes, owner: bytes = name("a.b"), cls: int = 1, ttl: int = 60
) -> bytes:
    return owner + struct.pack(">HHIH", kind, cls, ttl, len(data)) + data


def message(
    *sections: list[bytes], flags: int = REPLY, ident: int = 7, end: bytes = b""
) -> bytes:
    """Questions, answers, authorities and additional records."""
    all_four = [*sections, *([] for _ in range(4 - len(sections)))]
    head = struct.pack(">HHHHHH", ident, flags, *map(len, all_four))
    return head + b"".join(b"".join(section) for section in all_four) + end


class Talk:
    """An analyzer, and what it says of what it hears."""

    def __init__(
        self,
        wanted: set[str] | None = None,
        tcp: bool = False,
        port: int = 53,
        **settings: Any,
    ):
        self.rt = Runtime(wanted)
        self.rt.values.update(SETTINGS | settings)
        self.rt.timers = Timers()
        self.connection = Connection(self.rt)
        self.connection.weird = self._weird
        self.connection.transport = TCP if tcp else UDP
        self.connection.resp.port = port
        self.connection.tie = None
        net = self.connection.net
        net.rt, net.services, net.now = self.rt, {}, 100.0
        net.handler = self.rt.event
        self.weirds: list[str] = []
        self.connection.weirds = self.weirds
        self.analyzer = DNSAnalyzer(self.connection)  # type: ignore[arg-type]

    def _weird(self, name: str, addl: str = "", source: str | None = None) -> None:
        assert source == "DNS"
        self.weirds.append(f"{name} {addl}".strip())

    @property
    def violations(self) -> list[str]:
        return self.connection.violations

    def hear(self, data: bytes, is_orig: bool = False) -> list[Any]:
        """The events of some bytes: each its name and arguments but the connection."""
        self.rt.raised.clear()
        self.analyzer.deliver(data, is_orig)
        return [(event[0], *event[2:]) for event in self.rt.raised]

    def events(self, data: bytes, is_orig: bool = False) -> list[str]:
        """Their names."""
        return [event for event, *_ in self.hear(data, is_orig)]

    def reply(self, kind: int, data: bytes, end: bytes = b"") -> Any:
        """What is told of the data of one record behind the answer; None if nothing."""
        answer = message([], [record(kind, data)], end=end)
        told = [args for event, *args in self.hear(answer) if event in REPLIES]
        return [plain(value) for value in told[0][2:]] if told else None


REPLIES = {e for e in DNSAnalyzer.EVENTS if e.startswith("dns_")} - {
    "dns_message",
    "dns_end",
}


@pytest.fixture
def talk() -> Talk:
    """A conversation in which all events are wanted."""
    return Talk()
