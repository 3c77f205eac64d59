"""A scan gives the same, whether its connections are made at once or when needed."""

import random
import struct

import pytest

from pyzeek.analyzers import rows
from pyzeek.analyzers.half_open import has_odd_scale
from pyzeek.packets import open_capture

SYN, RST, ACK, SYN_ACK = 0x02, 0x04, 0x10, 0x12
WANTED = {
    "connection_attempt", "connection_rejected", "connection_established",
    "connection_state_remove", "connection_timeout", "conn_weird",
    "connection_reused",
}  # fmt: skip


def scan(wire, seed, count=400):
    """Times and packets: SYNs, few of them answered, some of them again."""
    dice = random.Random(seed)
    ts = 1000.0
    for _ in range(count):
        ts += dice.choice((0.0, 0.001, 0.1, 1.0))
        port = dice.randrange(1, 60)
        options = dice.choice((b"", b"\3\3\7\0", b"\3\3\x0f\0"))
        kind = dice.random()
        if kind < 0.8:
            yield ts, wire.tcp(port, 80, 100, 0, SYN, options=options)
            continue
        flags = dice.choice((SYN_ACK, RST | ACK, ACK))
        ends = {"src": wire.SERVER, "dst": wire.CLIENT}
        yield ts, wire.tcp(80, port, 500, 101, flags, **ends)


def write(path, packets):
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
        for ts, data in packets:
            micros = round((ts - int(ts)) * 1e6)
            file.write(struct.pack("<IIII", int(ts), micros, len(data), len(data)))
            file.write(data)


def plain(value):
    if hasattr(value, "__dict__"):
        return {k: plain(v) for k, v in vars(value).items() if k != "uid"}
    return value


def events(make_lab, path, short, wanted=WANTED):
    lab = make_lab(wanted)
    capture = open_capture(str(path))
    if short:
        rows.read_rows(lab.net, capture)
    else:
        lab.net._read(capture)
    lab.net.finish()
    capture.close()
    seen = [(ts, name, [plain(a) for a in args]) for ts, name, args in lab.rt.seen]
    return seen, lab.net.received.packets, lab.net.last_aid


@pytest.mark.parametrize("seed", range(8))
def test_the_same_events_in_the_same_order(make_lab, wire, tmp_path, seed):
    path = tmp_path / "scan.pcap"
    write(path, scan(wire, seed))
    assert events(make_lab, path, True) == events(make_lab, path, False)


def test_whoever_wants_the_beginning_gets_it(make_lab, wire, tmp_path):
    path = tmp_path / "scan.pcap"
    write(path, scan(wire, 0))
    wanted = WANTED | {"new_connection"}
    assert events(make_lab, path, True, wanted) == events(make_lab, path, False, wanted)


def feed(make_lab, wire, tmp_path, wanted):
    """A network half in the middle of a scan of ten ports."""
    path = tmp_path / "scan.pcap"
    # The last packets of a file always go the long way.
    packets = [wire.tcp(p, 80, 100, 0, SYN) for p in range(1, 11)] + [bytes(200)]
    write(path, [(1000.0, data) for data in packets])
    lab = make_lab(wanted)
    rows.read_rows(lab.net, open_capture(str(path)))
    return lab


def test_one_that_is_asked_for_is_made(make_lab, wire, tmp_path):
    lab = feed(make_lab, wire, tmp_path, {"connection_state_remove"})
    assert (len(lab.net.half_open.waiting), len(lab.net.flows)) == (10, 0)
    key = next(iter(lab.net.half_open.waiting))
    conn = lab.net.find(key)
    assert (conn.history, conn.start, conn.orig.packets) == ("S", 1000.0, 1)
    assert (len(lab.net.half_open.waiting), len(lab.net.flows)) == (9, 1)
    assert lab.net.find(b"") is None


def test_all_are_made_when_somebody_wants_to_know_more(make_lab, wire, tmp_path):
    lab = feed(make_lab, wire, tmp_path, {"connection_state_remove"})
    lab.rt.wanted.add("new_connection")
    lab.net.refresh_demand()
    assert (len(lab.net.half_open.waiting), len(lab.net.flows)) == (0, 10)


def test_none_is_made_for_nobody(make_lab, wire, tmp_path):
    lab = feed(make_lab, wire, tmp_path, {"connection_established"})
    lab.net.finish()
    assert lab.net.flows == {}
    assert lab.rt.seen == []


def test_window_scales():
    assert has_odd_scale(b"\2\4\5\xb4\3\3\x0f\0")
    assert not has_odd_scale(b"\2\4\5\xb4\3\3\x0e\0")
    assert not has_odd_scale(b"\1\3\3")
