"""Header conditions."""

from __future__ import annotations

import pytest

from pyzeek.signatures.headers import Headers, Node, may_hold
from pyzeek.signatures.reading import read_rules

V4 = Headers(
    4,
    bytes.fromhex("4500003412340000400600000a000001c0a80102"),
    bytes.fromhex("04d200500000000100000000500220000000"),
    6,
    b"\x0a\0\0\x01",
    b"\xc0\xa8\x01\x02",
)
V6 = V4._replace(version=6, src=b"\x20\x01" + bytes(13) + b"\x01", dst=bytes(16))


def test_of(condition):
    (rule,) = read_rules(f"signature s {{ {condition} }}", "t.sig")
    return rule.headers


@pytest.mark.parametrize(
    ("condition", "packet", "holds"),
    [
        ("src-ip == 10.0.0.0/8", V4, True),
        ("src-ip != 10.0.0.0/8", V4, False),
        ("src-ip != 10.0.0.2, 10.0.0.3", V4, True),
        ("dst-ip == 1.2.3.4, 192.168.1.0/24", V4, True),
        ("dst-ip > 192.168.1.1", V4, True),
        ("src-ip == [2001::]/16", V6, True),
        ("src-ip == 10.0.0.0/8", V6, False),
        ("src-port == 1234", V4, True),
        ("dst-port == 1-79, 81-90", V4, False),
        ("dst-port <= 80", V4, True),
        ("dst-port != 80, 81", V4, False),
        ("ip-proto == 6, 17", V4, True),
        ("ip-proto != tcp", V4, False),
        ("header ip[8] == 64", V4, True),
        ("header ip[8] == 64", V6, False),
        ("header ip6[0:1] == 0x45", V6, True),
        ("header tcp[13] & 2 == 2", V4, True),
        ("header tcp[13] & 0x10 == 0", V4, True),
        ("header udp[2:2] >= 0x50", V4, True),
        ("header ip[12:4] == 10.0.0.0/24", V4, True),
        ("header tcp[100:2] != 7", V4, False),
    ],
)
def test_conditions(condition, packet, holds):
    (test,) = test_of(condition)
    assert packet.holds(test) is holds


def test_shared_conditions_are_one_node():
    root = Node()
    root.add(0, test_of("ip-proto == tcp dst-port == 80"), True)
    root.add(1, test_of("ip-proto == tcp dst-port == 80"), False)
    root.add(2, test_of("ip-proto == tcp dst-port == 81"), False)
    root.add(3, test_of("ip-proto == udp"), False)
    found = root.matching(V4)
    assert [(node.watching, node.pure) for node in found] == [
        ([], []),
        ([], []),
        ([0], [1]),
    ]
    assert root.matching(None) == [root]


def test_protocols_that_cannot_match():
    tests = test_of("ip-proto == tcp dst-port == 80")
    assert may_hold(tests, 6)
    assert not may_hold(tests, 17)


test_of.__test__ = False
