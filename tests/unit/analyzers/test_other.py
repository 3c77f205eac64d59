"""IP protocols that nobody reads."""


def test_packets_are_counted(lab, wire):
    lab.ip(wire.ipv4(b"data", 99))
    lab.ip(wire.ipv4(b"data", 99, src=wire.SERVER, dst=wire.CLIENT))
    conn = lab.conn
    assert (conn.orig.packets, conn.resp.packets) == (1, 1)
    assert {"new_connection", "unknown_protocol"} <= set(lab.names)
