"""Signatures, and analyzers attached because of them."""

from __future__ import annotations

from typing import Any

import pytest

from pyzeek.analyzers.contract import Analyzer
from pyzeek.analyzers.detection import Detection, Detector, parse_signatures

TEXT = r"""
# signature commented { enable "no" }
signature hello-client {
	ip-proto == tcp
	payload /^(HELO|EHLO) [a-z]+/
	tcp-state originator
}

signature hello-server {
	ip-proto == tcp
	payload /^220 /i
	tcp-state responder
	requires-reverse-signature hello-client
	enable "smtp"
}

signature by-port {
	ip-proto == tcp
	dst-port == 25
	enable "smtp"
}

signature datagrams {
	ip-proto == udp
	payload /x/
	enable "dns"
}
"""


class Taker(Analyzer):
    """Notes down what it gets."""

    got: list[Any]

    def __init__(self, connection: Any):
        super().__init__(connection)
        self.got = connection.got

    def deliver(self, data: bytes, is_orig: bool) -> None:
        self.got.append((data, is_orig))

    def gap(self, length: int, is_orig: bool) -> None:
        self.got.append((length, is_orig))


class Connection:
    """Its analyzers, and what one of them got."""

    def __init__(self, **limits: int):
        self.got: list[Any] = []
        known = {"buffer_size": 1024, "max_chunks": 100, **limits}
        analyzers: dict[str, type[Analyzer]] = {"SMTP": Taker}
        detection = Detection.of(parse_signatures(TEXT), analyzers, **known)
        assert detection is not None
        self.analyzers: list[Any] = [Detector(self, detection, analyzers)]  # type: ignore

    def attach(self, analyzer: Analyzer) -> None:
        self.analyzers.append(analyzer)

    def detach(self, analyzer: Analyzer) -> None:
        self.analyzers.remove(analyzer)

    def deliver_to(self, analyzer: Analyzer, data: bytes, is_orig: bool) -> None:
        analyzer.deliver(data, is_orig)

    def deliver(self, data: bytes, is_orig: bool) -> None:
        for analyzer in list(self.analyzers):
            analyzer.deliver(data, is_orig)


def test_only_what_can_match_is_kept() -> None:
    names = [signature.name for signature in parse_signatures(TEXT)]
    assert names == ["hello-client", "hello-server"]


def test_both_sides_must_match() -> None:
    conn = Connection()
    conn.deliver(b"EHL", True)
    conn.analyzers[0].gap(3, False)
    conn.deliver(b"O me\r\n", True)
    assert conn.got == []
    conn.deliver(b"220 here\r\n", False)
    assert [type(analyzer) for analyzer in conn.analyzers] == [Taker]
    conn.deliver(b"QUIT", True)
    assert conn.got == [
        (b"EHL", True),
        (3, False),
        (b"O me\r\n", True),
        (b"220 here\r\n", False),
        (b"QUIT", True),
    ]


@pytest.mark.parametrize("limits", [{"buffer_size": 3}, {"max_chunks": 0}])
def test_limits(limits: dict[str, int]) -> None:
    conn = Connection(**limits)
    conn.deliver(b"else", True)
    assert conn.analyzers == []


def test_other_sides_do_not_count() -> None:
    conn = Connection()
    conn.deliver(b"EHLO me", False)
    conn.deliver(b"220 here", True)
    assert conn.got == []


def test_nothing_to_enable() -> None:
    limits = {"buffer_size": 1, "max_chunks": 1}
    assert Detection.of(parse_signatures(TEXT), {}, **limits) is None
