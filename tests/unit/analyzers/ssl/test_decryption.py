"""Application data is decrypted with keys that scripts give."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pyzeek.analyzers.ssl import decryption
from pyzeek.analyzers.ssl.decryption import SUITE, derive

from .conftest import Talk, client_hello, record, server_hello

SECRET = bytes(48)


class Inside:
    """Keeps what was decrypted."""

    def __init__(self, connection: Any):
        self.got: list[tuple[bytes, bool]] = []
        connection.inside = self

    def deliver(self, data: bytes, is_orig: bool) -> None:
        self.got.append((data, is_orig))

    def finish(self) -> None:
        self.got.append((b"", False))


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Talk:
    """After a handshake whose secret is known."""
    monkeypatch.setattr(decryption, "_Inside", Inside)
    found = Talk()
    found.send(record(22, client_hello()))
    found.answer(record(22, server_hello(cipher=SUITE)))
    found.analyzer.set_secret(SECRET)
    for side in (True, False):
        found.send(record(20, b"\1"), side)
    return found


def encrypted(plain: bytes, number: int, *, client: bool, secret: bytes) -> bytes:
    """A record, as RFC 5288 3 wants it."""
    random = bytes(range(4, 32))
    randoms = b"\0\0\0\x08" + random + b"\0\0\0\x07" + random
    keys = derive(secret, b"key expansion", randoms, 72)
    side = 0 if client else 1
    key, salt = keys[32 * side :][:32], keys[64 + 4 * side :][:4]
    about = number.to_bytes(8, "big") + b"\x17\3\3" + len(plain).to_bytes(2, "big")
    explicit = number.to_bytes(8, "big")
    return record(23, explicit + AESGCM(key).encrypt(salt + explicit, plain, about))


def test_the_function_that_gives_keys() -> None:
    secret = bytes.fromhex("b80b733d6ceefcdc71566ea48e5567df")
    seed = bytes.fromhex("cd665cf6a8447dd6ff8b27555edb7465")
    expected = "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cd"
    assert derive(secret, b"test label", seed, 32).hex() == expected
    assert derive(secret, b"test label", seed, 148)[:32].hex() == expected


def test_both_sides(talk: Talk) -> None:
    talk.send(encrypted(b"ask", 1, client=True, secret=SECRET))
    talk.answer(encrypted(b"answer", 1, client=False, secret=SECRET))
    talk.send(encrypted(b"more", 2, client=True, secret=SECRET))
    talk.analyzer.finish()
    got = [(b"ask", True), (b"answer", False), (b"more", True), (b"", False)]
    assert talk.connection.inside.got == got  # type: ignore[attr-defined]


def test_after_one_that_fails_nothing_is_tried(talk: Talk) -> None:
    talk.send(encrypted(b"ask", 1, client=True, secret=b"x" * 48))
    talk.answer(encrypted(b"answer", 1, client=False, secret=SECRET))
    assert not hasattr(talk.connection, "inside")


@pytest.mark.parametrize("content", [b"", bytes(24), bytes(25)])
def test_what_is_too_short_or_damaged(talk: Talk, content: bytes) -> None:
    talk.send(record(23, content))
    assert not hasattr(talk.connection, "inside")


def test_keys_themselves(talk: Talk) -> None:
    random = bytes(range(4, 32))
    randoms = b"\0\0\0\x08" + random + b"\0\0\0\x07" + random
    talk.analyzer.set_secret(b"")
    talk.analyzer.set_keys(derive(SECRET, b"key expansion", randoms, 72))
    talk.send(encrypted(b"ask", 1, client=True, secret=SECRET))
    assert talk.connection.inside.got == [(b"ask", True)]  # type: ignore[attr-defined]


def test_without_the_package(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    reporter = type("Reporter", (), {"warning": said.append})
    talk.connection.rt.reporter = reporter  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    talk.send(encrypted(b"ask", 1, client=True, secret=SECRET))
    assert len(said) == 1 and "pip install" in said[0]
