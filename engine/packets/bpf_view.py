"""A captured frame as packet filters see it: where its headers lie."""

from __future__ import annotations

from collections.abc import Callable

IPV4, IPV6, ARP, RARP = 0x0800, 0x86DD, 0x0806, 0x8035
TAGS = (0x8100, 0x88A8, 0x9100)
TCP, UDP, SCTP = 6, 17, 132
WITH_PORTS = (TCP, UDP, SCTP)

Start = tuple[int, int]
"The protocol that follows the link layer, by its Ethernet type, and where it begins."


def _ethernet(data: bytes) -> Start:
    return int.from_bytes(data[12:14], "big"), 14


def _version(data: bytes, at: int) -> Start:
    version = data[at] >> 4 if len(data) > at else 0
    return {4: IPV4, 6: IPV6}.get(version, 0), at


def _raw(data: bytes) -> Start:
    return _version(data, 0)


def _null(data: bytes) -> Start:
    return _version(data, 4)


def _sll(data: bytes) -> Start:
    return int.from_bytes(data[14:16], "big"), 16


def _sll2(data: bytes) -> Start:
    return int.from_bytes(data[0:2], "big"), 20


def _ppp(data: bytes) -> Start:
    start = 4 if data[:2] == b"\xff\x03" else 2
    protocol = int.from_bytes(data[start - 2 : start], "big")
    return {0x21: IPV4, 0x57: IPV6}.get(protocol, protocol), start


ETHERNET = 1
LINKS: dict[int, Callable[[bytes], Start]] = {
    0: _null,
    ETHERNET: _ethernet,
    9: _ppp,
    12: _raw,
    14: _raw,
    50: _ppp,
    101: _raw,
    108: _null,
    113: _sll,
    228: _raw,
    229: _raw,
    276: _sll2,
}
"By link type; what is not here cannot be filtered."


class View:
    """One frame below so many VLAN tags."""

    __slots__ = ("data", "length", "link", "ethertype", "l3", "proto", "l4", "first")

    def __init__(self, link: int, data: bytes, length: int, tags: int):
        self.data = data
        self.length = length
        self.link = link
        find = LINKS.get(link)
        self.ethertype, self.l3 = find(data) if find else (-1, 0)
        for _ in range(tags):
            self.ethertype = int.from_bytes(data[self.l3 + 2 : self.l3 + 4], "big")
            self.l3 += 4
        self.proto = -1
        "The protocol inside of IP; -1 if there is none."
        self.l4 = 0
        self.first = True
        "Whether this is a whole packet or the first fragment of one."
        if self.ethertype == IPV4 and len(data) >= self.l3 + 20:
            self.proto = data[self.l3 + 9]
            self.l4 = self.l3 + 4 * (data[self.l3] & 15)
            self.first = not int.from_bytes(data[self.l3 + 6 : self.l3 + 8]) & 0x1FFF
        elif self.ethertype == IPV6 and len(data) >= self.l3 + 40:
            self.proto = data[self.l3 + 6]
            self.l4 = self.l3 + 40

    def address(self, source: bool) -> bytes:
        """The address of a side, of IP or ARP; empty without one."""
        l3 = self.l3
        if self.ethertype == IPV4:
            start, size = l3 + (12 if source else 16), 4
        elif self.ethertype == IPV6:
            start, size = l3 + (8 if source else 24), 16
        elif self.ethertype in (ARP, RARP):
            start, size = l3 + (14 if source else 24), 4
        else:
            return b""
        found = self.data[start : start + size]
        return found if len(found) == size else b""

    def hardware(self, source: bool) -> bytes:
        """The Ethernet address of a side."""
        if self.link != ETHERNET:
            return b""
        return self.data[6:12] if source else self.data[:6]

    def port(self, source: bool) -> int:
        """The port of a side; -1 without one."""
        if not self.first or self.proto not in WITH_PORTS:
            return -1
        start = self.l4 + (0 if source else 2)
        found = self.data[start : start + 2]
        return int.from_bytes(found, "big") if len(found) == 2 else -1
