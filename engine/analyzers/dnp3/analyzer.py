"""Link and transport layer: frames with checksums, and messages put together of them.

Frames have 10 bytes of header (two of them a checksum), one of transport layer and up
to 249 of data, with a checksum after 16 bytes each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..contract import Analyzer, ParseError
from .application import Message
from .objects import EVENTS

if TYPE_CHECKING:
    from ..conn import Connection

MAGIC = b"\x05\x64"
HEADER = 8
TRANSPORT = 10
"""Where the byte of the transport layer stands; the data follows it."""
BLOCK = 16
LONGEST = 1 << 20
"""Bytes of a message in several frames that are kept; devices take 2048."""
TCP = 6
FROM_MASTER = 0x80
FIRST, LAST = 0x40, 0x80
POLYNOMIAL = 0xA6BC


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (POLYNOMIAL if byte & 1 else 0)
        table.append(byte)
    return tuple(table)


_CRC = _table()


def checksum(data: bytes) -> bytes:
    """The checksum of a block, as it stands behind it."""
    crc = 0
    for byte in data:
        crc = _CRC[(crc ^ byte) & 0xFF] ^ crc >> 8
    return (~crc & 0xFFFF).to_bytes(2, "little")


class Refused(Exception):
    """What is wrong with a frame was told; nothing more is read."""


class Side:
    """What one side sent of a frame and of a message."""

    def __init__(self, buffer: bytes = b"") -> None:
        self.buffer = buffer
        self.message = bytearray()
        self.frames = 0
        self.begun = False
        "Whether the first part of the message was seen."


class DNP3Analyzer(Analyzer):
    """Both directions; `is_orig` are requests of the master."""

    EVENTS = (
        *EVENTS,
        "dnp3_application_request_header",
        "dnp3_application_response_header",
        "dnp3_header_block",
        "dnp3_object_header",
        "dnp3_object_prefix",
        "dnp3_response_data_object",
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self.sides = {True: Side(), False: Side()}
        self.refused = False

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Take in bytes, which may begin and end within a frame."""
        if self.refused:
            return
        self.sides[is_orig].buffer += data
        try:
            while self._frame(is_orig):
                pass
        except Refused:
            self.refused = True
        except ParseError:
            self.refused = True
            raise

    def _frame(self, is_orig: bool) -> bool:
        """Read a frame; False if more of it must come first."""
        side = self.sides[is_orig]
        buffer = side.buffer
        if len(buffer) <= TRANSPORT:
            return False
        self._check_header(buffer)
        length = buffer[2]
        if length == 5:
            # a frame of the link layer alone; Zeek lets go of what came with it
            self.sides[is_orig] = Side()
            return False
        size = length - 5
        end = TRANSPORT + size + (size + BLOCK - 1) // BLOCK * 2
        if len(buffer) < end:
            return False
        if bool(buffer[3] & FROM_MASTER) != is_orig:
            self.connection.weird("dnp3_unexpected_flow_direction", source=self.name)
        side.frames += 1
        if side.frames == 1:
            self._tell_header(buffer, is_orig)
        side.buffer = buffer[end:]
        self._collect(side, buffer[TRANSPORT:end], size)
        if buffer[TRANSPORT] & LAST:
            self.sides[is_orig] = Side(side.buffer)
            Message(self.connection, bytes(side.message), is_orig).read()
        return True

    def _check_header(self, buffer: bytes) -> None:
        if not buffer.startswith(MAGIC):
            raise self._refuse("dnp3_header_lacks_magic")
        if checksum(buffer[:HEADER]) != buffer[HEADER:TRANSPORT]:
            self._refuse("dnp3_corrupt_header_checksum")
            raise ParseError("broken_checksum")
        self.connection.confirm(self)
        if buffer[2] == 0:
            raise self._refuse("dnp3_negative_or_zero_length_link_layer")
        if buffer[2] < 5:
            raise ParseError("dnp3 invalid target length")

    def _tell_header(self, buffer: bytes, is_orig: bool) -> None:
        target = int.from_bytes(buffer[4:6], "little")
        source = int.from_bytes(buffer[6:8], "little")
        fields = buffer[2], buffer[3], target, source
        self.connection.event("dnp3_header_block", is_orig, *fields)

    def _collect(self, side: Side, blocks: bytes, size: int) -> None:
        """Check the blocks of a frame and add them to the message."""
        flags = blocks[0]
        at = 0
        while size > 0:
            length = min(size, BLOCK)
            block = blocks[at : at + length]
            if checksum(block) != blocks[at + length : at + length + 2]:
                raise self._refuse("dnp3_corrupt_app_chunk_checksum")
            side.message += block[1:] if at == 0 else block
            at += length + 2
            size -= length
        if len(side.message) > LONGEST:
            raise ParseError("dnp3 buffer length exceeded")
        side.begun = side.begun or bool(flags & FIRST)
        if not side.begun:
            raise self._refuse("dnp3_first_application_layer_chunk_missing")

    def _refuse(self, weird: str) -> Refused:
        self.connection.weird(weird, source=self.name)
        return Refused()


class DNP3TCPAnalyzer(DNP3Analyzer):
    """DNP3 over TCP."""

    name = "DNP3_TCP"

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of a stream; of packets, as UDP has them, none are read."""
        if self.connection.proto == TCP:
            super().deliver(data, is_orig)


class DNP3UDPAnalyzer(DNP3Analyzer):
    """DNP3 over UDP."""

    name = "DNP3_UDP"
