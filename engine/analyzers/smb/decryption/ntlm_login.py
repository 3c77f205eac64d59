"""The session key of an NTLMv2 login, for whom the NT hash is known ([MS-NLMP])."""

from __future__ import annotations

import hmac
from struct import Struct

SIGNATURE = b"NTLMSSP\0"
_CHALLENGE = 2
_AUTHENTICATE = 3

# The type of a message; where a challenge stands, 8 bytes ([MS-NLMP] 2.2.1.2).
_TYPE = Struct("<I").unpack_from
_TYPE_AT = 8
_CHALLENGE_AT = 24
_CHALLENGE_LENGTH = 8
# Length and place of NT response, domain, user and session key (2.2.1.3).
_PART = Struct("<H2xI").unpack_from
_NT_RESPONSE_AT, _DOMAIN_AT, _USER_AT, _KEY_AT = 20, 28, 36, 52
_FLAGS_AT = 60
_AUTHENTICATE_LENGTH = 64
_KEY_EXCHANGE = 0x40000000
_PROOF_LENGTH = 16


class Login:
    """What one login shows: the server's challenge, then the client's proof."""

    __slots__ = ("_challenge", "domain", "user", "_proof", "_rest", "_sealed_key")

    def __init__(self) -> None:
        self._challenge = b""
        self.domain = ""
        self.user = ""
        self._proof = b""
        self._rest = b""
        self._sealed_key = b""

    def take(self, blob: bytes) -> None:
        """Take a security blob, bare or inside of SPNEGO."""
        at = blob.find(SIGNATURE)
        if at < 0 or len(blob) < at + _TYPE_AT + 4:
            return
        message = blob[at:]
        (kind,) = _TYPE(message, _TYPE_AT)
        if kind == _CHALLENGE:
            self._challenge = message[_CHALLENGE_AT:][:_CHALLENGE_LENGTH]
        elif kind == _AUTHENTICATE and len(message) >= _AUTHENTICATE_LENGTH:
            self._authenticate(message)

    def _authenticate(self, message: bytes) -> None:
        response = _part(message, _NT_RESPONSE_AT)
        self._proof, self._rest = response[:_PROOF_LENGTH], response[_PROOF_LENGTH:]
        self.domain = _part(message, _DOMAIN_AT).decode("utf-16-le", "replace")
        self.user = _part(message, _USER_AT).decode("utf-16-le", "replace")
        (flags,) = _TYPE(message, _FLAGS_AT)
        exchanged = flags & _KEY_EXCHANGE
        self._sealed_key = _part(message, _KEY_AT) if exchanged else b""

    def session_key(self, nt_hash: bytes) -> bytes | None:
        """The key that both sides agreed on; None if the hash is not the user's."""
        identity = (self.user.upper() + self.domain).encode("utf-16-le")
        owf = _hmac_md5(nt_hash, identity)
        proof = _hmac_md5(owf, self._challenge + self._rest)
        if not self._rest or not hmac.compare_digest(proof, self._proof):
            return None
        key = _hmac_md5(owf, self._proof)
        return rc4(key, self._sealed_key) if self._sealed_key else key


def _part(message: bytes, at: int) -> bytes:
    length, offset = _PART(message, at)
    return message[offset : offset + length]


def _hmac_md5(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "md5")


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4, with which NTLM wraps a session key."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 0xFF
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 0xFF
        j = (j + state[i]) & 0xFF
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 0xFF])
    return bytes(out)
