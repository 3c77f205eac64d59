"""Session keys and messages; whole sessions are in test_decryption.py."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.smb.decryption.keys import (
    DIALECT_311,
    SessionKeys,
    Terms,
    derived,
    preauth,
)

pytest.importorskip("cryptography")

KEY = bytes(range(16))


def sealed(keys: SessionKeys, text: bytes) -> bytes:
    nonce = bytes(keys._nonce_length)
    rest = struct.pack("<16sIHHQ", nonce, len(text), 0, 1, 7)
    data = keys._to_server.encrypt(nonce, text, rest)
    return b"\xfdSMB" + data[-16:] + rest + data[:-16]


@pytest.mark.parametrize("cipher", (1, 2, 3, 4))
@pytest.mark.parametrize("dialect", (0x0300, DIALECT_311))
def test_what_is_sealed_opens_in_its_direction(cipher, dialect):
    keys = SessionKeys(Terms(dialect, cipher), KEY, bytes(64))
    message = sealed(keys, b"\xfeSMB and more")
    assert keys.open(message, True) == b"\xfeSMB and more"
    assert keys.open(message, False) is None
    assert keys.open(message[:-1] + b"\0", True) is None


@given(st.binary(max_size=120))
def test_damage_does_not_open(junk):
    keys = SessionKeys(Terms(DIALECT_311, 2), KEY, bytes(64))
    assert keys.open(junk, True) is None


def test_keys_differ_by_label_and_context():
    keys = {
        derived(KEY, label, context, 128)
        for label in (b"a\0", b"b\0")
        for context in (b"", b"c")
    }
    assert len(keys) == 4 and {len(k) for k in keys} == {16}
    assert len(derived(KEY, b"a\0", b"", 256)) == 32


def test_the_hash_begins_with_zeros():
    assert preauth(b"", b"x") == preauth(bytes(64), b"x") != preauth(b"x", b"x")
