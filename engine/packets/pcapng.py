"""The pcapng format: sections, interfaces, several resolutions and link types.

Specification: draft-ietf-opsawg-pcapng.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator

from .capture import CaptureError, unmap
from .packet import Packet

SECTION = 0x0A0D0D0A
INTERFACE = 1
OLD_PACKET = 2
SIMPLE_PACKET = 3
ENHANCED_PACKET = 6

OPTION_END = 0
OPTION_RESOLUTION = 9
OPTION_OFFSET = 14

ORDER_MAGIC = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}


def is_pcapng(magic: bytes) -> bool:
    """Whether a file begins with a section header block."""
    return magic == b"\x0a\x0d\x0d\x0a"


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
        for kind, body in self._blocks():
            packet = None
            if kind == SECTION:
                self.interfaces = []
            elif kind == INTERFACE:
                self._interface(body)
            elif kind == ENHANCED_PACKET:
                packet = self._enhanced(body)
            elif kind == SIMPLE_PACKET:
                packet = self._simple(body)
            elif kind == OLD_PACKET:
                packet = self._old(body)
            if packet is not None:
                yield packet
        if self.damage and not self.truncated:
            self._ends("between two packets", len(self.buffer))

    def _blocks(self) -> Iterator[tuple[int, bytes]]:
        buffer, position, end = self.buffer, 0, len(self.buffer)
        while position < end:
            if position + 12 > end:
                return self._ends("inside a block header", end)
            if bytes(buffer[position : position + 4]) == b"\x0a\x0d\x0d\x0a":
                magic = bytes(buffer[position + 8 : position + 12])
                if magic not in ORDER_MAGIC:
                    return self._ends("at a damaged section header", position)
                self.order = ORDER_MAGIC[magic]
            kind, size = struct.unpack_from(self.order + "II", buffer, position)
            if size < 12:
                return self._ends("at a damaged block", position)
            if position + size > end:
                return self._ends("inside its last block", end)
            yield kind, bytes(buffer[position + 8 : position + size - 4])
            position += (size + 3) & ~3

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

    def _enhanced(self, body: bytes) -> Packet | None:
        if len(body) < 20:
            return None
        number, high, low, captured, length = struct.unpack_from(
            self.order + "IIIII", body
        )
        return self._packet(number, high, low, body[20 : 20 + captured], length)

    def _old(self, body: bytes) -> Packet | None:
        if len(body) < 20:
            return None
        number, high, low, captured, length = struct.unpack_from(
            self.order + "HxxIIII", body
        )
        return self._packet(number, high, low, body[20 : 20 + captured], length)

    def _simple(self, body: bytes) -> Packet | None:
        if len(body) < 4 or not self.interfaces:
            return None
        (length,) = struct.unpack_from(self.order + "I", body)
        captured = min(length, self.interfaces[0].snaplen or length)
        # A simple packet block has no time of its own.
        return self._packet(0, 0, 0, body[4 : 4 + captured], length)

    def _packet(
        self, number: int, high: int, low: int, data: bytes, length: int
    ) -> Packet | None:
        if number >= len(self.interfaces):
            return None
        interface = self.interfaces[number]
        ts = interface.time(high, low)
        return Packet(ts, interface.link, data, max(length, len(data)))

    def close(self) -> None:
        """Let go of the file."""
        unmap(self.buffer)
