"""Damaged captures: no run may end in a traceback, hang or write to standard error.

usage: python tests/mutate.py [--count N] [--seed N] [--keep FOLDER] [CAPTURE ...]

Each run takes a capture of `tests/traces/smb`, flips bits, changes lengths and offsets,
cuts segments and sends them again, cuts, doubles and moves packets, and analyzes what
comes of it, with every event of the family asked for. No run may take more than ten
seconds or 500 MB, nor write outside of the folder for logs. `--keep` writes the
captures that failed to a folder.
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
LIMIT = 10
"Seconds after which a run counts as hanging."

MEMORY = 500
"MB that a run may take."

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


def move(draw: random.Random, packets: list[Packet]) -> None:
    """Let a packet come later or earlier than it was sent."""
    place = draw.randrange(len(packets))
    stamps = [stamp for stamp, _ in packets]
    datas = [data for _, data in packets]
    datas.insert(draw.randrange(len(datas)), datas.pop(place))
    packets[:] = zip(stamps, datas, strict=True)


def number(draw: random.Random, packets: list[Packet]) -> None:
    """Change what may be a length, an offset or a count: a number that is small."""
    place = draw.randrange(len(packets))
    stamp, data = packets[place]
    size, code = draw.choice(((2, "<H"), (4, "<I"), (2, ">H"), (4, ">I"), (1, "B")))
    places = [
        at
        for at in range(FRAME_HEADERS, len(data) - size + 1)
        if 0 < struct.unpack_from(code, data, at)[0] <= len(data)
    ]
    if places:
        at = draw.choice(places)
        (value,) = struct.unpack_from(code, data, at)
        most = 256**size - 1
        value = draw.choice(
            (0, 1, value - 1, value + 1, value * 2, most, most >> 1, len(data))
        )
        changed = bytearray(data)
        struct.pack_into(code, changed, at, value & most)
        packets[place] = stamp, bytes(changed)


def _tcp(data: bytes) -> tuple[int, int] | None:
    """Where TCP and its payload begin in an Ethernet frame with plain IPv4."""
    if len(data) < FRAME_HEADERS or data[12:14] != b"\x08\0" or data[23] != 6:
        return None
    tcp = 14 + (data[14] & 15) * 4
    if tcp + 20 > len(data) or data[tcp + 12] >> 4 < 5:
        return None
    return tcp, tcp + (data[tcp + 12] >> 4) * 4


def _segment(data: bytes, tcp: int, offset: int, payload: bytes) -> bytes:
    """A segment like this one that stands `offset` bytes later in the stream."""
    head = bytearray(data[: tcp + (data[tcp + 12] >> 4) * 4])
    (seq,) = struct.unpack_from(">I", head, tcp + 4)
    struct.pack_into(">H", head, 16, (len(head) - 14 + len(payload)) & 0xFFFF)
    struct.pack_into(">I", head, tcp + 4, (seq + offset) & 0xFFFFFFFF)
    return bytes(head) + payload


def _any_segment(
    draw: random.Random, packets: list[Packet]
) -> tuple[int, int, int] | None:
    """A packet, and where its TCP and payload begin, if it has two bytes to change."""
    place = draw.randrange(len(packets))
    data = packets[place][1]
    found = _tcp(data)
    if found is None or len(data) - found[1] < 2:
        return None
    return place, *found


def cut_segments(draw: random.Random, packets: list[Packet]) -> None:
    """Send a segment in pieces, perhaps in another order, one twice or not at all."""
    found = _any_segment(draw, packets)
    if found is None:
        return
    place, tcp, start = found
    stamp, data = packets[place]
    payload = data[start:]
    cuts = sorted(draw.randrange(1, len(payload)) for _ in range(draw.randint(1, 5)))
    pieces = [
        _segment(data, tcp, a, payload[a:b])
        for a, b in zip([0, *cuts], [*cuts, len(payload)], strict=True)
        if a < b
    ]
    what = draw.randrange(4)
    if what == 1:
        draw.shuffle(pieces)
    elif what == 2:
        pieces.append(draw.choice(pieces))
    elif what == 3:
        pieces.remove(draw.choice(pieces))
    packets[place : place + 1] = [(stamp, piece) for piece in pieces]


def send_again(draw: random.Random, packets: list[Packet]) -> None:
    """Send part of a segment again with other bytes, before it or behind it."""
    found = _any_segment(draw, packets)
    if found is None:
        return
    place, tcp, start = found
    stamp, data = packets[place]
    size = len(data) - start
    begin = draw.randrange(size)
    other = draw.randbytes(draw.randint(1, size - begin))
    again = stamp, _segment(data, tcp, begin, other)
    packets.insert(place + draw.randrange(2), again)


def cut_payload(draw: random.Random, packets: list[Packet]) -> None:
    """Shorten a segment as its sender might have, so that its stream has a gap."""
    place = draw.randrange(len(packets))
    stamp, data = packets[place]
    found = _tcp(data)
    if found is not None and len(data) > found[1]:
        payload = data[found[1] : draw.randrange(found[1], len(data))]
        packets[place] = stamp, _segment(data, found[0], 0, payload)


DAMAGES: tuple[Callable[[random.Random, list[Packet]], None], ...] = (
    flip_payload,
    flip_payload,
    flip_anywhere,
    extreme,
    extreme,
    number,
    number,
    number,
    cut,
    cut_payload,
    cut_segments,
    cut_segments,
    send_again,
    drop,
    double,
    swap,
    move,
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

EXAMINE = """
event file_new(f: fa_file)
	{
	Files::add_analyzer(f, Files::ANALYZER_EXTRACT);
	Files::add_analyzer(f, Files::ANALYZER_SHA256);
	Files::add_analyzer(f, Files::ANALYZER_ENTROPY);
	Files::add_analyzer(f, Files::ANALYZER_PE);
	}
"""
"Do with files whatever can be done."


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
    from warm import Warm

    parser = argparse.ArgumentParser(description="Analyze damaged captures.")
    parser.add_argument("--count", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="where to begin")
    parser.add_argument("--keep", type=Path, help="folder for captures that fail")
    parser.add_argument("captures", nargs="*", type=Path)
    given = parser.parse_args()
    captures = given.captures or sorted((TRACES / "smb").glob("*.pcap"))
    failed = 0
    seeds = range(given.seed, given.seed + given.count)
    chosen = [captures[seed % len(captures)] for seed in seeds]
    damaged = (
        mutate(capture.read_bytes(), seed)
        for capture, seed in zip(chosen, seeds, strict=True)
    )
    slowest, largest = 0.0, 0
    runs = Warm([EVENTS], [EXAMINE], limit=LIMIT).run(damaged)
    ended = 0
    for capture, seed, outcome in zip(chosen, seeds, runs, strict=False):
        ended += 1
        slowest = max(slowest, outcome.seconds)
        largest = max(largest, outcome.memory)
        trouble = outcome.trouble(LIMIT, MEMORY)
        if trouble is None:
            continue
        failed += 1
        print(f"{capture.name}, seed {seed}:\n{trouble}", flush=True)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            data = mutate(capture.read_bytes(), seed)
            (given.keep / f"{seed}-{capture.name}").write_bytes(data)
    print(
        f"{ended} captures, {failed} failed; "
        f"at most {slowest:.1f} seconds and {largest} MB"
    )
    return 1 if failed or ended < given.count else 0


if __name__ == "__main__":
    sys.exit(main())
