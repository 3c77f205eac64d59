"""Subnets: a masked prefix and its length."""

from __future__ import annotations

from .addr import V4_PREFIX, Addr


class Subnet:
    """`prefix/length`; `length` counts from the left of all 128 bits."""

    __slots__ = ("prefix", "length", "shift", "bits")

    prefix: Addr
    length: int

    def __init__(self, addr: bytes, length: int):
        self.length = length
        self.shift = 128 - length
        self.bits = int.from_bytes(addr, "big") >> self.shift
        self.prefix = Addr((self.bits << self.shift).to_bytes(16, "big"))

    @classmethod
    def of(cls, addr: Addr, width: int) -> Subnet:
        """`addr/width`, the width counted as the address family does.

        ValueError if the family has fewer bits.
        """
        bits = addr.family_bits
        if not 0 <= width <= bits:
            family = "IPv4" if bits == 32 else "IPv6"
            raise ValueError(f"bad {family} subnet prefix length: {width}")
        return cls(addr, width + 128 - bits)

    @classmethod
    def parse(cls, text: str) -> Subnet:
        """The subnet that a text like `10.0.0.0/8` means, else ValueError."""
        addr, slash, width = text.rpartition("/")
        if not slash or not (width.isascii() and width.isdigit()):
            raise ValueError(f"not a subnet: {text}")
        length = int(width)
        if ":" not in addr:
            return cls.of(Addr.parse(addr), length)
        if length > 128:
            raise ValueError(f"bad IPv6 subnet prefix length: {length}")
        return cls(Addr.parse(addr), length)

    @property
    def is_v4(self) -> bool:
        """True if the prefix is one of IPv4."""
        return self.length >= 96 and self.prefix[:12] == V4_PREFIX

    @property
    def width(self) -> int:
        """The length as the address family counts it."""
        return self.length - 96 if self.is_v4 else self.length

    @property
    def size(self) -> float:
        """The number of addresses, `|s|`."""
        return float(1 << self.shift)

    def __contains__(self, addr: bytes) -> bool:
        return int.from_bytes(addr, "big") >> self.shift == self.bits

    def covers(self, other: Subnet) -> bool:
        """True if every address of the other lies in this one."""
        return other.length >= self.length and other.prefix in self

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Subnet)
            and self.bits == other.bits
            and self.length == other.length
        )

    def __hash__(self) -> int:
        return hash((self.bits, self.length))

    def __str__(self) -> str:
        return f"{self.prefix}/{self.width}"

    def __repr__(self) -> str:
        return f"Subnet.parse({str(self)!r})"

    def __reduce__(self) -> tuple[type[Subnet], tuple[bytes, int]]:
        return Subnet, (bytes(self.prefix), self.length)
