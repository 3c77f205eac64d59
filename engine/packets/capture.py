"""Open a capture file, whatever it is packed in."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol

from .packet import Packet

CHUNK = 1 << 20

LARGE = 2 << 20
"Smaller files are not worth the import of numpy."

GZIP_MAGIC = b"\x1f\x8b"


class CaptureError(Exception):
    """A capture that cannot be read, in one line that says what to do."""


class UnknownFormat(CaptureError):
    """The file is neither pcap nor pcapng, plain or gzipped."""


class Capture(Protocol):
    """An open capture: its packets in file order, and how the file ended."""

    path: str
    buffer: mmap.mmap | bytes
    truncated: str | None
    "Why the file ends early, known once all packets were read."

    def packets(self) -> Iterator[Packet]:
        """Every complete packet of the file."""

    def close(self) -> None:
        """Let go of the file."""


def open_capture(path: str) -> Capture:
    """Open a pcap or pcapng file, gzipped or not; `-` is standard input."""
    from . import pcap, pcapng

    damage: str | None = None
    buffer, damage = _map(path)
    magic = bytes(buffer[:4])
    if len(buffer) == 0:
        raise CaptureError(f"{path}: the file is empty, not a capture")
    if pcap.is_pcap(magic):
        return pcap.PcapFile(path, buffer, damage)
    if pcapng.is_pcapng(magic):
        return pcapng.PcapngFile(path, buffer, damage)
    raise UnknownFormat(f"problem with trace file {path} (unknown file format)")


def paced(packets: Iterator[Packet], speed: float) -> Iterator[Packet]:
    """Packets as they came once, or so many times as fast; their times become ours."""
    import time

    first: float | None = None
    begun = time.time()
    for packet in packets:
        if first is None:
            first = packet.ts
        passed = packet.ts - first
        time.sleep(max(begun + passed / speed - time.time(), 0.0))
        packet.ts = begun + passed
        yield packet


def _map(path: str) -> tuple[mmap.mmap | bytes, str | None]:
    """The file's bytes, mapped; and what was wrong with its compression."""
    if path == "-":
        return _spool(sys.stdin.buffer, "standard input")
    try:
        with open(path, "rb") as file:
            if file.read(2) == GZIP_MAGIC:
                file.seek(0)
                return _spool(file, path)
            return map_file(file), None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CaptureError(f"{path}: cannot read capture: {reason}") from error


def map_file(file: BinaryIO) -> mmap.mmap | bytes:
    """Map an open file read-only; an empty one gives empty bytes."""
    if os.fstat(file.fileno()).st_size == 0:
        # A pipe or a device has no size either.
        file.seek(0) if file.seekable() else None
        return file.read()
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if hasattr(mmap, "MADV_SEQUENTIAL"):
        mapped.madvise(mmap.MADV_SEQUENTIAL)
    return mapped


def unmap(buffer: mmap.mmap | bytes) -> None:
    """Let go of mapped bytes, or leave that to their last user."""
    if isinstance(buffer, mmap.mmap):
        with suppress(BufferError):
            buffer.close()


def _spool(source: BinaryIO, name: str) -> tuple[mmap.mmap | bytes, str | None]:
    """Unpack a stream into an unnamed file and map that: memory stays bounded."""
    damage = None
    head = source.read(len(GZIP_MAGIC))
    with tempfile.TemporaryFile() as spool:
        unpack = _unzipped if head == GZIP_MAGIC else _chunks
        try:
            for chunk in unpack(head, source):
                spool.write(chunk)
        except (EOFError, zlib.error) as error:
            damage = f"compressed data of {name} is damaged or cut off: {error}"
        spool.flush()
        return map_file(spool), damage


def _chunks(head: bytes, source: BinaryIO) -> Iterator[bytes]:
    """A stream whose first bytes were already read."""
    yield head
    while chunk := source.read(CHUNK):
        yield chunk


def _unzipped(head: bytes, source: BinaryIO) -> Iterator[bytes]:
    """The contents of gzip members, as far as they can be unpacked."""
    member = zlib.decompressobj(wbits=31)
    for chunk in _chunks(head, source):
        while chunk:
            if member.eof:
                # Padding behind the last member is common and means nothing.
                chunk = chunk.lstrip(b"\0")
                if not chunk:
                    break
                member = zlib.decompressobj(wbits=31)
            yield member.decompress(chunk, CHUNK)
            chunk = member.unconsumed_tail or member.unused_data
    if not member.eof:
        raise EOFError("it ends in the middle")
