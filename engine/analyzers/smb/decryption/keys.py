"""The keys of an SMB3 session, and the opening of its messages ([MS-SMB2] 3.1.4)."""

from __future__ import annotations

import hashlib
import hmac
from struct import Struct
from typing import NamedTuple, Protocol

DIALECT_311 = 0x0311

# Ciphers by their number in a negotiate context ([MS-SMB2] 2.2.3.1.2).
AES_128_CCM = 1
_GCM = (2, 4)
_LONG = (3, 4)
NONCE_LENGTHS = {AES_128_CCM: 11, 2: 12, 3: 11, 4: 12}
"""The ciphers that are known, and how much of a nonce each takes."""
_HASH_LENGTH = 64

# Of a transform header: signature, and from the nonce on what is authenticated.
HEADER_LENGTH = 52
_SIGNATURE = slice(4, 20)
_AUTHENTICATED_AT = 20
_NONCE_AT = 20
SESSION_ID = Struct("<44xQ").unpack_from


class Sealed(Protocol):
    """A cipher that also checks what it opens."""

    def decrypt(
        self, nonce: bytes, data: bytes, associated_data: bytes | None
    ) -> bytes: ...


class NoCipher(Exception):
    """The package that does the deciphering is not installed."""


class Terms(NamedTuple):
    """What a connection negotiated."""

    dialect: int
    cipher: int = AES_128_CCM


class SessionKeys:
    """One session: a cipher for each direction."""

    __slots__ = ("_nonce_length", "_to_server", "_to_client")

    def __init__(self, terms: Terms, session_key: bytes, preauth_hash: bytes):
        self._nonce_length = NONCE_LENGTHS[terms.cipher]
        labels = (
            ((b"SMBC2SCipherKey\0", preauth_hash), (b"SMBS2CCipherKey\0", preauth_hash))
            if terms.dialect == DIALECT_311
            else ((b"SMB2AESCCM\0", b"ServerIn \0"), (b"SMB2AESCCM\0", b"ServerOut\0"))
        )
        bits, used = 256, session_key
        if terms.cipher not in _LONG:
            bits, used = 128, session_key[:16].ljust(16, b"\0")
        self._to_server, self._to_client = [
            cipher(terms.cipher, derived(used, *label, bits)) for label in labels
        ]

    def open(self, message: bytes, is_orig: bool) -> bytes | None:
        """What an encrypted message says; None if it does not fit these keys."""
        sealed = self._to_server if is_orig else self._to_client
        nonce = message[_NONCE_AT : _NONCE_AT + self._nonce_length]
        associated = message[_AUTHENTICATED_AT:HEADER_LENGTH]
        data = message[HEADER_LENGTH:] + message[_SIGNATURE]
        try:
            return sealed.decrypt(nonce, data, associated)
        except Exception:  # the package's own, which cannot be named without it
            return None


def derived(key: bytes, label: bytes, context: bytes, bits: int) -> bytes:
    """A key from another one: NIST SP 800-108 in counter mode with HMAC-SHA256."""
    data = b"\0\0\0\1" + label + b"\0" + context + bits.to_bytes(4, "big")
    return hmac.digest(key, data, "sha256")[: bits // 8]


def cipher(number: int, key: bytes) -> Sealed:
    """The cipher of that number; NoCipher where no package has it."""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESCCM, AESGCM
    except ImportError:
        raise NoCipher from None
    return AESGCM(key) if number in _GCM else AESCCM(key, tag_length=16)


def preauth(before: bytes, message: bytes) -> bytes:
    """The preauthentication integrity hash with one more message (3.1.4.4)."""
    return hashlib.sha512(before.rjust(_HASH_LENGTH, b"\0") + message).digest()
