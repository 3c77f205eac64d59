"""NTLMv2 logins: the example of [MS-NLMP] 4.2.4, and damaged ones."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.rc4 import rc4
from pyzeek.analyzers.smb.decryption.ntlm_login import Login
from pyzeek.analyzers.smb.decryption.secrets import nt_hash

KEY_EXCHANGE = 0x40000000
CHALLENGE = bytes.fromhex("0123456789abcdef")
HASH = nt_hash(b"Password")
TEMP = bytes.fromhex(
    "01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000"
    "02000c0044006f006d00610069006e00"
    "01000c005300650072007600650072000000000000000000"
)
PROOF = bytes.fromhex("68cd0ab851e51c96aabc927bebef6a1c")
SESSION_BASE_KEY = "8de40ccadbc14a82f15cb0ad0de95ca3"
SEALED_KEY = bytes.fromhex("c5dad2544fc9799094ce1ce90bc9d03e")


def challenge() -> bytes:
    head = b"NTLMSSP\0" + struct.pack("<IHHII", 2, 0, 0, 0, 0)
    return head + CHALLENGE + bytes(16)


def authenticate(flags: int, response: bytes = PROOF + TEMP) -> bytes:
    parts = [b"", response, "Domain".encode("utf-16-le"), "User".encode("utf-16-le")]
    parts += [b"", SEALED_KEY]
    at, places = 64, b""
    for part in parts:
        places += struct.pack("<HHI", len(part), len(part), at)
        at += len(part)
    head = b"NTLMSSP\0" + struct.pack("<I", 3) + places + struct.pack("<I", flags)
    return head + b"".join(parts)


def login(*blobs: bytes) -> Login:
    made = Login()
    for blob in blobs:
        made.take(blob)
    return made


def test_the_session_base_key():
    made = login(challenge(), authenticate(0))
    assert (made.user, made.domain) == ("User", "Domain")
    key = made.session_key(HASH)
    assert key is not None and key.hex() == SESSION_BASE_KEY


def test_an_exchanged_key_is_unwrapped():
    key = login(challenge(), b"spnego" + authenticate(KEY_EXCHANGE)).session_key(HASH)
    assert key == rc4(bytes.fromhex(SESSION_BASE_KEY), SEALED_KEY) == b"\x55" * 16


def test_another_password_has_no_key():
    made = login(challenge(), authenticate(0))
    assert made.session_key(nt_hash(b"other")) is None


def test_without_a_challenge_there_is_no_key():
    assert login(authenticate(0)).session_key(HASH) is None
    assert login(challenge()).session_key(HASH) is None


@given(st.binary(max_size=200), st.integers(0, 120))
def test_damage_does_no_harm(junk, cut):
    made = login(challenge()[:cut], authenticate(0)[:cut], b"NTLMSSP\0" + junk, junk)
    assert made.session_key(HASH) is None
