"""Damaged captures: no run may end in a traceback, hang or write to standard error.

usage: python tests/mutate.py [--count N] [--seed N] [--keep FOLDER] [CAPTURE ...]

Each run takes a capture of `tests/traces/smb`, flips bits, cuts, doubles and swaps
packets, and analyzes what comes of it, with every event of SMB2 and of connections
asked for. `--keep` writes the captures that failed to a folder.
"""

from __future__ import annotations

import argparse
import random
import struct
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import pyzeek

TRACES = Path(__file__).resolve().parent / "traces"
LIMIT = 20
"Seconds after which a run counts as hanging."

HEADER = 24
FRAME_HEADERS = 14 + 20 + 20
"Ethernet, IP and TCP, which damage to the payload leaves alone."

Packet = tuple[bytes, bytes]
"""Time stamp and bytes."""


def split(capture: bytes) -> tuple[bytes, list[Packet]]:
    """The file header and the packets of a little-endian capture."""
    packets, place = [], HEADER
    while place + 16 <= len(capture):
        (size,) = struct.unpack_from("<I", capture, place + 8)
        start = place + 16
        packets.append((capture[place : place + 8], capture[start : start + size]))
        place = start + size
    return capture[:HEADER], packets


def join(header: bytes, packets: list[Packet]) -> bytes:
    """A capture of these packets."""
    parts = [header]
    for stamp, data in packets:
        parts += [stamp, struct.pack("<II", len(data), len(data)), data]
    return b"".join(parts)


def flip(draw: random.Random, packets: list[Packet], first: int) -> None:
    """Turn over a few bits of a packet, from byte `first` on."""
    place = draw.randrange(len(packets))
    stamp, data = packets[place]
    changed = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        if len(changed) > first:
            changed[draw.randrange(first, len(changed))] ^= 1 << draw.randrange(8)
    packets[place] = stamp, bytes(changed)


def flip_payload(draw: random.Random, packets: list[Packet]) -> None:
    """Turn over bits of what TCP carries."""
    flip(draw, packets, FRAME_HEADERS)


def flip_anywhere(draw: random.Random, packets: list[Packet]) -> None:
    """Turn over bits of headers, too."""
    flip(draw, packets, 0)


def extreme(draw: random.Random, packets: list[Packet]) -> None:
    """Put a number that is hard to bear somewhere into a payload."""
    place = draw.randrange(len(packets))
    stamp, data = packets[place]
    value = draw.choice([b"\0" * 4, b"\xff" * 4, b"\xff\xff", b"\x80\0\0\0", b"\x7f"])
    if len(data) > FRAME_HEADERS + len(value):
        at = draw.randrange(FRAME_HEADERS, len(data) - len(value))
        data = data[:at] + value + data[at + len(value) :]
    packets[place] = stamp, data


def cut(draw: random.Random, packets: list[Packet]) -> None:
    """Shorten a packet."""
    place = draw.randrange(len(packets))
    stamp, data = packets[place]
    packets[place] = stamp, data[: draw.randrange(len(data) + 1)]


def drop(draw: random.Random, packets: list[Packet]) -> None:
    """Lose a packet."""
    if len(packets) > 1:
        del packets[draw.randrange(len(packets))]


def double(draw: random.Random, packets: list[Packet]) -> None:
    """Send a packet twice, the second time at some later place."""
    place = draw.randrange(len(packets))
    packets.insert(draw.randrange(place, len(packets)), packets[place])


def swap(draw: random.Random, packets: list[Packet]) -> None:
    """Exchange the bytes of two packets, not their times."""
    a, b = draw.randrange(len(packets)), draw.randrange(len(packets))
    (first, left), (second, right) = packets[a], packets[b]
    packets[a], packets[b] = (first, right), (second, left)


DAMAGES: tuple[Callable[[random.Random, list[Packet]], None], ...] = (
    flip_payload,
    flip_payload,
    flip_anywhere,
    extreme,
    extreme,
    cut,
    drop,
    double,
    swap,
)


def mutate(capture: bytes, seed: int) -> bytes:
    """The capture with some damage, the same for the same seed."""
    draw = random.Random(seed)
    header, packets = split(capture)
    for _ in range(draw.choice((1, 2, 4, 16))):
        draw.choice(DAMAGES)(draw, packets)
    return join(header, packets)


def noise(capture: bytes, seed: int) -> bytes:
    """The capture with random bytes for all payloads."""
    draw = random.Random(seed)
    header, packets = split(capture)
    noisy = [
        (stamp, data[:FRAME_HEADERS] + draw.randbytes(len(data[FRAME_HEADERS:])))
        for stamp, data in packets
    ]
    return join(header, noisy)


EVENTS = TRACES / "events.zeek"


def problem(data: bytes, limit: float = LIMIT) -> str | None:
    """What goes wrong with a capture, in a few lines, or None."""
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(data)
        file.flush()
        found: list[str] = []
        worker = threading.Thread(
            target=lambda: found.extend(_analyze(file.name)), daemon=True
        )
        worker.start()
        worker.join(limit)
        if worker.is_alive():
            return f"no end after {limit:g} seconds"
    return "\n".join(found) or None


def _analyze(path: str) -> list[str]:
    try:
        result = pyzeek.run(path, EVENTS, ignore_checksums=True)
    except Exception:
        return traceback.format_exc().splitlines()
    return result.errors


def main() -> int:
    """Try many captures and count failures."""
    parser = argparse.ArgumentParser(description="Analyze damaged captures.")
    parser.add_argument("--count", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="where to begin")
    parser.add_argument("--keep", type=Path, help="folder for captures that fail")
    parser.add_argument("captures", nargs="*", type=Path)
    given = parser.parse_args()
    captures = given.captures or sorted((TRACES / "smb").glob("*.pcap"))
    failed = 0
    for seed in range(given.seed, given.seed + given.count):
        capture = captures[seed % len(captures)]
        data = mutate(capture.read_bytes(), seed)
        trouble = problem(data)
        if trouble is None:
            continue
        failed += 1
        print(f"{capture.name}, seed {seed}:\n{trouble}", flush=True)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{seed}-{capture.name}").write_bytes(data)
    print(f"{given.count} captures, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
