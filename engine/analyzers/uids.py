"""Identifiers of connections, as Zeek makes them.

A uid is SipHash-2-4 of a pool number and a counter, in base 62. With a fixed
key every run gives the same ones; without, the key is random.
"""

from __future__ import annotations

import secrets
import struct

DIGITS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

CONNECTION_POOL = 1

_MASK = 0xFFFFFFFFFFFFFFFF


def base62(number: int) -> bytes:
    """A number's digits, lowest first."""
    digits = bytearray()
    while number:
        number, digit = divmod(number, 62)
        digits.append(DIGITS[digit])
    return bytes(digits)


def siphash(key: bytes, data: bytes) -> int:
    """SipHash-2-4 (Aumasson and Bernstein, 2012)."""
    k0, k1 = struct.unpack("<QQ", key)
    v0, v1 = k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D
    v2, v3 = k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573
    padded = data + bytes(7 - len(data) % 8) + bytes((len(data) & 0xFF,))
    for (word,) in struct.iter_unpack("<Q", padded):
        v3 ^= word
        for _ in range(2):
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
        v0 ^= word
    v2 ^= 0xFF
    for _ in range(4):
        v0, v1, v2, v3 = _round(v0, v1, v2, v3)
    return int(v0 ^ v1 ^ v2 ^ v3)


def _rotate(value: int, bits: int) -> int:
    return (value << bits | value >> (64 - bits)) & _MASK


def _round(v0: int, v1: int, v2: int, v3: int) -> tuple[int, int, int, int]:
    v0 = (v0 + v1) & _MASK
    v1 = _rotate(v1, 13) ^ v0
    v0 = _rotate(v0, 32)
    v2 = (v2 + v3) & _MASK
    v3 = _rotate(v3, 16) ^ v2
    v0 = (v0 + v3) & _MASK
    v3 = _rotate(v3, 21) ^ v0
    v2 = (v2 + v1) & _MASK
    v1 = _rotate(v1, 17) ^ v2
    v2 = _rotate(v2, 32)
    return v0, v1, v2, v3


class Uids:
    """Makes the uids of one run."""

    def __init__(self, key: bytes | None = None, pool: int = CONNECTION_POOL):
        self.key = key
        self.pool = pool
        self.count = 0

    def next(self, prefix: bytes = b"C") -> bytes:
        """A uid that no other connection has."""
        self.count += 1
        if self.key is None:
            number = secrets.randbits(96)
            return prefix + base62(number & 0xFFFFFFFF) + base62(number >> 32)
        first = self._hash(2 * self.count - 1)
        second = self._hash(2 * self.count)
        return prefix + base62(first >> 32) + base62(second)

    def _hash(self, counter: int) -> int:
        return siphash(self.key or bytes(16), struct.pack("<QQ", self.pool, counter))
