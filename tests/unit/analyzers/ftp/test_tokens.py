"""Tokens of an authentication."""

from __future__ import annotations

import base64

import pytest

from pyzeek.analyzers.ftp.tokens import Tokens, reply_code

from ..notes import Connection, Runtime

HELLO = b"\x16\x03\x01\x00\x04abcd"
TEXT = base64.b64encode(HELLO)


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(Connection(Runtime(None)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "code"), [(b"220 hi", 220), (b"22", 0), (b"x220", 0), (b"0999", 99)]
)
def test_codes(line: bytes, code: int) -> None:
    assert reply_code(line) == code


def test_an_exchange(tokens: Tokens) -> None:
    assert tokens.decode(b"ADAT " + TEXT, True) == HELLO
    assert tokens.decode(b"335 ADAT=" + TEXT, False) == HELLO
    assert tokens.decode(b"ADAT " + base64.b64encode(b"any"), True) == b"any"
    assert not tokens.is_done
    assert tokens.decode(b"235 ADAT=" + TEXT, False) == HELLO
    assert tokens.is_done


def test_a_first_token_that_is_no_handshake(tokens: Tokens) -> None:
    assert tokens.decode(b"ADAT " + base64.b64encode(b"\x60abcdef"), True) == b""
    assert tokens.is_done


def test_a_token_that_cannot_be_decoded(tokens: Tokens) -> None:
    assert tokens.decode(b"ADAT a", True) == b""
    weirds = tokens._connection.weirds  # type: ignore[attr-defined]
    assert weirds == ["ftp_adat_bad_first_token_encoding"]


@pytest.mark.parametrize("line", [b"535 no", b"631 x"])
def test_refused(tokens: Tokens, line: bytes) -> None:
    assert tokens.decode(line, False) == b""
    assert tokens.is_done


def test_a_new_beginning(tokens: Tokens) -> None:
    tokens.decode(b"AUTH TLS", True)
    assert tokens.is_done
