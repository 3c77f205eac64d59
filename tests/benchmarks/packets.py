"""What a packet costs at each stage of the network half, in microseconds.

usage: python tests/benchmarks/packets.py [COPIES]

Builds a large capture out of the small ones in `tests/traces/network`: each copy
has hosts of its own, so that no two share a connection. The stages are those of
the short way (finding records, decoding columns, walking rows) and, for
comparison, the long way that takes one packet at a time.
"""

from __future__ import annotations

import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pyzeek.analyzers.network import Network, NetworkOptions
from pyzeek.packets import open_capture
from pyzeek.packets.columns import BATCH, Columns
from pyzeek.packets.pcap import PcapFile
from pyzeek.runtime.timers import Timers

TRACES = Path(__file__).parents[1] / "traces"


class Fields:
    """A record: whatever it was made with."""

    def __init__(self, **fields: Any):
        self.__dict__.update(fields)


class Event:
    """An event that only `connection_state_remove` has listeners for."""

    def __init__(self, name: str):
        self.wanted = name == "connection_state_remove"

    def queue(self, *args: Any) -> None:
        """Nobody listens after all."""


class Runtime:
    """The least program that the network half can work for."""

    def __init__(self) -> None:
        self.network_time = 0.0
        self.timers = Timers()
        self.analyzer_ports: dict[Any, Any] = {}
        self.terminate_asked = False

    def advance(self, ts: float) -> None:
        """Set the clock."""
        self.network_time = ts
        self.timers.expire(ts)

    def drain(self) -> None:
        """Run no events."""

    def event(self, name: str) -> Event:
        """An event by its name."""
        return Event(name)

    def record(self, name: str) -> type[Fields]:
        """The class of all records."""
        return Fields

    def enum(self, name: str) -> str:
        """An enum member."""
        return name

    def value(self, name: str) -> Any:
        """No setting has a value of its own."""
        raise KeyError(name)


def frames() -> Iterator[tuple[float, bytes]]:
    """Plain Ethernet packets of the small captures, with relative times."""
    for path in sorted(TRACES.rglob("*.pcap")):
        capture = open_capture(str(path))
        if not isinstance(capture, PcapFile) or capture.link != 1:
            continue
        first = None
        for packet in capture.packets():
            first = packet.ts if first is None else first
            if packet.data[12:14] == b"\x08\0" and len(packet.data) >= 34:
                yield packet.ts - first, packet.data


def adjusted(checksum: int, old: bytes, new: bytes) -> int:
    """A checksum after some of the bytes it covers changed (RFC 1624)."""
    total = ~checksum & 0xFFFF
    for was, becomes in zip(
        struct.unpack(">4H", old), struct.unpack(">4H", new), strict=True
    ):
        total += (~was & 0xFFFF) + becomes
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def moved(frame: bytes, copy: int) -> bytes:
    """A packet between other hosts, its checksums as right as they were."""
    changed = bytearray(frame)
    old = frame[26:34]
    ends = struct.unpack(">II", old)
    hosts = [
        10 << 24 | (copy & 0x3FFF) << 10 | (end ^ end >> 10) & 0x3FF for end in ends
    ]
    new = struct.pack(">II", *hosts)
    changed[26:34] = new
    places = [24]
    above = 14 + (frame[14] & 15) * 4
    if not struct.unpack_from(">H", frame, 20)[0] & 0x1FFF:
        places.append(above + {6: 16, 17: 6}.get(frame[23], 1 << 20))
    for place in places:
        if place + 2 <= len(frame):
            (checksum,) = struct.unpack_from(">H", frame, place)
            if checksum or place == 24:
                struct.pack_into(">H", changed, place, adjusted(checksum, old, new))
    return bytes(changed)


def build(path: str, copies: int) -> int:
    """Write the large capture; the number of its packets."""
    packets = list(frames())
    count = 0
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        for copy in range(copies):
            for ts, frame in packets:
                now = 1_700_000_000 + copy * 0.25 + min(ts, 1.0)
                seconds, micros = int(now), int(now % 1 * 1e6)
                size = len(frame)
                file.write(struct.pack("<IIII", seconds, micros, size, size))
                file.write(moved(frame, copy))
                count += 1
    return count


def cost(work: Callable[[], object]) -> float:
    """CPU seconds, the least of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def stages(path: str) -> Iterator[tuple[str, float]]:
    """Each stage with its CPU seconds."""
    capture = open_capture(path)
    assert isinstance(capture, PcapFile)
    batches: list[list[int]] = []

    def find() -> None:
        batches.clear()
        position = capture.first
        while True:
            offsets, position = capture.scan(position, BATCH)
            if not offsets:
                return
            batches.append(offsets)

    def decode(verify: bool) -> None:
        columns = Columns(capture, verify)
        for offsets in batches:
            columns.decode(offsets)
        columns.release()

    def run(columns: bool) -> None:
        Network(Runtime(), NetworkOptions(columns=columns)).run([path])

    yield "find records", cost(find)
    yield "decode columns", cost(lambda: decode(False))
    yield "decode columns, verify checksums", cost(lambda: decode(True))
    yield "everything, the short way", cost(lambda: run(True))
    yield "everything, the long way", cost(lambda: run(False))


def main() -> None:
    """Build the capture, measure and print."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/large.pcap"
        count = build(path, copies)
        print(f"{count} packets, {Path(path).stat().st_size / 1e6:.0f} MB")
        for name, seconds in stages(path):
            print(f"{seconds / count * 1e6:7.2f} us a packet  {name}")


if __name__ == "__main__":
    main()
