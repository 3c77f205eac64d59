"""Addresses, subnets, ports."""

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.enum import EnumVal
from pyzeek.values.port import Port
from pyzeek.values.subnet import Subnet
from pyzeek.values.vector import Vector


def a(text: str) -> Addr:
    return Addr.parse(text)


UDP = EnumVal(None, "udp", 2)  # type: ignore[arg-type]
PTR6 = b"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
CASES = [
    ("to_addr", (b"010.001.002.003",), a("10.1.2.3")),
    ("to_subnet", (b"10.1.2.3/8",), Subnet.parse("10.0.0.0/8")),
    ("is_valid_ip", (b"::1",), True),
    ("is_valid_ip", (b"1.2.3.4 ",), False),
    ("is_valid_subnet", (b"::/129",), False),
    ("is_v4_addr", (a("::ffff:1.1.1.1"),), True),
    ("is_v6_subnet", (Subnet.parse("::/0"),), True),
    ("addr_to_subnet", (a("1.2.3.4"),), Subnet.parse("1.2.3.4/32")),
    ("subnet_to_addr", (Subnet.parse("10.0.0.0/8"),), a("10.0.0.0")),
    ("subnet_width", (Subnet.parse("10.0.0.0/8"),), 8),
    ("mask_addr", (a("10.255.2.3"), 9), Subnet.parse("10.128.0.0/9")),
    ("remask_addr", (a("10.1.2.3"), a("192.168.4.5"), 112), a("10.1.4.5")),
    ("addr_to_counts", (a("1.2.3.4"),), [16909060]),
    ("counts_to_addr", (Vector([536939960, 0, 0, 1]),), a("2001:db8::1")),
    ("count_to_v4_addr", (16909060,), a("1.2.3.4")),
    ("raw_bytes_to_v4_addr", (b"\n\1\2\3",), a("10.1.2.3")),
    ("raw_bytes_to_v6_addr", (bytes(15) + b"\1",), a("::1")),
    ("routing0_data_to_addrs", (bytes(19) + b"\1",), [a("::1")]),
    ("addr_to_ptr_name", (a("1.2.3.4"),), b"4.3.2.1.in-addr.arpa"),
    ("addr_to_ptr_name", (a("2001:db8::1"),), PTR6),
    ("ptr_name_to_addr", (b"4.3.2.1.in-addr.arpa",), a("1.2.3.4")),
    ("ptr_name_to_addr", (PTR6,), a("2001:db8::1")),
    ("count_to_port", (443, UDP), Port.udp(443)),
    ("port_to_count", (Port.udp(53),), 53),
    ("to_port", (b"007/udp",), Port.udp(7)),
    ("is_tcp_port", (Port.tcp(1),), True),
    ("is_icmp_port", (Port.tcp(1),), False),
    ("get_port_transport_proto", (Port.udp(53),), "udp"),
    ("fmt_ftp_port", (a("1.2.3.4"), Port.tcp(258)), b"1,2,3,4,1,2"),
    ("is_local_interface", (a("127.0.0.1"),), True),
]


@pytest.mark.parametrize("name, arguments, expected", CASES)
def test_results(rt, name, arguments, expected) -> None:
    assert rt.call(name, *arguments) == expected
    assert not rt.said


MISTAKES = [
    ("to_addr", (b"not.an.ip",), a("::")),
    ("to_subnet", (b"10.0.0.0/99",), Subnet.parse("::/0")),
    ("to_port", (b"junk",), Port(0)),
    ("to_port", (b"99999/tcp",), Port.tcp(0)),
    ("counts_to_addr", (Vector([1, 2]),), a("::")),
    ("raw_bytes_to_v4_addr", (b"ab",), a("0.0.0.0")),
    ("raw_bytes_to_v6_addr", (b"ab",), a("::")),
    ("ptr_name_to_addr", (b"nonsense",), a("0.0.0.0")),
    ("ptr_name_to_addr", (b"x" * 72,), a("::")),
    ("mask_addr", (a("1.2.3.4"), 40), Subnet.parse("::/0")),
    ("count_to_v4_addr", (2**32,), a("0.0.0.0")),
    ("count_to_port", (70000, UDP), Port.udp(0)),
    ("fmt_ftp_port", (a("::1"), Port.tcp(1)), b""),
    ("preserve_prefix", (a("::1"), 8), None),
    ("preserve_subnet", (Subnet.parse("::/0"),), None),
    ("routing0_data_to_addrs", (bytes(5),), [a("::")]),
]


@pytest.mark.parametrize("name, arguments, expected", MISTAKES)
def test_mistakes_are_told(rt, name, arguments, expected) -> None:
    assert rt.call(name, *arguments) == expected
    assert len(rt.said) == 1
