"""The Internet checksum (RFC 1071) of one packet; `columns` does many at once."""

from __future__ import annotations


def is_valid(data: bytes, pseudo: bytes = b"") -> bool:
    """Whether data that contains its own checksum adds up.

    The one's complement sum of 16-bit words is the number itself modulo 65535.
    """
    if len(data) & 1:
        data += b"\0"
    total = int.from_bytes(pseudo + data, "big")
    return total != 0 and total % 0xFFFF == 0


def pseudo_header(src: bytes, dst: bytes, protocol: int, length: int) -> bytes:
    """What TCP, UDP and ICMPv6 add up besides their own bytes (RFC 9293, 8200)."""
    if len(src) == 4:
        return src + dst + bytes((0, protocol)) + length.to_bytes(2, "big")
    return src + dst + length.to_bytes(4, "big") + bytes((0, 0, 0, protocol))
