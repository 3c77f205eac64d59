"""Tunnels over UDP."""

from hypothesis import given
from hypothesis import strategies as st

ETHERNET = bytes(12) + b"\x08\0"


def kinds(lab):
    return [e.kind for c in lab.net.flows.values() for e in c.encap]


def test_vxlan(lab, wire):
    lab.ip(wire.udp(9, 4789, b"\x08\0\0\0\0\0\x2a\0" + ETHERNET + wire.udp(1, 2)))
    assert kinds(lab) == ["VXLAN"]
    (args,) = [a for _, n, a in lab.rt.seen if n == "vxlan_packet"]
    assert args[2] == 42


def test_geneve(lab, wire):
    lab.ip(wire.udp(9, 6081, b"\0\0\x65\x58\0\0\x07\0" + ETHERNET + wire.udp(1, 2)))
    assert kinds(lab) == ["GENEVE"]


def test_teredo_on_any_port(lab, wire):
    teredo = b"\x20\x01\0\0" + bytes(12)
    inner = wire.ipv6(b"", 59, src=teredo)
    lab.ip(wire.udp(9, 10, inner))
    assert {"teredo_packet", "teredo_bubble"} <= set(lab.names)


def test_teredo_with_authentication_and_origin(lab, wire):
    auth = b"\0\1\1\2" + b"ab" + b"c" + bytes(9)
    origin = b"\0\0" + b"\xff\xfe" + b"\xf5\xff\xff\xfe"
    inner = wire.ipv6(b"", 59)
    lab.ip(wire.udp(9, 3544, auth + origin + inner))
    (args,) = [a for _, n, a in lab.rt.seen if n == "teredo_authentication"]
    assert (args[1].auth.id, args[1].auth.value) == (b"a", b"bc")
    assert str(args[1].origin.a) == "10.0.0.1"


def test_a_violation_is_told_of_once(lab, wire):
    for _ in range(3):
        lab.ip(wire.udp(9, 4789, bytes(8)))
    assert lab.names.count("analyzer_violation_info") == 1


def test_any_datagram_is_survived(make_lab, wire):
    lab = make_lab(ignore_checksums=True)

    @given(
        st.binary(max_size=100),
        st.sampled_from([2152, 3544, 4754, 4789, 5072, 6081, 7]),
    )
    def check(data, port):
        lab.ip(wire.udp(9, port, data))

    check()


def test_ayiya(lab, wire):
    inner = wire.udp(1, 2)
    head = b"\x40\x52\x11\x04" + bytes(4) + bytes(16) + bytes(20)
    lab.ip(wire.udp(9, 5072, head + inner))
    assert kinds(lab) == ["AYIYA"]


def test_ayiya_on_any_port(lab, wire):
    head = b"\x40\x52\x11\x29" + bytes(4) + bytes(16) + bytes(20)
    lab.ip(wire.udp(9, 10, head + wire.ipv6(b"", 59)))
    assert "analyzer_confirmation_info" in lab.names


def test_truncated_ayiya_is_a_violation(lab, wire):
    lab.ip(wire.udp(9, 5072, b"\x40\x52\x11\x04"))
    assert "analyzer_violation_info" in lab.names


def test_ports_are_those_that_scripts_register(make_lab, wire):
    lab = make_lab(services={"packet_layers": {("UDP", 7777): "VXLAN"}})
    lab.ip(wire.udp(9, 7777, b"\x08\0\0\0\0\0\x2a\0" + ETHERNET + wire.udp(1, 2)))
    lab.ip(wire.udp(9, 4789, b"\x08\0\0\0\0\0\x2a\0" + ETHERNET + wire.udp(3, 4)))
    assert kinds(lab) == ["VXLAN"]
