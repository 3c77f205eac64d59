"""What all connections have in common."""

from pyzeek.analyzers.contract import Analyzer
from pyzeek.values.port import Port


def test_one_record_brought_up_to_date(lab):
    lab.handshake()
    first = lab.conn.record()
    lab.client(101, 101, 16, b"abc")
    second = lab.conn.record()
    assert first is second
    assert first.orig.size == 3
    assert (first.id.orig_p, first.id.resp_p) == (Port.tcp(1000), Port.tcp(80))


def test_flipping_changes_the_record_too(lab):
    lab.handshake()
    conn = lab.conn
    record = conn.record()
    conn.flip()
    assert str(record.id.orig_h) == "10.0.0.2"
    assert record.id.orig_p == Port.tcp(80)
    assert conn.record().orig.num_pkts == 1


def test_confirmation_is_told_once(lab):
    lab.handshake()
    analyzer = Analyzer(lab.conn)
    analyzer.name = "SMB"
    for _ in range(3):
        lab.conn.confirm(analyzer)
    assert lab.names.count("analyzer_confirmation_info") == 1


def test_too_many_violations_become_a_weird(make_lab):
    lab = make_lab(values={"max_analyzer_violations": 2})
    lab.handshake()
    analyzer = Analyzer(lab.conn)
    for _ in range(5):
        lab.conn.violation(analyzer, "no")
    assert lab.names.count("analyzer_violation_info") == 2
    assert lab.names.count("conn_weird") == 1


def test_the_flow_label_may_change(lab, wire):
    datagram = b"\0\1\0\2\0\x08\0\0"
    lab.net.ignores_all_checksums = True
    for label in (1, 2):
        packet = bytearray(wire.ipv6(datagram, 17))
        packet[3] = label
        lab.ip(bytes(packet))
    (args,) = [a for _, n, a in lab.rt.seen if n == "connection_flow_label_changed"]
    assert args[1:] == (True, 1, 2)


def test_status_updates_come_at_intervals(make_lab):
    lab = make_lab(values={"connection_status_update_interval": 10.0})
    lab.handshake()
    for _ in range(3):
        lab.ip(b"", step=10.0)
    assert lab.names.count("connection_status_update") == 3


def test_a_hook_may_keep_a_connection(lab):
    lab.rt.connection_timing_out = lambda record: False
    lab.handshake()
    lab.ip(b"", step=400.0)
    assert lab.net.flows


def test_timers_of_what_has_ended_do_not_count(lab, wire):
    lab.ip(wire.udp(1000, 7, b"x"))
    for _ in range(400):
        lab.conn.later(lab.time + 1, lab.conn.set_inactivity)
    lab.conn.remove()
    seen = []
    lab.net.later(lab.time + 2, lambda: seen.append(1))
    lab.rt.advance(lab.time + 3)
    assert seen == [1]
