"""Link layers."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets import link
from pyzeek.packets.link import (
    DLT,
    PacketWeird,
    UnknownProtocol,
    network_layer,
    pppoe_session,
    trail,
)
from pyzeek.packets.packet import Packet

BODY = b"E" + bytes(39)


def ether(kind):
    return b"dddddd" + b"ssssss" + struct.pack(">H", kind)


def tag(number, kind):
    return struct.pack(">HH", number, kind)


RADIOTAP = b"\0\0\x08\0" + bytes(4)
WLAN = b"\x08\x01\0\0" + b"bbbbbb" + b"ssssss" + b"dddddd" + bytes(2)
SNAP = b"\xaa\xaa\x03\0\0\0"

FRAMES = {
    "Ethernet": (1, ether(0x0800)),
    "VLAN": (1, ether(0x8100) + tag(5, 0x0800)),
    "QinQ": (1, ether(0x88A8) + tag(5, 0x8100) + tag(6, 0x86DD)),
    "MPLS": (1, ether(0x8847) + b"\0\0\0\0" + b"\0\0\1\0"),
    "PPPoE": (1, ether(0x8864) + b"\x11\0\0\1" + struct.pack(">HH", 42, 0x21)),
    "802.3 SNAP": (1, ether(48) + SNAP + b"\x08\0"),
    "cooked": (113, bytes(14) + b"\x08\0"),
    "cooked 2": (276, b"\x08\0" + bytes(18)),
    "null": (0, b"\2\0\0\0"),
    "null, big-endian": (0, b"\0\0\0\x1e"),
    "raw": (101, b""),
    "PPP": (9, b"\0\x21"),
    "PPP serial": (50, b"\xff\3\0\x57"),
    "FDDI": (10, bytes(19) + b"\x08\0"),
    "radiotap": (127, RADIOTAP + WLAN + SNAP + b"\x08\0"),
    "NFLOG": (239, b"\2\0\0\0" + b"\5\0\1\0a\0\0\0" + b"\x2c\0\x09\0"),
}


def decode(link, data):
    packet = Packet(1.0, link, data, len(data))
    return packet, network_layer(packet, lambda *odd: None)


@pytest.mark.parametrize("name", FRAMES)
def test_the_ip_packet_is_found(name):
    link, head = FRAMES[name]
    _, (kind, start, end) = decode(link, head + BODY)
    assert kind == "ip"
    assert (start, end) == (len(head), len(head) + len(BODY))


def test_what_is_noted_of_a_frame():
    packet, _ = decode(*(FRAMES["QinQ"][0], FRAMES["QinQ"][1] + BODY))
    assert (packet.l2_src, packet.l2_dst) == (b"ssssss", b"dddddd")
    assert (packet.vlan.id, packet.inner_vlan.id, packet.eth_type) == (5, 6, 0x86DD)


def test_unknown_protocols():
    with pytest.raises(UnknownProtocol) as caught:
        decode(1, ether(0x9999) + BODY)
    assert (caught.value.layer, caught.value.protocol) == ("ETHERNET", 0x9999)


def test_deep_nesting_ends():
    with pytest.raises(PacketWeird):
        decode(1, ether(0x8100) + tag(5, 0x8100) * 50)


def test_the_trail_names_the_layers():
    link, head = FRAMES["QinQ"]
    packet = Packet(1.0, link, head + BODY, 99)
    assert trail(packet) == ["ETHERNET", "VLAN", "VLAN"]


@pytest.mark.parametrize("name", FRAMES)
def test_every_cut_is_survived(name):
    link, head = FRAMES[name]
    for end in range(len(head) + 3):
        try:
            decode(link, (head + BODY)[:end])
        except (PacketWeird, UnknownProtocol):
            pass


@given(st.sampled_from(sorted(DLT)), st.binary(max_size=100))
def test_any_frame_is_survived(link, data):
    packet = Packet(1.0, link, data, len(data))
    try:
        kind, start, end = network_layer(packet, lambda *odd: None)
    except (PacketWeird, UnknownProtocol):
        pass
    else:
        assert kind is None or 0 <= start
    trail(packet)


def test_the_pppoe_session_of_a_packet():
    frame = ether(0x8864) + b"\x11\0\x12\x34" + struct.pack(">HH", 42, 0x21) + bytes(40)
    assert pppoe_session(Packet(1.0, 1, frame, len(frame))) == 0x1234
    tagged = ether(0x8100) + b"\0\5" + frame[12:]
    assert pppoe_session(Packet(1.0, 1, tagged, len(tagged))) == 0x1234
    for data in (frame[:22], ether(0x800) + bytes(40)):
        assert pppoe_session(Packet(1.0, 1, data, len(data))) is None


def test_scripts_may_have_link_types_read_in_their_own_way():
    registered = {
        ("ROOT", 1): "ETHERNET",
        ("ROOT", 147): "ETHERNET",
        ("ROOT", 113): "SKIP",
        ("ROOT", 9): "NIX",
        ("ETHERNET", 113): "IP",
    }
    found = link.roots(registered, 38)
    assert set(found) == {147, 113}
    assert found[147] is link.ethernet
    packet = Packet(1.0, 113, bytes(60), 60)
    packet.root = found[113]
    assert link.network_layer(packet, lambda *weird: None) == (link.IP, 38, 60)
