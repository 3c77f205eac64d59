"""The short way gives what the long way gives."""

import random
import struct
from pathlib import Path

import pytest

from pyzeek.analyzers import rows
from pyzeek.analyzers.attaching import Slot
from pyzeek.analyzers.contract import Analyzer
from pyzeek.packets import open_capture

TRACES = Path(__file__).parents[2] / "traces" / "network"
PLAIN = sorted(p for p in TRACES.iterdir() if p.suffix in (".pcap", ".pcapng"))
CLASSIC = [path for path in PLAIN if path.suffix == ".pcap"]

PACKET_LEVEL = {
    "new_packet", "packet_contents", "raw_packet", "tcp_packet", "tcp_option",
    "tcp_options", "udp_contents", "udp_request", "udp_reply",
}  # fmt: skip

WANTED = (
    {"connection_state_remove"},
    {"connection_state_remove", "content_gap", "conn_weird", "tcp_contents"},
    {"connection_state_remove", "rexmit_inconsistency", "tcp_multiple_retransmissions"},
)


class Reader(Analyzer):
    """Notes what it gets."""

    name = "SMB"

    def deliver(self, data, is_orig):
        self.connection.net.read.append((self.aid, is_orig, data))

    def gap(self, length, is_orig):
        self.connection.net.read.append((self.aid, is_orig, length))


def plain(value):
    """A record as something that can be compared."""
    if hasattr(value, "__dict__"):
        fields = vars(value).items()
        return {k: plain(v) for k, v in fields if k not in ("uid", "service")}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def outcome(make_lab, path, wanted, short, analyzers, ignore=False):
    """All events, all delivered bytes and all counts of a capture."""
    lab = make_lab(wanted, ignore_checksums=ignore)
    lab.net.read = []
    if analyzers:
        lab.net.attaching._slots = lambda names, port: [Slot("READER", Reader)]
    capture = open_capture(str(path))
    if short:
        rows.read_rows(lab.net, capture)
    else:
        lab.net._read(capture)
    lab.net.finish()
    capture.close()
    events = [(t, n, plain(a)) for t, n, a in lab.rt.seen]
    streams = {}
    for aid, is_orig, what in lab.net.read:
        streams.setdefault((aid, is_orig), []).append(what)
    return events, streams, lab.net.bad_checksums, lab.net.received.so_far()


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
@pytest.mark.parametrize("wanted", WANTED, ids=("few", "contents", "copies"))
def test_both_ways_agree(make_lab, path, wanted):
    for ignore in (False, True):
        long = outcome(make_lab, path, wanted, False, False, ignore)
        assert outcome(make_lab, path, wanted, True, False, ignore) == long
        long = outcome(make_lab, path, wanted, False, True, ignore)
        assert outcome(make_lab, path, wanted, True, True, ignore) == long


def shuffled(path, seed):
    """A capture whose packets were lost, doubled, swapped and damaged."""
    dice = random.Random(seed)
    whole = path.read_bytes()
    order = "<" if whole[:1] in b"\xd4\x4d" else ">"
    packets, position = [], 24
    while position < len(whole):
        (size,) = struct.unpack_from(order + "8xI", whole, position)
        packets.append(whole[position : position + 16 + size])
        position += 16 + size
    changed = []
    for packet in packets:
        chance = dice.random()
        if chance < 0.1:
            continue
        if chance < 0.2:
            changed.append(packet)
        if chance > 0.9 and len(packet) > 40:
            damaged = bytearray(packet)
            damaged[dice.randrange(16, len(packet))] ^= 1 << dice.randrange(8)
            packet = bytes(damaged)
        changed.insert(len(changed) - (chance > 0.8), packet)
    return whole[:24] + b"".join(changed)


@pytest.mark.parametrize("seed", range(30))
def test_both_ways_agree_on_damaged_captures(make_lab, tmp_path, seed):
    path = tmp_path / "damaged.pcap"
    path.write_bytes(shuffled(CLASSIC[seed % len(CLASSIC)], seed))
    if path.stat().st_size < 256:
        return
    for wanted in WANTED:
        for ignore in (False, True):
            long = outcome(make_lab, path, wanted, False, True, ignore)
            assert outcome(make_lab, path, wanted, True, True, ignore) == long


def test_most_packets_take_the_short_way(make_lab, wire, tmp_path):
    lab = make_lab({"connection_state_remove"})
    frames = [
        wire.tcp(1000, 80, 100, 0, 2),
        wire.tcp(80, 1000, 100, 101, 18, src=wire.SERVER, dst=wire.CLIENT),
        wire.tcp(1000, 80, 101, 101, 16),
    ]
    for i in range(50):
        frames.append(wire.tcp(1000, 80, 101 + i * 10, 101, 16, bytes(10)))
        answer = 111 + i * 10
        ends = {"src": wire.SERVER, "dst": wire.CLIENT}
        frames.append(wire.tcp(80, 1000, 101, answer, 16, **ends))
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)
    body = b"".join(
        struct.pack("<IIII", 5, i, len(f), len(f)) + f for i, f in enumerate(frames)
    )
    path = tmp_path / "long.pcap"
    path.write_bytes(head + body)
    slow = []
    one_packet = lab.net.one_packet
    lab.net.one_packet = lambda packet: (slow.append(packet), one_packet(packet))
    rows.read_rows(lab.net, open_capture(str(path)))
    wire_length = sum(map(len, frames))
    assert lab.net.received.so_far() == (len(frames), wire_length)
    assert len(slow) < 10
    assert lab.conn.orig.size() == 500
