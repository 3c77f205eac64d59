"""Sequence numbers of one side."""

from pyzeek.analyzers.tcp_endpoint import relative_position


def test_positions_around_the_wrap(lab):
    lab.client(0xFFFFFFF0, 0, 2)
    side = lab.conn.orig
    assert relative_position(side, 0xFFFFFFF1, side.last_seq, 0) == (1, False)
    assert relative_position(side, 0x10, side.last_seq, 0) == (0x20, False)
    _, before = relative_position(side, 0xFFFFFF00, side.last_seq, 0)
    assert before


def test_counts_show_at_powers_of_ten(lab):
    lab.handshake()
    side = lab.conn.resp
    for _ in range(100):
        side.count("T", "tcp_multiple_retransmissions")
    assert lab.conn.history.count("t") == 3
    assert lab.names.count("tcp_multiple_retransmissions") == 2
