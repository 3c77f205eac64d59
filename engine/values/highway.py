"""HighwayHash with 128 bits, from which file ids are made.

Four lanes of 64 bits take in 32 bytes at a time; multiplications of halves and a
shuffle of bytes mix them.
"""

from __future__ import annotations

import struct

MASK = 0xFFFFFFFFFFFFFFFF
_LOW = 0xFFFFFFFF
_PACKET = 32
_ROUNDS_OF_128 = 6

_MUL0 = (0xDBE6D5D5FE4CCE2F, 0xA4093822299F31D0, 0x13198A2E03707344, 0x243F6A8885A308D3)
_MUL1 = (0x3BD39E10CB0EF593, 0xC0ACF169B5F18A8C, 0xBE5466CF34E90C6C, 0x452821E638D01377)

_lanes = struct.Struct("<4Q").unpack_from
Lanes = list[int]


def _turned(lane: int) -> int:
    """The lane with its halves exchanged."""
    return (lane >> 32) | (lane << 32) & MASK


def _merge(low: int, high: int) -> tuple[int, int]:
    """Bytes of two lanes shuffled: what is added to the low and the high lane."""
    to_low = (
        ((low & 0xFF000000) | (high & 0xFF00000000)) >> 24
        | ((low & 0xFF0000000000) | (high & 0xFF000000000000)) >> 16
        | (low & 0xFF0000)
        | (low & 0xFF00) << 32
        | (high & 0xFF00000000000000) >> 8
        | (low << 56) & MASK
    )
    to_high = (
        ((high & 0xFF000000) | (low & 0xFF00000000)) >> 24
        | (high & 0xFF0000)
        | (high & 0xFF0000000000) >> 16
        | (high & 0xFF00) << 24
        | (low & 0xFF000000000000) >> 8
        | (high & 0xFF) << 48
        | (low & 0xFF00000000000000)
    )
    return to_low, to_high


class _State:
    def __init__(self, key: Lanes):
        self.mul0, self.mul1 = list(_MUL0), list(_MUL1)
        self.v0 = [m ^ k for m, k in zip(_MUL0, key, strict=True)]
        self.v1 = [m ^ _turned(k) for m, k in zip(_MUL1, key, strict=True)]

    def update(self, lanes: tuple[int, ...]) -> None:
        """Take in 32 bytes."""
        v0, v1, mul0, mul1 = self.v0, self.v1, self.mul0, self.mul1
        for i in range(4):
            v1[i] = (v1[i] + mul0[i] + lanes[i]) & MASK
            mul0[i] ^= (v1[i] & _LOW) * (v0[i] >> 32)
            v0[i] = (v0[i] + mul1[i]) & MASK
            mul1[i] ^= (v0[i] & _LOW) * (v1[i] >> 32)
        for source, target in ((v1, v0), (v0, v1)):
            for i in (0, 2):
                low, high = _merge(source[i], source[i + 1])
                target[i] = (target[i] + low) & MASK
                target[i + 1] = (target[i + 1] + high) & MASK

    def rest(self, data: bytes) -> None:
        """Take in the last bytes, fewer than 32."""
        size = len(data)
        for i in range(4):
            self.v0[i] = (self.v0[i] + (size << 32) + size) & MASK
            halves = (self.v1[i] & _LOW, self.v1[i] >> 32)
            low, high = ((h << size | h >> (32 - size)) & _LOW for h in halves)
            self.v1[i] = high << 32 | low
        whole, odd = size & ~3, size & 3
        packet = bytearray(data[:whole].ljust(_PACKET, b"\0"))
        if size & 16:
            packet[28:32] = data[size - 4 :]
        elif odd:
            packet[16:19] = bytes(
                (data[whole], data[whole + (odd >> 1)], data[whole + odd - 1])
            )
        self.update(_lanes(packet))

    def mix(self) -> None:
        """One of the last rounds."""
        a, b, c, d = map(_turned, self.v0)
        self.update((c, d, a, b))


def highway128(key: bytes, data: bytes) -> tuple[int, int]:
    """The hash under a key of 32 bytes, as two numbers of 64 bits."""
    state = _State(list(_lanes(key)))
    whole = len(data) // _PACKET * _PACKET
    for at in range(0, whole, _PACKET):
        state.update(_lanes(data, at))
    if whole < len(data):
        state.rest(data[whole:])
    for _ in range(_ROUNDS_OF_128):
        state.mix()
    v0, v1, mul0, mul1 = state.v0, state.v1, state.mul0, state.mul1
    return (
        (v0[0] + mul0[0] + v1[2] + mul1[2]) & MASK,
        (v0[1] + mul0[1] + v1[3] + mul1[3]) & MASK,
    )
