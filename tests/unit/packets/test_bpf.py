"""Packet filters in the words of tcpdump."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets import open_capture
from pyzeek.packets.bpf import CONSTANTS, PROTOCOLS, FilterError, compile_filter
from pyzeek.packets.bpf_view import LINKS
from pyzeek.packets.packet import Packet

TRACES = Path(__file__).parents[2] / "traces"

COUNTS = {
    "smb/smb3-11-session.pcap": {
        "": 126,
        "ip or not ip": 126,
        "tcp": 126,
        "not port 445": 0,
        "! tcp || port 445": 126,
        "src host 10.20.0.10": 64,
        "src 10.20.0.10 && dst 10.20.0.20": 64,
        "net 10.20": 126,
        "net 10.20.0.0 mask 255.255.255.0": 126,
        "host 10.20.0.99 or 10.20.0.10": 126,
        "src port (80 or 445)": 62,
        "host (10.20.0.10 and 10.20.0.20)": 126,
        "ip multicast or ether broadcast": 0,
        "src port 445 or 80": 62,
        "src and dst port 445": 0,
        "dst portrange 440-450": 64,
        "port microsoft-ds": 126,
        "tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0": 4,
        "tcp[13] == 2": 1,
        "tcp[2:2] = 445": 64,
        "ether[12:2] = 0x800": 126,
        "(ip[2:2] - ((ip[0]&0xf)<<2)) > 200": 9,
        "less 100": 8,
        "len > 1000": 0,
        "ip proto \\tcp": 126,
        "ether proto \\arp": 0,
        "udp[0] = 0 or tcp": 126,
        "port 445 or icmp and udp": 0,
    },
    "network/qinq-smb3.pcap": {
        "tcp": 0,
        "vlan 300 and vlan 7 and tcp": 52,
        "vlan and tcp": 0,
        "vlan 8": 0,
    },
    "network/arp-kinds.pcap": {
        "arp host 10.20.0.10": 8,
        "ether host 02:00:00:20:00:10": 11,
        "broadcast": 9,
        "multicast": 9,
        "ether src 02:00:00:20:00:99": 0,
    },
    "network/smb3-11-ipv6.pcap": {
        "ip6 and tcp port 445": 64,
        "host fd00:20::10": 64,
        "net fd00:20::/32": 64,
        "ip": 0,
        "tcp[0] = 0": 0,
    },
}
CASES = [(f, text, n) for f, found in COUNTS.items() for text, n in found.items()]


@pytest.mark.parametrize(("trace", "text", "wanted"), CASES)
def test_packets_that_pass(trace: str, text: str, wanted: int) -> None:
    test = compile_filter(text)
    packets = list(open_capture(str(TRACES / trace)).packets())
    assert sum(test is None or test(packet) for packet in packets) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "port",
        "tcp and",
        "foo",
        "host name.example",
        "host 1.2.3",
        "port 99999",
        "port nonesuch",
        "(tcp",
        "tcp)",
        "tcp[1:3] = 1",
        "tcp[0",
        "net 1.2.3.4/40",
        "not",
        "mpls",
        "1 =",
        "ip proto x",
        "ether host 1.2.3.4",
        "tcp \x00",
        "(" * 200,
        "not " * 200 + "tcp",
    ],
)
def test_what_is_no_filter(text: str) -> None:
    with pytest.raises(FilterError):
        compile_filter(text)


WORDS = [*PROTOCOLS, *CONSTANTS, *"and or not ( ) [ ] : & < > = - / vlan len".split()]
WORDS += "host net port src dst less 1 445 10.0.0.1 10.0.0.0/8 ::1 0x10".split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.sampled_from(sorted(LINKS)),
    st.binary(max_size=80),
)
def test_any_filter_on_any_frame_ends_well(text: str, link: int, data: bytes) -> None:
    try:
        test = compile_filter(text)
    except FilterError:
        return
    assert test is None or test(Packet(1.0, link, data, len(data))) in (True, False)
