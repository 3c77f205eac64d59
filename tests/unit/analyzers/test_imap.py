"""IMAP up to STARTTLS."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.imap import IMAPAnalyzer

from .notes import Connection, Runtime


def talk(*lines: tuple[bool, bytes]) -> Any:
    """The connection after these lines."""
    connection: Any = Connection(Runtime(None))
    analyzer = IMAPAnalyzer(connection)
    for is_orig, line in lines:
        analyzer.deliver(line + b"\r\n", is_orig)
    connection.skips = analyzer.skips
    return connection


def test_starttls() -> None:
    found = talk(
        (False, b"* OK [CAPABILITY x] ready"),
        (True, b"1 capability"),
        (False, b"* CAPABILITY IMAP4rev1 STARTTLS\r\n1 OK done"),
        (True, b"2 StartTLS"),
        (False, b"2 OK begin"),
        (True, b"\x16\x03\x01"),
    )
    capabilities = ("imap_capabilities", "c", [b"IMAP4rev1", b"STARTTLS"])
    assert found.rt.raised == [capabilities, ("imap_starttls", "c")]
    assert found.confirmed and found.violations == []


def test_refused() -> None:
    asked = (True, b"2 STARTTLS")
    found = talk(asked, asked, (False, b"2 BAD no"))
    assert found.weirds == [
        "IMAP: client sent duplicate StartTLS",
        "IMAP: server refused StartTLS",
    ]


def test_too_late() -> None:
    found = talk((True, b"1 login a b"), (True, b"?"))
    assert found.skips and found.violations == []


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=40)), max_size=5))
def test_anything(lines: list[tuple[bool, bytes]]) -> None:
    talk(*lines)
