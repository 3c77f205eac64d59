"""One SMB2 connection that opens thousands of things and closes none."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")

CLIENT, SERVER = (b"\x0a\0\0\1", 40000), (b"\x0a\0\0\2", 445)
READABLE, PIPES = 1, 2
"Trees, and the kinds of share that they are."
COUNT = 3000
MEMORY = 200
"MB that suffice for so many."


def smb2(command: int, body: bytes, number: int, tree: int, is_orig: bool) -> bytes:
    flags = 0 if is_orig else 1
    head = struct.pack(
        "<HHIHHIIQIIQ", 64, 1, 0, command, 1, flags, 0, number, 0, tree, 9
    )
    message = b"\xfeSMB" + head + bytes(16) + body
    return struct.pack(">I", len(message)) + message


class Exchange:
    """Requests and responses as the frames of one TCP connection."""

    def __init__(self) -> None:
        self.next = {True: 1, False: 1}
        self.number = 0
        self.frames: list[bytes] = []
        self.segment(b"", True, 0x02, -1)
        self.segment(b"", False, 0x12, -1)

    def segment(self, data: bytes, is_orig: bool, flags: int = 0x18, at: int = 0):
        (src, sport), (dst, dport) = (CLIENT, SERVER) if is_orig else (SERVER, CLIENT)
        seq, ack = self.next[is_orig] + at, self.next[not is_orig]
        tcp = struct.pack(">HHIIBBHHH", sport, dport, seq, ack, 0x50, flags, 9999, 0, 0)
        size = 40 + len(data)
        ip = struct.pack(">BBHHHBBH", 0x45, 0, size, 0, 0, 64, 6, 0) + src + dst
        self.frames.append(bytes(12) + b"\x08\0" + ip + tcp + data)
        self.next[is_orig] += len(data)

    def ask(self, command: int, tree: int, body: bytes) -> None:
        self.number += 1
        self.segment(smb2(command, body, self.number, tree, True), True)

    def answer(self, command: int, tree: int, body: bytes) -> None:
        self.segment(smb2(command, body, self.number, tree, False), False)

    def connect(self, tree: int, kind: int) -> None:
        path = rf"\\s\share{tree}".encode("utf-16-le")
        self.ask(3, 0, struct.pack("<HHHH", 9, 0, 72, len(path)) + path)
        self.answer(3, tree, struct.pack("<HBBIII", 16, kind, 0, 0, 0, 0))

    def open(self, tree: int, number: int) -> bytes:
        name = f"file{number}.txt".encode("utf-16-le")
        fixed = struct.pack("<HBBIQQ", 57, 0, 0, 2, 0, 0)
        fixed += struct.pack("<IIIIIHHII", 0x12019F, 0, 7, 1, 0, 120, len(name), 0, 0)
        self.ask(5, tree, fixed + name)
        file_id = struct.pack("<QQ", number, 1 << 32)
        times = bytes(48) + struct.pack("<II", 32, 0)
        fixed = struct.pack("<HBBI", 89, 0, 0, 1)
        self.answer(5, tree, fixed + times + file_id + bytes(8))
        return file_id

    def write(self, tree: int, file_id: bytes, data: bytes) -> None:
        fixed = struct.pack("<HHIQ", 49, 112, len(data), 0) + file_id + bytes(16)
        self.ask(9, tree, fixed + data)
        self.answer(9, tree, struct.pack("<HHIIHH", 17, 0, len(data), 0, 0, 0))

    def capture(self) -> bytes:
        parts = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)]
        for i, frame in enumerate(self.frames):
            stamp = 1700000000 + i // 1000, i % 1000
            parts += [struct.pack("<IIII", *stamp, len(frame), len(frame)), frame]
        return b"".join(parts)


def files(exchange: Exchange) -> None:
    exchange.connect(READABLE, 1)
    for i in range(COUNT):
        exchange.write(READABLE, exchange.open(READABLE, i), b"some text %d" % i)


def pipes(exchange: Exchange) -> None:
    exchange.connect(PIPES, 2)
    for i in range(COUNT):
        call = struct.pack("<IIHHIIHH", 0x03000005, 0x10, 24, 0, i, 0, 0, 1)
        exchange.write(PIPES, exchange.open(PIPES, i), call)


def trees(exchange: Exchange) -> None:
    for i in range(COUNT):
        exchange.connect(10 + i, 1 + i % 3)


def unanswered(exchange: Exchange) -> None:
    for _ in range(COUNT):
        exchange.ask(8, READABLE, struct.pack("<HBBIQ", 49, 80, 0, 9, 0) + bytes(33))


DISCARDS = """
global discards: table[string] of count &default=0 &ordered;
event smb2_discarded_messages_state(c: connection, state: string)
\t{ ++discards[state]; }
event smb_discarded_dce_rpc_analyzers(c: connection)
\t{ ++discards["pipes"]; }
event zeek_done()
\t{ for ( what, n in discards ) print what, n; }
"""


def _told(driver) -> tuple[str, int, int]:
    """What was discarded, and how many rows two logs have."""
    rows = [_rows("smb_files.log"), _rows("smb_mapping.log")]
    return driver.out.getvalue().decode(), rows[0], rows[1]


def _rows(log: str) -> int:
    path = Path(log)
    if not path.exists():
        return 0
    return sum(not line.startswith("#") for line in path.read_text().splitlines())


@pytest.fixture(scope="module")
def outcomes(warm) -> Iterator[dict[str, object]]:
    kinds = (files, pipes, trees, unanswered)
    captures = []
    for kind in kinds:
        exchange = Exchange()
        kind(exchange)
        captures.append(exchange.capture())
    runs = warm.Warm([], [DISCARDS], limit=60, inspect=_told).run(captures)
    yield {k.__name__: o for k, o in zip(kinds, runs, strict=True)}


@pytest.mark.parametrize("kind", ["files", "pipes", "trees", "unanswered"])
def test_memory_stays_within_bounds(outcomes, kind):
    assert outcomes[kind].trouble(60, MEMORY) is None


def test_all_files_and_trees_are_known(outcomes):
    assert outcomes["files"].found == ("", COUNT, 1)
    assert outcomes["trees"].found[2] == COUNT


def test_what_is_too_much_is_discarded(outcomes):
    assert outcomes["pipes"].found[0] == "pipes, 2\n"
    assert outcomes["unanswered"].found[0] == "tree, 2\nread, 2\n"
