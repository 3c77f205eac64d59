"""TCP headers, options and sequence arithmetic (RFC 9293, 7323, 2018)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

FIN = 0x01
SYN = 0x02
RST = 0x04
PUSH = 0x08
ACK = 0x10
URG = 0x20
ECE = 0x40
CWR = 0x80

MIN_HEADER = 20

OPTION_END = 0
OPTION_NOP = 1
OPTION_MSS = 2
OPTION_WINDOW_SCALE = 3
OPTION_SACK_PERMITTED = 4
OPTION_SACK = 5
OPTION_TIMESTAMP = 8

HEADER = struct.Struct(">HHIIBBHHH").unpack_from

_FLAG_LETTERS = (
    (SYN, "S"),
    (FIN, "F"),
    (RST, "R"),
    (ACK, "A"),
    (PUSH, "P"),
    (URG, "U"),
    (ECE, "E"),
    (CWR, "C"),
)


def flag_text(flags: int) -> bytes:
    """The flags as letters, as events give them."""
    return "".join(x for bit, x in _FLAG_LETTERS if flags & bit).encode()


def seq_delta(first: int, second: int) -> int:
    """How far `first` is ahead of `second` in the circle of 32-bit numbers."""
    delta = (first - second) & 0xFFFFFFFF
    return delta - 0x100000000 if delta & 0x80000000 else delta


def seq_between(value: int, first: int, last: int) -> bool:
    """Whether a number lies between two others on the circle."""
    if first <= last:
        return first <= value <= last
    return value >= first or value <= last


def options(header: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Kind, length and data of each option that is wholly there."""
    position, end = MIN_HEADER, len(header)
    while position < end:
        kind = header[position]
        if kind < 2:
            yield kind, 1, b""
            position += 1
            if kind == OPTION_END:
                return
            continue
        if position + 1 >= end:
            return
        length = header[position + 1]
        if length == 0 or position + length > end:
            return
        yield kind, length, header[position + 2 : position + length]
        position += length


class Segment:
    """One TCP segment."""

    __slots__ = ("ack", "flags", "header", "length", "payload", "seq", "window")

    def __init__(
        self,
        fields: tuple[int, ...],
        header: bytes,
        payload: bytes,
        length: int,
    ):
        _, _, self.seq, self.ack, _, self.flags, self.window, _, _ = fields
        self.header = header
        "The whole header with its options."
        self.payload = payload
        "What was captured of the payload."
        self.length = length
        "Length of the payload on the wire."

    @property
    def taken(self) -> int:
        """How much of the sequence space it takes."""
        flags = self.flags
        taken = 0 if flags & RST else self.length
        return taken + bool(flags & SYN) + bool(flags & FIN)


class SynOptions:
    """The options that matter on a SYN."""

    __slots__ = ("mss", "sack", "ts_echo", "ts_value", "window_scale")

    def __init__(self, header: bytes):
        self.window_scale = -1
        self.mss = 0
        self.sack = False
        self.ts_value: int | None = None
        self.ts_echo: int | None = None
        for kind, length, data in options(header):
            if kind == OPTION_SACK_PERMITTED:
                self.sack = True
            elif kind == OPTION_MSS and length >= 4:
                self.mss = int.from_bytes(data[:2], "big")
            elif kind == OPTION_WINDOW_SCALE and length >= 3:
                self.window_scale = data[0]
            elif kind == OPTION_TIMESTAMP and length >= 10:
                self.ts_value, self.ts_echo = struct.unpack_from(">II", data)
