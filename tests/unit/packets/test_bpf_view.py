"""What filters see of a frame."""

import pytest

from pyzeek.packets.bpf_view import IPV4, IPV6, LINKS, View

IP = b"\x45" + bytes(5) + b"\0\0\0\x11" + bytes(2) + b"\1\2\3\4" + b"\5\6\7\x08"
IP6 = b"\x60" + bytes(5) + b"\x06" + bytes(1) + bytes(15) + b"\1" + bytes(15) + b"\2"
PORTS = b"\x00\x50\x01\xbd"
HEADS = {
    0: b"\2\0\0\0",
    1: bytes(12) + b"\x08\0",
    9: b"\0\x21",
    50: b"\xff\3\0\x21",
    101: b"",
    113: bytes(14) + b"\x08\0",
    276: b"\x08\0" + bytes(18),
}


@pytest.mark.parametrize("link", HEADS)
def test_links(link: int) -> None:
    data = HEADS[link] + IP + PORTS
    view = View(link, data, len(data), 0)
    assert (view.ethertype, view.proto) == (IPV4, 17)
    assert view.address(True) == b"\1\2\3\4" and view.address(False) == b"\5\6\7\x08"
    assert (view.port(True), view.port(False)) == (80, 445)


def test_other_frames() -> None:
    view = View(101, IP6 + PORTS, 44, 0)
    assert view.ethertype == IPV6 and view.port(False) == 445
    assert view.address(True)[-1:] == b"\1" and view.hardware(True) == b""
    tagged = bytes(12) + b"\x81\0\0\7\x08\0" + IP + PORTS
    assert View(1, tagged, 50, 0).proto == -1 and View(1, tagged, 50, 1).proto == 17
    later = IP[:6] + b"\0\5" + IP[8:]
    assert View(101, later + PORTS, 24, 0).port(True) == -1
    assert View(999, IP, 20, 0).address(True) == b"" and 999 not in LINKS
