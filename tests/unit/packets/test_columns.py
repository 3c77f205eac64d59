"""Columns against the reading of one packet at a time, and against dpkt."""

import random
import struct
from pathlib import Path

import dpkt
import pytest

from pyzeek.packets import columns, open_capture
from pyzeek.packets.columns import CONTROL, CORRUPT, DATAGRAM, OPENING, SEGMENT, SLOW
from pyzeek.packets.flows import flow_key
from pyzeek.packets.pcap import L3_OFFSETS

TRACES = Path(__file__).parents[2] / "traces" / "network"
PLAIN = sorted(p for p in TRACES.iterdir() if p.suffix in (".pcap", ".pcapng"))

TAGS = (b"\x81\0", b"\x88\xa8")


def network_layer(packet):
    """What follows the link header."""
    offset = L3_OFFSETS[packet.link]
    while packet.link == 1 and packet.data[offset - 2 : offset] in TAGS:
        offset += 4
    return packet.data[offset:]


def read_ip(data):
    """The packet as dpkt reads it, and what a row says of its length."""
    if data[0] >> 4 == 4:
        ip = dpkt.ip.IP(data)
        return ip, ip.len
    ip = dpkt.ip6.IP6(data)
    return ip, ip.plen + 40 | columns.IPV6_MARK | ip.flow << columns.LABEL_SHIFT


def test_ipv6_is_decoded():
    rows = rows_of(open_capture(str(TRACES / "smb3-11-ipv6.pcap")), True)
    assert sum(row[0] == SEGMENT and len(row[3]) == 39 for row in rows) > 20


def rows_of(capture, verify):
    decoder = columns.Columns(capture, verify)
    rows = [row for batch in decoder.batches() for row in batch]
    decoder.release()
    return rows


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_rows_say_what_dpkt_says(path):
    capture = open_capture(str(path))
    packets = list(open_capture(str(path)).packets())
    rows = rows_of(capture, False)
    assert len(rows) == len(packets)
    for row, packet in zip(rows, packets, strict=True):
        kind, ts, _, key, forward, seq, ack, window, length, total, start = row
        assert ts == packet.ts
        if kind == SLOW:
            continue
        ip, size = read_ip(network_layer(packet))
        above = ip.data
        expected = flow_key(ip.src, above.sport, ip.dst, above.dport, ip.p)
        assert (key, forward, total) == (*expected, size)
        if kind == OPENING:
            assert (length, above.flags & 0x37) == (0, 2)
        place = start + (len(above) - len(above.data))
        assert bytes(capture.buffer[place : place + length]) == above.data[:length]
        if kind == SEGMENT:
            assert (seq, ack, window) == (above.seq, above.ack, above.win)


def frame(dice, damage):
    """A random TCP or UDP packet, its checksums right unless damaged."""
    data = dice.randbytes(dice.randrange(0, 90))
    if dice.random() < 0.5:
        above = dpkt.tcp.TCP(
            sport=dice.randrange(1, 99), dport=5, seq=1, flags=16, data=data
        )
        above.opts = dice.choice([b"", b"\1\1\1\0"])
        above.off = 5 + len(above.opts) // 4
        proto = 6
    else:
        above = dpkt.udp.UDP(sport=dice.randrange(1, 99), dport=5, data=b"zz" + data)
        above.ulen = len(above)
        proto = 17
    ip = dpkt.ip.IP(src=dice.randbytes(4), dst=dice.randbytes(4), p=proto, data=above)
    ip.len = len(ip)
    raw = bytearray(bytes(12) + b"\x08\0" + bytes(ip))
    if damage:
        raw[dice.randrange(14, len(raw))] ^= 1 << dice.randrange(8)
    return bytes(raw)


def test_checksums_at_any_place_in_a_file(make, opened):
    dice = random.Random(7)
    frames = [frame(dice, damage) for damage in [False] * 300 + [True] * 300]
    capture = opened(make.pcap(*[(1, 0, f) for f in frames]))
    good = rows_of(capture, True)
    unchecked = rows_of(capture, False)
    last = len(capture.buffer) - columns.SMALLEST
    for row, plain in zip(good[:300], unchecked[:300], strict=True):
        assert row[0] == plain[0] != SLOW or plain[10] > last
    for row, plain in zip(good[300:], unchecked[300:], strict=True):
        # One flipped bit is always found, unless it made the packet unusual.
        assert row[0] in (SLOW, CORRUPT) or (
            row[0] == DATAGRAM and plain[0] == DATAGRAM
        )
    assert any(row[0] == CORRUPT for row in good[300:])


def test_unusual_packets_are_left_to_others(make, opened):
    dice = random.Random(3)
    plain = frame(dice, False)
    while plain[23] != 6:
        plain = frame(dice, False)
    odd = [
        plain[:12] + b"\x99\0" + plain[14:],
        plain[:14] + b"\x65" + plain[15:],
        plain[:20] + b"\x20\0" + plain[22:],
        plain[:-1],
        plain[:47] + b"\x12" + plain[48:],
        plain[:33],
    ]
    filler = [(1, 0, plain)] * 8
    capture = opened(make.pcap(*[(1, 0, f) for f in odd], *filler))
    rows = rows_of(capture, False)
    kinds = [SLOW] * 4 + [CONTROL, SLOW, SEGMENT]
    assert [row[0] for row in rows[: len(odd) + 1]] == kinds


def test_too_small_a_file_is_refused(make, opened):
    with pytest.raises(ValueError, match="too small"):
        columns.Columns(opened(make.pcap((1, 0, b"abc"))), True)


def test_struct_of_keys():
    key, _ = flow_key(b"\0\0\0\1", 2, b"\0\0\0\3", 4, 6)
    assert struct.unpack(">QQ", key) == (6 << 48 | 1 << 16 | 2, 6 << 48 | 3 << 16 | 4)


@pytest.mark.parametrize("tags", [b"", b"\x81\0\0\5", b"\x88\xa8\0\5\x81\0\0\6"])
def test_pcapng_and_tags(make, opened, tags):
    dice = random.Random(5)
    frames = [frame(dice, False) for _ in range(100)]
    tagged = [f[:12] + tags + f[12:] for f in frames]
    data = make.section() + make.interface(1) + make.interface(147)
    for i, f in enumerate(tagged):
        data += make.enhanced(i % 10 == 0, i * 1_000_000, f)
    rows = rows_of(opened(data), True)
    plain = rows_of(opened(make.pcap(*[(i, 0, f) for i, f in enumerate(frames)])), True)
    for i, (row, other) in enumerate(zip(rows[:90], plain[:90], strict=True)):
        if i % 10 == 0:
            assert row[0] == SLOW
        else:
            # Sequence numbers mean something in segments only.
            first = 3 if row[0] == SEGMENT else 8
            assert (row[:2], row[first:10]) == (other[:2], other[first:10])
