"""Identifiers of connections, as Zeek makes them.

A uid is SipHash-2-4 of a pool number and a counter, in base 62. With a fixed
key every run gives the same ones; without, the key is random.
"""

from __future__ import annotations

import secrets
import struct
from random import Random

from ..values.base62 import DIGITS, base62
from ..values.siphash import siphash

CONNECTION_POOL = 1


DIGIT = bytes(DIGITS[byte % len(DIGITS)] for byte in range(256))
"A digit for each byte, for uids that are random anyway."

WORDS = 2
"How many 64-bit numbers a uid is made of at most."


class Uids:
    """Makes the uids of one run."""

    def __init__(
        self, key: bytes | None = None, pool: int = CONNECTION_POOL, bits: int = 96
    ):
        self.key = key
        if key is None:
            self.random = Random(secrets.randbits(128))
        self.pool = pool
        self.count = 0
        "How many numbers were drawn so far."
        bits = min(bits, 64 * WORDS)
        self.words = -(-bits // 64)
        "How many numbers make a uid."
        self.excess = -bits % 64
        "How many bits of the first number are too many."

    def skip(self) -> int:
        """Leave a uid out, which `next` gives if it is told what this returns."""
        before = self.count
        self.count += self.words
        return before

    def next(self, prefix: bytes = b"C") -> bytes:
        """A uid that no other connection has."""
        if self.key is None:
            self.count += self.words
            size = -(-(self.words * 64 - self.excess) // 6) + 1
            return prefix + self.random.randbytes(size).translate(DIGIT)
        texts = [prefix]
        for place in range(WORDS):
            number = self._draw() if place < self.words else 0
            texts.append(base62(number >> self.excess if place == 0 else number))
        return b"".join(texts)

    def _draw(self) -> int:
        assert self.key is not None
        self.count += 1
        return siphash(self.key, struct.pack("<QQ", self.pool, self.count))
