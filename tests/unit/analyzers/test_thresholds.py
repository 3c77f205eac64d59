"""Limits of connections."""


def limit(lab, **limits):
    lab.rt.services = {"thresholds": {lab.conn.key: limits}}
    for name, value in limits.items():
        lab.net.threshold_changed(lab.conn, name, value)


def crossed(lab):
    return [(n, *a[1:]) for _, n, a in lab.rt.seen if n.endswith("threshold_crossed")]


def test_packets_and_bytes(lab):
    lab.handshake()
    limit(lab, orig_packets=4, resp_bytes=90)
    for i in range(3):
        lab.client(101 + i, 101, 16, b"x")
        lab.server(101, 102 + i, 16)
    assert crossed(lab) == [
        ("conn_packets_threshold_crossed", 4, True),
        ("conn_bytes_threshold_crossed", 90, False),
    ]


def test_a_limit_that_is_already_crossed(lab):
    lab.handshake()
    limit(lab, orig_packets=1)
    assert crossed(lab) == [("conn_packets_threshold_crossed", 1, True)]


def test_duration(lab):
    lab.handshake()
    limit(lab, duration=5.0)
    lab.ip(b"", step=6.0)
    lab.client(101, 101, 16, b"x")
    assert crossed(lab) == [("conn_duration_threshold_crossed", 5.0, True)]


def test_limits_for_all_connections(make_lab):
    name = "ConnThreshold::generic_packet_thresholds"
    lab = make_lab(values={name: {3: None}})
    lab.handshake()
    assert crossed(lab) == [("conn_generic_packet_threshold_crossed", 3)]
