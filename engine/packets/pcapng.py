"""The pcapng format: sections, interfaces, several resolutions and link types.

Specification: draft-ietf-opsawg-pcapng.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator

from .capture import CaptureError, unmap
from .packet import Packet

INTERFACE = 1
OLD_PACKET = 2
SIMPLE_PACKET = 3
ENHANCED_PACKET = 6

OPTION_END = 0
OPTION_RESOLUTION = 9
OPTION_OFFSET = 14

PACKET_BLOCKS = (OLD_PACKET, SIMPLE_PACKET, ENHANCED_PACKET)

SECTION_MAGIC = b"\x0a\x0d\x0d\x0a"

Found = tuple[int, int, int, float, int]
"Where a block is, where its packet is, captured length, time, link type."

ORDER_MAGIC = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}


def is_pcapng(magic: bytes) -> bool:
    """Whether a file begins with a section header block."""
    return magic == SECTION_MAGIC


class Interface:
    """What one interface description block says."""

    __slots__ = ("link", "offset", "snaplen", "ticks")

    def __init__(self, link: int, snaplen: int):
        self.link = link
        self.snaplen = snaplen
        self.ticks = 1_000_000
        "Units of time in a second."
        self.offset = 0
        "Seconds to add to every time."

    def time(self, high: int, low: int) -> float:
        """Seconds of a 64-bit time, cut to microseconds as libpcap does."""
        seconds, rest = divmod((high << 32) | low, self.ticks)
        return seconds + self.offset + (rest * 1_000_000 // self.ticks) / 1e6


class PcapngFile:
    """A pcapng file in memory."""

    first = 0
    "Where the first block begins."

    def __init__(self, path: str, buffer: mmap.mmap | bytes, damage: str | None):
        self.path = path
        self.buffer = buffer
        self.damage = damage
        self.truncated: str | None = None
        self.order = "<"
        self.interfaces: list[Interface] = []
        if len(buffer) < 12 or bytes(buffer[8:12]) not in ORDER_MAGIC:
            raise CaptureError(f"{path}: damaged pcapng section header")

    def packets(self) -> Iterator[Packet]:
        """Every complete packet, in file order."""
        position = self.first
        while True:
            found, position = self.scan(position, 4096)
            if not found:
                return
            for offset, *_ in found:
                yield self.packet(offset)

    def scan(self, position: int, limit: int) -> tuple[list[Found], int]:
        """Up to `limit` packets from `position`, and where to go on.

        When the file ends inside a block or a block is impossible, `truncated`
        says so and the complete packets before it are returned.
        """
        buffer, end = self.buffer, len(self.buffer)
        found: list[Found] = []
        while len(found) < limit and position < end:
            if position + 12 > end:
                self._ends("inside a block header", end)
                return found, end
            if buffer[position : position + 4] == SECTION_MAGIC:
                if found:
                    # A section has interfaces of its own.
                    return found, position
                order = ORDER_MAGIC.get(bytes(buffer[position + 8 : position + 12]))
                if order is None:
                    self._ends("at a damaged section header", position)
                    return found, end
                self.order = order
                self.interfaces = []
            kind, size = struct.unpack_from(self.order + "II", buffer, position)
            if size < 12 or position + size > end:
                short = size >= 12
                why = "inside its last block" if short else "at a damaged block"
                self._ends(why, end if short else position)
                return found, end
            if kind == INTERFACE:
                self._interface(bytes(buffer[position + 8 : position + size - 4]))
            elif kind in PACKET_BLOCKS:
                place = self._place(kind, position, size)
                if place is not None:
                    found.append(place)
            position += (size + 3) & ~3
        if position >= end and self.damage and not self.truncated:
            self._ends("between two packets", end)
        return found, position

    def _ends(self, why: str, position: int) -> None:
        detail = f"; {self.damage}" if self.damage else ""
        self.truncated = (
            f"{self.path}: truncated {why} at byte {position}; "
            f"the packets before it were analyzed{detail}"
        )

    def _interface(self, body: bytes) -> None:
        if len(body) < 8:
            return
        link, snaplen = struct.unpack_from(self.order + "HxxI", body)
        interface = Interface(link, snaplen)
        for code, value in self._options(body, 8):
            if code == OPTION_RESOLUTION and value:
                power = value[0] & 0x7F
                if power <= 60:
                    interface.ticks = (2 if value[0] & 0x80 else 10) ** power
            elif code == OPTION_OFFSET and len(value) == 8:
                (interface.offset,) = struct.unpack(self.order + "q", value)
        self.interfaces.append(interface)

    def _options(self, body: bytes, position: int) -> Iterator[tuple[int, bytes]]:
        while position + 4 <= len(body):
            code, size = struct.unpack_from(self.order + "HH", body, position)
            if code == OPTION_END:
                return
            yield code, body[position + 4 : position + 4 + size]
            position += 4 + ((size + 3) & ~3)

    def _place(self, kind: int, position: int, size: int) -> Found | None:
        """Where a block's packet is, its length, time and link type."""
        order, interfaces = self.order, self.interfaces
        if kind == SIMPLE_PACKET:
            if size < 16 or not interfaces:
                return None
            (length,) = struct.unpack_from(order + "8xI", self.buffer, position)
            captured = min(length, interfaces[0].snaplen or length, size - 16)
            # A simple packet block has no time of its own.
            return position, position + 12, captured, 0.0, interfaces[0].link
        if size < 32:
            return None
        layout = order + ("8xIIII" if kind == ENHANCED_PACKET else "8xHxxIII")
        number, high, low, captured = struct.unpack_from(layout, self.buffer, position)
        if number >= len(interfaces):
            return None
        interface = interfaces[number]
        ts = interface.time(high, low)
        captured = min(captured, size - 32)
        return position, position + 28, captured, ts, interface.link

    def packet(self, offset: int) -> Packet:
        """The packet whose block begins at `offset`, found by the last scan."""
        kind, size = struct.unpack_from(self.order + "II", self.buffer, offset)
        place = self._place(kind, offset, size)
        assert place is not None
        _, start, captured, ts, link = place
        at = 8 if kind == SIMPLE_PACKET else 24
        (length,) = struct.unpack_from(self.order + "I", self.buffer, offset + at)
        data = bytes(self.buffer[start : start + captured])
        return Packet(ts, link, data, max(length, captured))

    def close(self) -> None:
        """Let go of the file."""
        unmap(self.buffer)
