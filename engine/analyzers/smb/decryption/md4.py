"""MD4 (RFC 1320), which the NT hash of a password is made with.

Cryptographic libraries no longer offer it.
"""

from __future__ import annotations

import struct

_MASK = 0xFFFFFFFF
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_BLOCK = 64

# Each round: the order of words, the shifts in turn, and the constant added.
_BY_COLUMN = (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
_BY_BITS = (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15)
_ROUNDS = (
    (tuple(range(16)), (3, 7, 11, 19), 0),
    (_BY_COLUMN, (3, 5, 9, 13), 0x5A827999),
    (_BY_BITS, (3, 9, 11, 15), 0x6ED9EBA1),
)


def md4(data: bytes) -> bytes:
    """The digest of data, 16 bytes."""
    length = struct.pack("<Q", 8 * len(data))
    padded = data + b"\x80" + bytes(-(len(data) + 9) % _BLOCK) + length
    state: tuple[int, ...] = _START
    for at in range(0, len(padded), _BLOCK):
        state = _compress(state, struct.unpack_from("<16I", padded, at))
    return struct.pack("<4I", *state)


def _compress(state: tuple[int, ...], words: tuple[int, ...]) -> tuple[int, ...]:
    a, b, c, d = state
    for number, (order, shifts, constant) in enumerate(_ROUNDS):
        for step, word in enumerate(order):
            total = a + _mix(number, b, c, d) + words[word] + constant & _MASK
            shift = shifts[step % 4]
            turned = (total << shift | total >> (32 - shift)) & _MASK
            a, b, c, d = d, turned, b, c
    return tuple((x + y) & _MASK for x, y in zip(state, (a, b, c, d), strict=True))


def _mix(number: int, x: int, y: int, z: int) -> int:
    if number == 0:
        return x & y | ~x & _MASK & z
    if number == 1:
        return x & y | x & z | y & z
    return x ^ y ^ z
