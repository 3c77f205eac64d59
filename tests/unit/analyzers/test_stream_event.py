"""Data of connections as events."""

from __future__ import annotations

from pyzeek.packets.tcp import ACK
from pyzeek.values.port import Port


def told(lab):
    return [(n, *a[1:]) for _, n, a in lab.rt.seen if n.startswith("stream_")]


def test_data_and_gaps(make_lab):
    lab = make_lab({"stream_deliver", "stream_undelivered"})
    lab.rt.analyzer_ports[Port.tcp(80)] = {"STREAM_EVENT"}
    lab.handshake()
    lab.client(101, 101, ACK, b"abc")
    lab.client(108, 101, ACK, b"ij")
    lab.server(101, 110, ACK, b"xyz")
    assert told(lab) == [
        ("stream_deliver", True, b"abc"),
        ("stream_undelivered", True, 4, 4),
        ("stream_deliver", True, b"ij"),
        ("stream_deliver", False, b"xyz"),
    ]


def test_nobody_asks(make_lab):
    lab = make_lab(set())
    lab.rt.analyzer_ports[Port.tcp(80)] = {"STREAM_EVENT"}
    lab.handshake()
    assert lab.conn.analyzers == []
