"""Captures that are written while others are read."""

from __future__ import annotations

import struct
from typing import IO

from .capture import CaptureError
from .packet import Packet

MAGIC = 0xA1B2C3D4
SNAPLEN = 9216
"What Zeek writes into the header, unless told otherwise."


class Dump:
    """A pcap file; it gets its header with the first packet."""

    def __init__(self, path: str, snaplen: int = SNAPLEN):
        self.path = path
        self.snaplen = snaplen
        try:
            self.file: IO[bytes] = open(path, "wb")  # noqa: SIM115  # until `close`
        except OSError as error:
            raise self._failed(error) from error
        self.link: int | None = None

    def write(self, packet: Packet) -> None:
        """Append a packet; those of other link types than the first's are left out."""
        if self.link is None:
            self.link = packet.link
            head = (MAGIC, 2, 4, 0, 0, self.snaplen, packet.link)
            self._put(struct.pack("<IHHiIII", *head))
        if packet.link != self.link:
            return
        seconds = int(packet.ts)
        micros = min(round((packet.ts - seconds) * 1e6), 999_999)
        sizes = len(packet.data), packet.length
        self._put(struct.pack("<IIII", seconds, micros, *sizes) + packet.data)

    def _put(self, data: bytes) -> None:
        try:
            self.file.write(data)
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> CaptureError:
        reason = error.strerror or str(error)
        return CaptureError(f"{self.path}: cannot write capture: {reason}")

    def close(self) -> None:
        """Write out what is left."""
        try:
            self.file.close()
        except OSError as error:
            raise self._failed(error) from error
