"""Ports: a number and a transport protocol in one integer."""

from __future__ import annotations

TCP = 0x10000
UDP = 0x20000
ICMP = 0x30000
_NAMES = ("unknown", "tcp", "udp", "icmp")
_MASKS = {"unknown": 0, "tcp": TCP, "udp": UDP, "icmp": ICMP}


class Port(int):
    """`number | mask of the protocol`, which orders by protocol, then number."""

    __slots__ = ()

    @classmethod
    def tcp(cls, number: int) -> Port:
        """`number/tcp`."""
        return cls(number | TCP)

    @classmethod
    def udp(cls, number: int) -> Port:
        """`number/udp`."""
        return cls(number | UDP)

    @classmethod
    def icmp(cls, number: int) -> Port:
        """`number/icmp`, where the number is a message type or code."""
        return cls(number | ICMP)

    @classmethod
    def parse(cls, text: str) -> Port:
        """The port that a text like `80/tcp` means, else ValueError."""
        number, slash, protocol = text.partition("/")
        if not slash or protocol not in _MASKS or not number.isdigit():
            raise ValueError(f"not a port: {text}")
        if int(number) > 0xFFFF:
            raise ValueError(f"bad port number {number}")
        return cls(int(number) | _MASKS[protocol])

    @property
    def number(self) -> int:
        """The number alone."""
        return self & 0xFFFF

    @property
    def protocol(self) -> str:
        """`tcp`, `udp`, `icmp` or `unknown`."""
        return _NAMES[self >> 16]

    def __str__(self) -> str:
        return f"{self & 0xFFFF}/{_NAMES[self >> 16]}"

    def __repr__(self) -> str:
        return f"Port.parse({str(self)!r})"
