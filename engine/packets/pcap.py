"""The classic capture format, in both byte orders and resolutions."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator

from .capture import CaptureError, unmap
from .link import EN10MB
from .packet import Packet

MAGICS = {
    b"\xd4\xc3\xb2\xa1": ("<", 1),
    b"\xa1\xb2\xc3\xd4": (">", 1),
    b"\x4d\x3c\xb2\xa1": ("<", 1000),
    b"\xa1\xb2\x3c\x4d": (">", 1000),
}
"First four bytes: byte order, and what divides a fraction into microseconds."

HEADER_LENGTH = 24
RECORD_LENGTH = 16

MAX_CAPTURED = 1 << 18
"No tool writes longer packets than this (MAXIMUM_SNAPLEN of libpcap)."


L3_OFFSETS = {EN10MB: 14, 12: 0, 14: 0, 101: 0, 228: 0, 113: 16}
"Where the IP header is, for link types that `columns` reads."


def is_pcap(magic: bytes) -> bool:
    """Whether a file begins as a pcap file does."""
    return magic in MAGICS


class PcapFile:
    """A pcap file in memory."""

    first = HEADER_LENGTH
    "Where the first record begins."

    def __init__(self, path: str, buffer: mmap.mmap | bytes, damage: str | None):
        self.path = path
        self.buffer = buffer
        self.damage = damage
        self.truncated: str | None = None
        self.order, self.divisor = MAGICS[bytes(buffer[:4])]
        if len(buffer) < HEADER_LENGTH:
            raise CaptureError(f"{path}: truncated in its file header")
        snaplen, link = struct.unpack_from(self.order + "16xII", buffer)
        self.link = link & 0xFFFF
        self.max_captured = max(snaplen, MAX_CAPTURED)
        self.snaplen = snaplen or MAX_CAPTURED

    def packets(self) -> Iterator[Packet]:
        """Every complete packet, in file order."""
        position = HEADER_LENGTH
        while True:
            offsets, position = self.scan(position, 4096)
            if not offsets:
                return
            for offset in offsets:
                yield self.packet(offset)

    def scan(self, position: int, limit: int) -> tuple[list[int], int]:
        """Offsets of up to `limit` records from `position`, and where to go on.

        When the file ends inside a record or a record is impossible,
        `truncated` says so and the complete records before it are returned.
        """
        captured = struct.Struct(self.order + "8xI").unpack_from
        buffer = self.buffer
        last = len(buffer) - RECORD_LENGTH
        offsets: list[int] = []
        append = offsets.append
        maximum = self.max_captured
        while limit and position <= last:
            (size,) = captured(buffer, position)
            if size > maximum:
                self._ends(position, f"impossible packet length {size}")
                return offsets, len(buffer)
            append(position)
            position += RECORD_LENGTH + size
            limit -= 1
        end = len(buffer)
        if position > end:
            offsets.pop()
            position = end
            self._ends(end, "inside its last packet")
        elif limit and position < end:
            self._ends(end, "inside a packet header")
            position = end
        elif limit and self.damage and not self.truncated:
            self._ends(end, "between two packets")
        return offsets, position

    def _ends(self, position: int, why: str) -> None:
        detail = f"; {self.damage}" if self.damage else ""
        self.truncated = (
            f"{self.path}: truncated {why} at byte {position}; "
            f"the packets before it were analyzed{detail}"
        )

    def packet(self, offset: int) -> Packet:
        """The packet whose record begins at `offset`."""
        seconds, fraction, captured, length = struct.unpack_from(
            self.order + "IIII", self.buffer, offset
        )
        start = offset + RECORD_LENGTH
        captured = min(captured, self.snaplen)
        data = bytes(self.buffer[start : start + captured])
        # As with libpcap in its usual mode, finer times are cut to microseconds.
        ts = seconds + (fraction // self.divisor) / 1e6
        return Packet(ts, self.link, data, max(length, captured))

    def close(self) -> None:
        """Let go of the file."""
        unmap(self.buffer)
