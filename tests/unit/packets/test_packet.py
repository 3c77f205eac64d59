"""Packets and their tags."""

from pyzeek.packets.packet import Packet, Vlan


def test_tags():
    tag = Vlan(0b101_1_000000101010)
    assert (tag.id, tag.pcp, tag.dei) == (42, 5, True)


def test_a_new_packet_is_blank():
    packet = Packet(1.0, 1, b"abc", 3)
    assert (packet.ip, packet.vlan, packet.encap, packet.processed) == (
        None,
        None,
        (),
        False,
    )
