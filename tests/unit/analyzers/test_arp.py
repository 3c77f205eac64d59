"""ARP packets."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.packet import Packet

MAC = b"\2\0\0\0\0\1"
REQUEST = (
    b"\xff" * 6 + MAC + b"\x08\x06\0\1\x08\0\6\4\0\1"
    + MAC + b"\x0a\0\0\1" + bytes(6) + b"\x0a\0\0\2"
)  # fmt: skip


def feed(lab, data):
    lab.time += 1
    lab.net.one_packet(Packet(lab.time, 1, data, len(data)))


def test_request(lab):
    feed(lab, REQUEST)
    ((_, name, args),) = [x for x in lab.rt.seen if "arp" in x[1]]
    assert name == "arp_request"
    assert args[0] == b"02:00:00:00:00:01" and str(args[2]) == "10.0.0.1"


def test_a_sender_that_is_not_the_frames(lab):
    feed(lab, REQUEST.replace(MAC, b"\2\0\0\0\0\2", 1))
    (args,) = [a for _, n, a in lab.rt.seen if n == "bad_arp"]
    assert args[-1] == b"weird-arp-sha"


def test_any_bytes_are_survived(lab):
    @given(st.binary(max_size=60))
    def check(data):
        feed(lab, REQUEST[:14] + data)

    check()
