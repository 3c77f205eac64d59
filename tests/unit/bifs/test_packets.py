"""The packet at hand, and captures that scripts write."""

import struct
from pathlib import Path
from types import SimpleNamespace

from pyzeek.bifs.packets import split_time


def test_without_a_packet(rt) -> None:
    assert rt.call("get_current_packet_ts") == 0.0
    assert rt.call("get_current_packet").values[4] == b""
    assert rt.call("get_current_packet_header").values == ()
    assert not rt.call("dump_current_packet", b"x.pcap")


def test_no_pppoe_session(rt) -> None:
    assert rt.call("PacketAnalyzer::PPPoE::session_id") == 0xFFFFFFFF


def test_with_a_packet(rt) -> None:
    rt.services["packet"] = (1.25, b"abc", 60)
    assert rt.call("get_current_packet_ts") == 1.25
    values = rt.call("get_current_packet").values
    assert values == (1, 250000, 3, 60, b"abc", "LINK_ETHERNET")


def test_times_do_not_carry_a_whole_second() -> None:
    assert split_time(1.9999999) == (2, 0) and split_time(1.5) == (1, 500000)


def test_writing(rt, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pcap", tmp_path / "other.pcap"
    rt.services["packet"] = (1.25, b"abc", 60)
    assert rt.call("dump_current_packet", bytes(one))
    made = SimpleNamespace(ts_sec=2, ts_usec=3, caplen=2, len=9, data=b"xy")
    assert rt.call("dump_packet", made, bytes(one))
    head, packets = one.read_bytes()[:24], one.read_bytes()[24:]
    assert struct.unpack("<IHHiIII", head) == (0xA1B2C3D4, 2, 4, 0, 0, 9216, 1)
    assert (
        packets
        == struct.pack("<4I", 1, 250000, 3, 60)
        + b"abc"
        + struct.pack("<4I", 2, 3, 2, 9)
        + b"xy"
    )
    assert rt.call("dump_packet", made, bytes(other))
    assert rt.call("dump_packet", made, bytes(one)) and len(one.read_bytes()) == 79
    rt.services["dump"][1].close()
    del rt.services["dump"]
    assert not rt.call("dump_packet", made, bytes(tmp_path)) and rt.said
