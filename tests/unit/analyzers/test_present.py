"""The packet at hand."""

from pyzeek.analyzers.present import raw_header
from pyzeek.packets.packet import Packet

TAGGED = bytes(range(12)) + b"\x81\0\xa0\x05\x08\0"


def test_the_packet_at_hand(lab, wire):
    lab.ip(wire.udp(1, 2, b"x"))
    ts, data, length = lab.net.present
    assert ts == lab.time and data == wire.udp(1, 2, b"x") and length == len(data)


def test_raw_headers(lab, wire):
    data = TAGGED + wire.udp(1, 2, b"x")
    packet = Packet(5.0, 1, data, len(data))
    lab.net.one_packet(packet)
    (args,) = [a for _, n, a in lab.rt.seen if n == "raw_packet"]
    layer = args[0].l2
    assert (layer.vlan, layer.vlan_pcp, layer.proto) == (5, 5, "L3_IPV4")
    assert layer.src == b"06:07:08:09:0a:0b"
    assert args[0].udp.ulen == 9


def test_short_frames_have_no_addresses(lab):
    header = raw_header(lab.net, Packet(5.0, 1, b"abc", 3))
    assert header.l2.src == header.l2.dst == b"00:00:00:00:00:00"
