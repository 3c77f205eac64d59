"""How Kerberos seals tickets: AES (RFC 3962, RFC 8009) and RC4 (RFC 4757)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from math import gcd

from ..rc4 import rc4

_BLOCK = 16
_CONFOUNDER = 16
_ENCRYPTION, _INTEGRITY = b"\xaa", b"\x55"


class Unfit(Exception):
    """The key is another one, or the data are damaged."""


# Opens data that were sealed with a key for a usage.
Opener = Callable[[bytes, int, bytes], bytes]


def aes_blocks(key: bytes, data: bytes, *, seal: bool) -> bytes:
    """Blocks, each by itself."""
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import ECB

        # Electronic codebook is what the modes here are built of.
        cipher = Cipher(AES(key), ECB())
    except (ImportError, ValueError):
        raise Unfit from None
    context = cipher.encryptor() if seal else cipher.decryptor()
    return context.update(data) + context.finalize()


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=False))


def opened_cts(key: bytes, data: bytes) -> bytes:
    """What AES sealed with ciphertext stealing (RFC 3962 5)."""
    if len(data) < _BLOCK:
        raise Unfit
    if len(data) == _BLOCK:
        return aes_blocks(key, data, seal=False)
    rest = len(data) % _BLOCK or _BLOCK
    before, swapped, stolen = (
        data[: -_BLOCK - rest],
        data[-_BLOCK - rest : -rest],
        data[-rest:],
    )
    last = aes_blocks(key, swapped, seal=False)
    blocks = before + stolen + last[rest:]
    chained = bytes(_BLOCK) + before
    plain = _xor(aes_blocks(key, blocks, seal=False), chained)
    return plain + _xor(last, stolen)


def n_fold(data: bytes, size: int) -> bytes:
    """The data spread over `size` bytes (RFC 3961 5.1)."""
    length = len(data) * size // gcd(len(data), size)
    bits = len(data) * 8
    number = int.from_bytes(data, "big")
    whole = b""
    for i in range(length // len(data)):
        turn = 13 * i % bits
        turned = number >> turn | number << (bits - turn) & (1 << bits) - 1
        whole += turned.to_bytes(len(data), "big")
    ones = (1 << size * 8) - 1
    total = sum(
        int.from_bytes(whole[at : at + size], "big") for at in range(0, length, size)
    )
    while total > ones:
        total = (total & ones) + (total >> size * 8)
    return total.to_bytes(size, "big")


def _derived(key: bytes, usage: int, what: bytes) -> bytes:
    """A key for one purpose (RFC 3961 5.1)."""
    block = n_fold(usage.to_bytes(4, "big") + what, _BLOCK)
    found = b""
    while len(found) < len(key):
        block = aes_blocks(key, block, seal=True)
        found += block
    return found[: len(key)]


def aes_sha1(key: bytes, usage: int, data: bytes) -> bytes:
    """Open aes128- and aes256-cts-hmac-sha1-96."""
    sealed, mac = data[:-12], data[-12:]
    plain = opened_cts(_derived(key, usage, _ENCRYPTION), sealed)
    made = hmac.digest(_derived(key, usage, _INTEGRITY), plain, "sha1")
    if not hmac.compare_digest(made[:12], mac):
        raise Unfit
    return plain[_CONFOUNDER:]


def _expanded(key: bytes, usage: int, what: bytes, size: int, name: str) -> bytes:
    """A key for one purpose (RFC 8009 3)."""
    label = usage.to_bytes(4, "big") + what
    block = b"\0\0\0\1" + label + b"\0" + (size * 8).to_bytes(4, "big")
    return hmac.digest(key, block, name)[:size]


def _aes_sha2(name: str, key_size: int, mac_size: int) -> Opener:
    def opener(key: bytes, usage: int, data: bytes) -> bytes:
        sealed, mac = data[:-mac_size], data[-mac_size:]
        integrity = _expanded(key, usage, _INTEGRITY, mac_size, name)
        made = hmac.digest(integrity, bytes(_BLOCK) + sealed, name)
        if not hmac.compare_digest(made[:mac_size], mac):
            raise Unfit
        encryption = _expanded(key, usage, _ENCRYPTION, key_size, name)
        return opened_cts(encryption, sealed)[_CONFOUNDER:]

    return opener


def rc4_hmac(key: bytes, usage: int, data: bytes) -> bytes:
    """Open rc4-hmac."""
    checksum, sealed = data[:16], data[16:]
    secret = hmac.digest(key, usage.to_bytes(4, "little"), "md5")
    plain = rc4(hmac.digest(secret, checksum, "md5"), sealed)
    if not hmac.compare_digest(hmac.digest(secret, plain, "md5"), checksum):
        raise Unfit
    return plain[8:]


CIPHERS: dict[int, Opener] = {
    17: aes_sha1,
    18: aes_sha1,
    19: _aes_sha2("sha256", 16, 16),
    20: _aes_sha2("sha384", 32, 24),
    23: rc4_hmac,
}
