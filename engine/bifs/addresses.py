"""Addresses, subnets and ports."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..values.addr import UNSPECIFIED, V4_PREFIX, Addr
from ..values.enum import EnumVal
from ..values.port import ICMP, TCP, UDP, Port
from ..values.subnet import Subnet
from ..values.vector import Vector
from .contract import bif, c_string
from .vectors import ADDRS, COUNTS

if TYPE_CHECKING:
    from ..runtime import Runtime

KEPT = 1 << 16
"""How many converted addresses are kept."""

_V4: dict[int, Addr] = {}
_PORTS: defaultdict[EnumVal, dict[int, Port]] = defaultdict(dict)
"""Values made before: an address that is met again has its hash already."""

NO_SUBNET = Subnet(UNSPECIFIED, 0)
_PTR4 = re.compile(
    rb"\s*(-?\d+)\.\s*(-?\d+)\.\s*(-?\d+)\.\s*(-?\d+)\.in-addr\.arpa\s*$"
)
_PTR6 = re.compile(rb"(?:[0-9a-fA-F]\.){32}ip6\.arpa$")


@bif("to_addr", runtime=True)
def to_addr(rt: Runtime, text: bytes) -> Addr:
    """The address that a text means; `::` with an error if none."""
    try:
        return Addr.parse(text.decode("ascii"))
    except ValueError:
        rt.reporter.builtin_error("failed converting string to IP address", text)
        return UNSPECIFIED


@bif("to_subnet", runtime=True)
def to_subnet(rt: Runtime, text: bytes) -> Subnet:
    """The subnet that a text means; `::/0` with an error if none."""
    try:
        return Subnet.parse(text.decode("ascii"))
    except ValueError:
        rt.reporter.builtin_error("failed converting string to IP prefix", text)
        return NO_SUBNET


@bif("is_valid_ip")
def is_valid_ip(text: bytes) -> bool:
    """Whether the text is an address."""
    try:
        Addr.parse(text.decode("ascii"))
    except ValueError:
        return False
    return True


@bif("is_valid_subnet")
def is_valid_subnet(text: bytes) -> bool:
    """Whether the text is a subnet."""
    try:
        Subnet.parse(text.decode("ascii"))
    except ValueError:
        return False
    return True


@bif("is_v4_addr")
def is_v4_addr(addr: Addr) -> bool:
    """Whether it is an IPv4 address."""
    return addr[:12] == V4_PREFIX


@bif("is_v6_addr")
def is_v6_addr(addr: Addr) -> bool:
    """Whether it is an IPv6 address."""
    return addr[:12] != V4_PREFIX


@bif("is_v4_subnet")
def is_v4_subnet(net: Subnet) -> bool:
    """Whether it is one of IPv4."""
    return net.is_v4


@bif("is_v6_subnet")
def is_v6_subnet(net: Subnet) -> bool:
    """Whether it is one of IPv6."""
    return not net.is_v4


@bif("addr_to_subnet")
def addr_to_subnet(addr: Addr) -> Subnet:
    """The subnet of that address alone."""
    return Subnet(addr, 128)


@bif("subnet_to_addr")
def subnet_to_addr(net: Subnet) -> Addr:
    """Its first address."""
    return net.prefix


@bif("subnet_width")
def subnet_width(net: Subnet) -> int:
    """The length of its prefix."""
    return net.width


@bif("mask_addr", runtime=True)
def mask_addr(rt: Runtime, addr: Addr, bits: int) -> Subnet:
    """The subnet of the first bits of an address."""
    if bits > addr.family_bits:
        family = 4 if addr.is_v4 else 6
        rt.reporter.error(f"Bad IPAddr(v{family}) IPPrefix length : {bits}")
        return NO_SUBNET
    return Subnet.of(addr, bits)


@bif("remask_addr")
def remask_addr(a: Addr, b: Addr, bits: int) -> Addr:
    """The first bits (of 128) of one address and the others of another."""
    low = (1 << max(0, 128 - bits)) - 1
    number = int.from_bytes(a, "big") & ~low | int.from_bytes(b, "big") & low
    return Addr(number.to_bytes(16, "big"))


@bif("addr_to_counts")
def addr_to_counts(addr: Addr) -> Vector:
    """One 32-bit number for IPv4, four for IPv6."""
    raw = addr.packed()
    return Vector(struct.unpack(f">{len(raw) // 4}I", raw), COUNTS)


@bif("counts_to_addr", runtime=True)
def counts_to_addr(rt: Runtime, counts: Vector) -> Addr:
    """The address of one or four 32-bit numbers."""
    words = [c & 0xFFFF_FFFF for c in counts]
    if len(words) == 1:
        return Addr.from_int(words[0])
    if len(words) == 4:
        return Addr(struct.pack(">4I", *words))
    rt.reporter.builtin_error("invalid vector size", counts)
    return UNSPECIFIED


@bif("count_to_v4_addr", made=True)
def count_to_v4_addr(rt: Runtime) -> Callable[[int], Addr]:
    """The IPv4 address of a 32-bit number."""
    known = _V4.get

    def convert(number: int) -> Addr:
        return known(number) or _new_v4(rt, number)

    return convert


def _new_v4(rt: Runtime, number: int) -> Addr:
    if number > 0xFFFF_FFFF:
        message = "conversion of non-IPv4 count to addr"
        rt.reporter.builtin_error(message, number)
        return Addr.from_int(0)
    if len(_V4) == KEPT:
        _V4.clear()
    made = _V4[number] = Addr(V4_PREFIX + number.to_bytes(4, "big"))
    return made


@bif("raw_bytes_to_v4_addr", runtime=True)
def raw_bytes_to_v4_addr(rt: Runtime, text: bytes) -> Addr:
    """The IPv4 address of four bytes."""
    if len(text) < 4:
        message = "too short a string as input to raw_bytes_to_v4_addr()"
        rt.reporter.builtin_error(message)
        return Addr.from_int(0)
    return Addr.v4(text[:4])


@bif("raw_bytes_to_v6_addr", runtime=True)
def raw_bytes_to_v6_addr(rt: Runtime, text: bytes) -> Addr:
    """The address of sixteen bytes."""
    if len(text) < 16:
        message = "too short a string as input to raw_bytes_to_v6_addr()"
        rt.reporter.builtin_error(message)
        return UNSPECIFIED
    return Addr(text[:16])


@bif("routing0_data_to_addrs", runtime=True)
def routing0_data_to_addrs(rt: Runtime, text: bytes) -> Vector:
    """The addresses in the data of an IPv6 type 0 routing header."""
    if (len(text) - 4) % 16:
        rt.reporter.warning(f"Bad ip6_routing data length: {len(text)}")
    chunks = [text[i : i + 16] for i in range(4, len(text), 16)]
    return Vector([Addr(c.ljust(16, b"\0")) for c in chunks], ADDRS)


@bif("addr_to_ptr_name")
def addr_to_ptr_name(addr: Addr) -> bytes:
    """The name for a reverse lookup."""
    if addr.is_v4:
        return b"%d.%d.%d.%d.in-addr.arpa" % tuple(addr[:11:-1])
    return ".".join(addr.hex()[::-1]).encode() + b".ip6.arpa"


@bif("ptr_name_to_addr", runtime=True)
def ptr_name_to_addr(rt: Runtime, name: bytes) -> Addr:
    """The address of a reverse lookup's name."""
    if len(name) == 72:
        if _PTR6.match(name):
            return Addr(bytes.fromhex(name[:63:2][::-1].decode()))
        rt.reporter.builtin_error("bad PTR name", name)
        return UNSPECIFIED
    match = _PTR4.match(c_string(rt, name))
    if match is None:
        rt.reporter.builtin_error("bad PTR name", name)
        return Addr.from_int(0)
    a, b, c, d = (int(g) for g in match.groups())
    return Addr.from_int((d << 24 | c << 16 | b << 8 | a) & 0xFFFF_FFFF)


@bif("count_to_port", made=True)
def count_to_port(rt: Runtime) -> Callable[[int, EnumVal], Port]:
    """The port of a number and a transport protocol."""
    known = _PORTS

    def convert(number: int, protocol: EnumVal) -> Port:
        try:
            return known[protocol][number]
        except KeyError:
            return _new_port(rt, number, protocol)

    return convert


def _new_port(rt: Runtime, number: int, protocol: EnumVal) -> Port:
    if number > 0xFFFF:
        rt.reporter.warning(f"bad port number {number}")
        return Port(protocol.value << 16)
    made = _PORTS[protocol][number] = Port(number | protocol.value << 16)
    return made


@bif("port_to_count")
def port_to_count(port: Port) -> int:
    """The number of a port."""
    return port & 0xFFFF


@bif("to_port", runtime=True)
def to_port(rt: Runtime, text: bytes) -> Port:
    """The port that a text like `80/tcp` means."""
    number = 0
    if 0 < len(text) < 10:
        match = re.match(rb"\s*([+-]?\d+)?(.*)", c_string(rt, text), re.S)
        assert match is not None
        number = int(match[1] or 0)
        mask = {b"tcp": TCP, b"udp": UDP, b"icmp": ICMP}.get(match[2][1:])
        if mask is not None:
            return checked_port(rt, number, mask)
    wrong = r"wrong port format, must be /[0-9]{1,5}\/(tcp|udp|icmp)/"
    rt.reporter.builtin_error(wrong)
    return checked_port(rt, number, 0)


def checked_port(rt: Runtime, number: int, mask: int) -> Port:
    """A port; a number that is too high becomes 0 with a warning."""
    if not 0 <= number <= 0xFFFF:
        rt.reporter.warning(f"bad port number {number & 0xFFFF_FFFF}")
        number = 0
    return Port(number | mask)


@bif("is_tcp_port")
def is_tcp_port(port: Port) -> bool:
    """Whether it is one of TCP."""
    return port >> 16 == 1


@bif("is_udp_port")
def is_udp_port(port: Port) -> bool:
    """Whether it is one of UDP."""
    return port >> 16 == 2


@bif("is_icmp_port")
def is_icmp_port(port: Port) -> bool:
    """Whether it is one of ICMP."""
    return port >> 16 == 3


_PROTOCOLS = ("unknown_transport", "tcp", "udp", "icmp")


@bif("get_port_transport_proto", runtime=True)
def get_port_transport_proto(rt: Runtime, port: Port) -> EnumVal:
    """The transport protocol of a port."""
    found: EnumVal = rt.enum(_PROTOCOLS[port >> 16])
    return found


@bif("is_local_interface")
def is_local_interface(addr: Addr) -> bool:
    """Whether the address is one of this machine."""
    if addr == Addr.parse("::1") or addr.is_v4 and addr[12] == 127:
        return True
    import socket

    try:
        found = socket.getaddrinfo(socket.gethostname(), None)
    except OSError:
        return False
    return str(addr) in {str(info[4][0]) for info in found}


@bif("fmt_ftp_port", runtime=True)
def fmt_ftp_port(rt: Runtime, addr: Addr, port: Port) -> bytes:
    """An address and a port as FTP's PORT command takes them."""
    if not addr.is_v4:
        rt.reporter.builtin_error(
            "conversion of non-IPv4 address in fmt_ftp_port", addr
        )
        return b""
    return b"%d,%d,%d,%d,%d,%d" % (*addr[12:], port.number >> 8, port.number & 0xFF)
