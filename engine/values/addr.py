"""IPv4 and IPv6 addresses: sixteen bytes, which hash, compare and sort natively."""

from __future__ import annotations

V4_PREFIX = bytes(10) + b"\xff\xff"
"""What stands before the four bytes of an IPv4 address."""


class Addr(bytes):
    """An address in network order; IPv4 is stored as `::ffff:a.b.c.d`."""

    __slots__ = ()

    @classmethod
    def v4(cls, four: bytes) -> Addr:
        """The IPv4 address of four bytes."""
        return cls(V4_PREFIX + four)

    @classmethod
    def from_int(cls, number: int) -> Addr:
        """The IPv4 address of a 32-bit number in host order."""
        return cls(V4_PREFIX + number.to_bytes(4, "big"))

    @classmethod
    def parse(cls, text: str) -> Addr:
        """The address that a text means; ValueError if it means none."""
        if ":" in text:
            return cls(_parse_v6(text))
        return cls(V4_PREFIX + _parse_v4(text))

    @property
    def is_v4(self) -> bool:
        """True of IPv4, also when written as `::ffff:a.b.c.d`."""
        return self[:12] == V4_PREFIX

    @property
    def family_bits(self) -> int:
        """32 or 128, which is also `|a|`."""
        return 32 if self[:12] == V4_PREFIX else 128

    def packed(self) -> bytes:
        """Four or sixteen bytes."""
        return bytes(self[12:] if self.is_v4 else self)

    def __str__(self) -> str:
        if self[:12] == V4_PREFIX:
            return f"{self[12]}.{self[13]}.{self[14]}.{self[15]}"
        return _format_v6(self)

    def __repr__(self) -> str:
        return f"Addr.parse({str(self)!r})"

    def __reduce__(self) -> tuple[type[Addr], tuple[bytes]]:
        return Addr, (bytes(self),)


UNSPECIFIED = Addr(16)
"""`::`, what failed conversions give."""


def _parse_v4(text: str) -> bytes:
    parts = text.split(".")
    if len(parts) != 4:
        raise ValueError(f"not an address: {text}")
    octets = []
    for part in parts:
        if not (part.isascii() and part.isdigit()) or int(part) > 255:
            raise ValueError(f"not an address: {text}")
        octets.append(int(part))
    return bytes(octets)


def _parse_v6(text: str) -> bytes:
    head, gap, tail = text.partition("::")
    left, right = _groups(head, not gap), _groups(tail, True)
    missing = 16 - len(left) - len(right)
    if missing < 0 or (missing and not gap) or (gap and missing < 2):
        raise ValueError(f"not an address: {text}")
    return left + bytes(missing) + right


def _groups(text: str, last: bool) -> bytes:
    if not text:
        return b""
    out = bytearray()
    parts = text.split(":")
    for i, part in enumerate(parts):
        if "." in part and last and i == len(parts) - 1:
            out += _parse_v4(part)
        elif 0 < len(part) <= 4 and all(c in "0123456789abcdefABCDEF" for c in part):
            out += int(part, 16).to_bytes(2, "big")
        else:
            raise ValueError(f"not an address: {text}")
    return bytes(out)


def _format_v6(raw: bytes) -> str:
    groups = [raw[i] << 8 | raw[i + 1] for i in range(0, 16, 2)]
    start, length = _longest_zeros(groups)
    if start == 0 and length == 6 and groups[6]:
        return f"::{raw[12]}.{raw[13]}.{raw[14]}.{raw[15]}"
    if length < 2:
        return ":".join(f"{g:x}" for g in groups)
    head = ":".join(f"{g:x}" for g in groups[:start])
    tail = ":".join(f"{g:x}" for g in groups[start + length :])
    return f"{head}::{tail}"


def _longest_zeros(groups: list[int]) -> tuple[int, int]:
    best, start, run = (0, 0), 0, 0
    for i, group in enumerate(groups):
        if group:
            run = 0
            continue
        start = i if run == 0 else start
        run += 1
        if run > best[1]:
            best = (start, run)
    return best
