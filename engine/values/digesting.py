"""Stable bytes of a value, for Bloom filters, cardinality and the like."""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import Any

from .enum import EnumVal
from .printing import describe_raw


def value_bytes(value: Any) -> bytes:
    """Bytes that are equal for equal values of one type."""
    kind = type(value)
    if kind is bytes:
        return bytes(value)
    if isinstance(value, EnumVal):
        return b"%d" % value.value
    if isinstance(value, bytes):
        return bytes(value)
    if isinstance(value, float):
        return struct.pack("<d", value)
    if isinstance(value, int):
        return b"%d" % int(value)
    return describe_raw(value)


def hash64(value: Any, seed: bytes = b"") -> int:
    """A 64-bit hash of a value."""
    digest = blake2b(value_bytes(value), digest_size=8, key=seed[:64]).digest()
    return int.from_bytes(digest, "little")
