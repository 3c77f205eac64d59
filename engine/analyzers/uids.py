"""Identifiers of connections, as Zeek makes them.

A uid is SipHash-2-4 of a pool number and a counter, in base 62. With a fixed
key every run gives the same ones; without, the key is random.
"""

from __future__ import annotations

import secrets
import struct

from ..values.base62 import base62
from ..values.siphash import siphash

CONNECTION_POOL = 1


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
