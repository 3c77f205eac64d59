"""XMPP up to STARTTLS."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.xmpp import XMPPAnalyzer

from .notes import Connection, Runtime

BEGIN = b"<?xml version='1.0'?>\n<stream:stream to='a'>"


def talk(*pieces: tuple[bool, bytes]) -> Any:
    """The connection after these pieces."""
    connection: Any = Connection(Runtime(None))
    analyzer = XMPPAnalyzer(connection)
    for is_orig, piece in pieces:
        analyzer.deliver(piece, is_orig)
    connection.skips = analyzer.skips
    return connection


def test_starttls() -> None:
    found = talk(
        (True, BEGIN),
        (False, BEGIN + b"<stream:features><starttls/></stream:features>"),
        (True, b"<x:starttls xmlns='urn'/>"),
        (False, b"<proceed/>"),
        (True, b"\x16\x03\x01"),
    )
    assert found.rt.raised == [("xmpp_starttls", "c")]
    assert found.confirmed and found.violations == []


def test_nobody_asked() -> None:
    assert talk((False, b"<proceed/>")).weirds == ["XMPP: proceed without starttls"]


def test_too_late() -> None:
    found = talk((False, b"<success/>"), (False, b"?"))
    assert found.skips and found.violations == []


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=40)), max_size=5))
def test_anything(pieces: list[tuple[bool, bytes]]) -> None:
    talk(*pieces)
