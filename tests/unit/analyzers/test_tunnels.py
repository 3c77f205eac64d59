"""Packets inside packets."""

import struct

from hypothesis import given
from hypothesis import strategies as st


def inner_conn(lab):
    return [c for c in lab.net.flows.values() if c.encap]


def test_ip_in_ip(lab, wire):
    lab.ip(wire.ipv4(wire.udp(1, 2, b"x"), 4))
    (conn,) = inner_conn(lab)
    assert [e.kind for e in conn.encap] == ["IP"]
    assert "tunnel" in vars(conn.record())


def test_gre(lab, wire):
    lab.ip(
        wire.ipv4(struct.pack(">HH", 0x2000, 0x0800) + bytes(4) + wire.udp(1, 2), 47)
    )
    (conn,) = inner_conn(lab)
    assert conn.encap[0].kind == "GRE"


def test_the_same_hosts_are_the_same_tunnel(lab, wire):
    lab.ip(wire.ipv4(wire.udp(1, 2, b"x"), 4))
    lab.ip(wire.ipv4(wire.udp(3, 4, b"x"), 4, src=wire.SERVER, dst=wire.CLIENT))
    first, second = inner_conn(lab)
    assert first.encap == second.encap


def test_a_connection_that_changes_its_tunnel(lab, wire):
    lab.ip(wire.ipv4(wire.udp(1, 2, b"x"), 4))
    lab.ip(wire.udp(1, 2, b"x"))
    assert "tunnel_changed" in lab.names


def test_nesting_ends(lab, wire):
    packet = wire.udp(1, 2, b"x")
    for _ in range(8):
        packet = wire.ipv4(packet, 4)
    lab.ip(packet)
    assert "flow_weird" in lab.names
    assert not lab.net.flows


def test_any_gre_is_survived(make_lab, wire):
    lab = make_lab(ignore_checksums=True)

    @given(st.binary(max_size=80))
    def check(data):
        lab.ip(wire.ipv4(data, 47))

    check()
