"""Ends of connections that are not the usual one."""

FIN, SYN, RST, ACK = 1, 2, 4, 16


def test_a_fin_waits_for_missing_data(lab):
    lab.handshake()
    lab.server(101, 101, ACK | FIN)
    lab.client(105, 102, ACK | FIN)
    assert "connection_finished" not in lab.names
    lab.client(101, 102, ACK, b"abcd")
    assert "connection_finished" in lab.names


def test_a_side_that_only_hears_fins_is_half_finished(lab):
    lab.client(100, 0, SYN)
    lab.client(101, 0, ACK | FIN)
    assert "connection_half_finished" in lab.names


def test_partial_close(lab):
    lab.server(100, 101, ACK | FIN)
    lab.client(101, 101, ACK, b"a")
    lab.ip(b"", step=4.0)
    assert lab.net.rt.network_time > 1000


def test_pending_connections_are_told_of_at_the_end(lab):
    lab.handshake()
    names = lab.finish()
    assert names[-3:] == [
        "connection_pending",
        "conn_stats",
        "connection_state_remove",
    ]


def test_attempts_are_told_of_at_the_end(lab):
    lab.client(100, 0, SYN)
    names = lab.finish()
    assert names[-3:] == [
        "connection_attempt",
        "conn_stats",
        "connection_state_remove",
    ]
