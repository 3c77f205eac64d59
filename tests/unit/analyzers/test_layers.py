"""From frame to connection: odd packets and fragments."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.packet import Packet


def weirds(lab):
    names = ("net_weird", "flow_weird")
    return [a[0].decode() for _, n, a in lab.rt.seen if n in names]


def test_odd_ip_headers(lab, wire):
    good = wire.udp(1, 2, b"x")
    lab.ip(good[:10])
    lab.ip(b"\x70" + good[1:])
    lab.ip(good[:-1])
    lab.ip(b"\x44" + good[1:])
    lab.ip(good[:12] + b"\1" + good[13:])
    assert weirds(lab) == [
        "truncated_IP",
        "unknown_ip_version",
        "truncated_IP_len",
        "IPv4_min_header_size",
        "bad_IP_checksum",
    ]
    assert lab.net.bad_checksums == 1


def test_fragments_become_a_datagram(lab, wire):
    datagram = wire.udp(5000, 53, bytes(64))[20:]
    lab.ip(wire.ipv4(datagram[48:], 17, fragment=6))
    assert not lab.net.flows
    lab.ip(wire.ipv4(datagram[:48], 17, fragment=0x2000))
    assert lab.conn.orig.size() == 64


def test_short_transport_headers(lab, wire):
    lab.ip(wire.ipv4(bytes(10), 6))
    assert weirds(lab) == ["truncated_header"]


def test_unknown_ethertypes_are_told_of(lab):
    frame = bytes(12) + struct.pack(">H", 0x9999) + bytes(50)
    lab.net.one_packet(Packet(5.0, 1, frame, len(frame)))
    (args,) = [a for _, n, a in lab.rt.seen if n == "unknown_protocol"]
    assert args[:2] == (b"ETHERNET", 0x9999)
    assert "packet_not_processed" in lab.names


def test_esp_is_told_of(lab, wire):
    lab.ip(wire.ipv6(bytes(16), 50))
    assert "esp_packet" in lab.names


def test_any_frame_of_any_link_type_is_survived(make_lab):
    lab = make_lab(ignore_checksums=True)
    links = [0, 1, 9, 50, 101, 105, 108, 113, 127, 239, 276]

    @given(st.sampled_from(links), st.binary(max_size=120))
    def check(dlt, data):
        lab.net.one_packet(Packet(2.0, dlt, data, len(data)))

    check()


def test_mutated_packets_are_survived(make_lab, wire):
    lab = make_lab(ignore_checksums=True)
    packet = wire.tcp(1000, 80, 1, 1, 0x10, b"abcdefgh", options=b"\x02\x04\x05\xb4")

    @given(st.integers(0, len(packet) - 1), st.integers(0, 255), st.integers(0, 60))
    def check(place, value, cut):
        data = packet[:place] + bytes((value,)) + packet[place + 1 :]
        lab.ip(data[: len(data) - cut] if cut < len(data) else b"")

    check()


def amsdu(*payloads):
    """Several frames in a WLAN frame."""
    head = b"\x88\0" + bytes(22) + b"\x80\0"
    frames = b"".join(
        bytes(12) + len(p).to_bytes(2, "big") + p + bytes(len(p) % 4) for p in payloads
    )
    return head + frames


def wlan(lab, data):
    lab.net.one_packet(Packet(1.0, 105, data, len(data)))


def test_several_wlan_frames_in_one(lab, wire):
    llc = b"\xaa\xaa\3\0\0\0\x08\0"
    wlan(lab, amsdu(llc + wire.udp(1, 2, b"x"), llc + wire.udp(3, 4, b"xy")))
    assert len(lab.net.flows) == 2
    assert weirds(lab) == []


def test_a_bad_wlan_frame_hides_those_behind_it(lab, wire):
    llc = b"\xaa\xaa\3\0\0\0\x08\0"
    wlan(lab, amsdu(bytes(8), llc + wire.udp(3, 4)))
    wlan(lab, amsdu(llc + wire.udp(3, 4))[:-1])
    wlan(lab, amsdu(b"")[:-4])
    assert not lab.net.flows
    assert weirds(lab) == [
        "invalid_802_11_amsdu_inner_packet",
        "truncated_802_11_amsdu_packet",
        "truncated_802_11_amsdu_header",
    ]
