"""Counters of packets, connections and gaps."""

from types import SimpleNamespace

from pyzeek.analyzers.statistics import ESTABLISHED, Statistics


def counters() -> tuple[Statistics, dict]:
    services: dict = {}
    net = SimpleNamespace(
        rt=SimpleNamespace(services=services),
        received=SimpleNamespace(so_far=lambda: (7, 700)),
        flows={1: 1},
        half_open=SimpleNamespace(waiting={}),
        layers=SimpleNamespace(fragments=SimpleNamespace(datagrams={}, most=2)),
        settings=SimpleNamespace(report_gaps_for_partial=False),
    )
    return Statistics(net), services["statistics"]


def test_connections_come_and_go() -> None:
    made, kept = counters()
    for proto in (6, 6, 17, 1, 58, 47):
        made.begins(proto)
    made.ends(6)
    shown = {name: value() for name, value in kept["ConnStats"].items()}
    assert shown["num_tcp_conns"] == 1 and shown["max_tcp_conns"] == 2
    assert shown["cumulative_icmp_conns"] == 2 and shown["num_udp_conns"] == 1
    assert (shown["total_conns"], shown["current_conns"]) == (6, 5)
    assert kept["NetStats"]["pkts_recvd"]() == shown["num_packets"] == 7
    assert kept["NetStats"]["bytes_recvd"]() == 700


def test_acknowledgements_count_where_both_sides_are_known() -> None:
    made, kept = counters()
    side = SimpleNamespace(state=ESTABLISHED, peer=SimpleNamespace(state=ESTABLISHED))
    made.acknowledged(side, 0)
    made.acknowledged(side, 90)
    side.peer.state = 1
    made.acknowledged(side, 5)
    shown = {name: value() for name, value in kept["GapStats"].items()}
    assert shown == {"ack_events": 2, "gap_events": 1, "gap_bytes": 90}
