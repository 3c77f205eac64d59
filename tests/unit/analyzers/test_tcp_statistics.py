"""Packets of a connection that came twice or late."""

from types import SimpleNamespace

import pytest

from pyzeek.analyzers.tcp_statistics import BIG, CONFUSED, LITTLE, SideStatistics


def feed(*numbers):
    side = SideStatistics()
    for number in numbers:
        side.add(None, None, 0, SimpleNamespace(version=4, ident=number))
    return side


def test_the_same_packet_twice():
    assert feed(1, 1, 2).replicated == 1


def test_a_packet_behind_its_successor():
    side = feed(10, 12, 11, 13)
    assert (side.out_of_order, side.in_order) == (1, 2)


@pytest.mark.parametrize(
    ("numbers", "order"),
    [((1, 2, 3), BIG), ((0x100, 0x200, 0x300), LITTLE), ((1, 2, 0x102), CONFUSED)],
)
def test_byte_order(numbers, order):
    assert feed(*numbers).order == order


def test_a_retransmission_is_told_and_counted(lab, wire):
    lab.handshake()
    for ident, seq in ((5, 101), (6, 104), (7, 101)):
        data = bytearray(wire.tcp(1000, 80, seq, 101, 0x10, b"abc"))
        data[4:6] = ident.to_bytes(2, "big")
        data[10:12] = b"\0\0"
        lab.ip(wire.checksum(bytes(data[:20]), 10) + bytes(data[20:]))
    (args,) = [a for _, n, a in lab.rt.seen if n == "tcp_rexmit"]
    assert args[1:4] == (True, 1, 3)
    lab.finish()
    (args,) = [a for _, n, a in lab.rt.seen if n == "conn_stats"]
    assert (args[1].num_rxmit, args[1].num_rxmit_bytes) == (1, 3)
    assert args[2].num_pkts == 1
