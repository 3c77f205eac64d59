"""HighwayHash with 128 bits, from which file ids are made.

Four lanes of 64 bits take in 32 bytes at a time; multiplications of halves and a
shuffle of bytes mix them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, repeat

MASK = 0xFFFFFFFFFFFFFFFF
_LOW = 0xFFFFFFFF
_PACKET = 32
_ROUNDS_OF_128 = 6
# So many bytes of what files are named by are the same for all of a share.
_SHARED = 64

_MUL0 = (0xDBE6D5D5FE4CCE2F, 0xA4093822299F31D0, 0x13198A2E03707344, 0x243F6A8885A308D3)
_MUL1 = (0x3BD39E10CB0EF593, 0xC0ACF169B5F18A8C, 0xBE5466CF34E90C6C, 0x452821E638D01377)

_LANES = struct.Struct("<4Q")
_unpack, _lanes = _LANES.unpack, _LANES.unpack_from
Lanes = tuple[int, ...]

# Where the bytes of two lanes, of which there are two pairs, go.
_PAIR = (3, 12, 2, 5, 14, 1, 15, 0, 11, 4, 10, 13, 9, 6, 8, 7)
_PLACES = bytes((*_PAIR, *[16 + place for place in _PAIR]))
# `bytes.translate` looks up each of these places in a table of 256 bytes, of which
# the lanes are the first 32.
_table = struct.Struct("<4Q224x").pack
_order = _PLACES.translate


def _turned(lane: int) -> int:
    """The lane with its halves exchanged."""
    return (lane >> 32) | (lane << 32) & MASK


class _State:
    __slots__ = ("v0", "v1", "mul0", "mul1")

    def __init__(self, key: Lanes):
        self.mul0: Lanes = _MUL0
        self.mul1: Lanes = _MUL1
        self.v0 = tuple([m ^ k for m, k in zip(_MUL0, key, strict=True)])
        self.v1 = tuple([m ^ _turned(k) for m, k in zip(_MUL1, key, strict=True)])

    def copy(self) -> _State:
        """Another state that goes on from here."""
        made = _State.__new__(_State)
        made.v0, made.v1 = self.v0, self.v1
        made.mul0, made.mul1 = self.mul0, self.mul1
        return made

    def update(self, packets: Iterable[Lanes], mixes: int = 0) -> None:
        """Take in 32 bytes each, then turn what is there over so many times.

        All rounds are one loop: nothing but arithmetic is to cost time here.
        """
        a0, a1, a2, a3 = self.v0
        b0, b1, b2, b3 = self.v1
        m0, m1, m2, m3 = self.mul0
        n0, n1, n2, n3 = self.mul1
        for packet in chain(packets, repeat(None, mixes)):
            if packet is None:
                l0, l1 = a2 >> 32 | a2 << 32 & MASK, a3 >> 32 | a3 << 32 & MASK
                l2, l3 = a0 >> 32 | a0 << 32 & MASK, a1 >> 32 | a1 << 32 & MASK
            else:
                l0, l1, l2, l3 = packet
            b0 = b0 + m0 + l0 & MASK
            b1 = b1 + m1 + l1 & MASK
            b2 = b2 + m2 + l2 & MASK
            b3 = b3 + m3 + l3 & MASK
            m0 ^= (b0 & _LOW) * (a0 >> 32)
            m1 ^= (b1 & _LOW) * (a1 >> 32)
            m2 ^= (b2 & _LOW) * (a2 >> 32)
            m3 ^= (b3 & _LOW) * (a3 >> 32)
            a0 = a0 + n0 & MASK
            a1 = a1 + n1 & MASK
            a2 = a2 + n2 & MASK
            a3 = a3 + n3 & MASK
            n0 ^= (a0 & _LOW) * (b0 >> 32)
            n1 ^= (a1 & _LOW) * (b1 >> 32)
            n2 ^= (a2 & _LOW) * (b2 >> 32)
            n3 ^= (a3 & _LOW) * (b3 >> 32)
            s0, s1, s2, s3 = _unpack(_order(_table(b0, b1, b2, b3)))
            a0 = a0 + s0 & MASK
            a1 = a1 + s1 & MASK
            a2 = a2 + s2 & MASK
            a3 = a3 + s3 & MASK
            s0, s1, s2, s3 = _unpack(_order(_table(a0, a1, a2, a3)))
            b0 = b0 + s0 & MASK
            b1 = b1 + s1 & MASK
            b2 = b2 + s2 & MASK
            b3 = b3 + s3 & MASK
        self.v0, self.v1 = (a0, a1, a2, a3), (b0, b1, b2, b3)
        self.mul0, self.mul1 = (m0, m1, m2, m3), (n0, n1, n2, n3)

    def rest(self, data: bytes) -> Lanes:
        """Prepare for the last bytes, fewer than 32; how they are taken in."""
        size = len(data)
        both = (size << 32) + size
        self.v0 = tuple([v + both & MASK for v in self.v0])
        self.v1 = tuple([_halves_turned(v, size) for v in self.v1])
        whole, odd = size & ~3, size & 3
        packet = bytearray(data[:whole].ljust(_PACKET, b"\0"))
        if size & 16:
            packet[28:32] = data[size - 4 :]
        elif odd:
            packet[16:19] = bytes(
                (data[whole], data[whole + (odd >> 1)], data[whole + odd - 1])
            )
        return _lanes(packet)


def _halves_turned(lane: int, by: int) -> int:
    """A lane whose halves are turned by so many bits each."""
    low, high = lane & _LOW, lane >> 32
    low, high = (low << by | low >> 32 - by), (high << by | high >> 32 - by)
    return (high & _LOW) << 32 | low & _LOW


def _packets(data: bytes, start: int, end: int) -> list[Lanes]:
    """What stands there, 32 bytes each."""
    return [_lanes(data, at) for at in range(start, end, _PACKET)]


@lru_cache(256)
def _begun(key: bytes, data: bytes) -> _State:
    """The state after the first bytes, which many handles have in common."""
    state = _State(_lanes(key))
    state.update(_packets(data, 0, len(data)))
    return state


def highway128(key: bytes, data: bytes) -> tuple[int, int]:
    """The hash under a key of 32 bytes, as two numbers of 64 bits."""
    whole = len(data) // _PACKET * _PACKET
    begin = min(whole, _SHARED)
    state = _begun(key, data[:begin]).copy()
    packets = _packets(data, begin, whole)
    if whole < len(data):
        if packets:
            state.update(packets)
        packets = [state.rest(data[whole:])]
    state.update(packets, _ROUNDS_OF_128)
    v0, v1, mul0, mul1 = state.v0, state.v1, state.mul0, state.mul1
    return (
        (v0[0] + mul0[0] + v1[2] + mul1[2]) & MASK,
        (v0[1] + mul0[1] + v1[3] + mul1[3]) & MASK,
    )
