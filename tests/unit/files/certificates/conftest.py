"""Certificates made by hand."""

from __future__ import annotations


def der(tag: int, *parts: bytes) -> bytes:
    """An element with this content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def oid(text: str) -> bytes:
    """An object identifier."""
    first, second, *rest = map(int, text.split("."))
    out = bytearray()
    for number in (40 * first + second, *rest):
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(number & 0x7F | 0x80)
        out += bytes(reversed(digits))
    return der(6, bytes(out))


def number(value: int) -> bytes:
    """A number."""
    return der(2, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def part(kind: str, value: bytes, tag: int = 0x0C) -> bytes:
    """One part of a name."""
    return der(0x31, der(0x30, oid(kind), der(tag, value)))


NAME = der(0x30, part("2.5.4.6", b"DE"), part("2.5.4.3", b"a, b"))
RSA = der(0x30, oid("1.2.840.113549.1.1.1"), b"\5\0")
SHA256 = der(0x30, oid("1.2.840.113549.1.1.11"), b"\5\0")
RSA_KEY = der(0x30, number(1 << 2047 | 1), number(65537))


def spki(algorithm: bytes = RSA, key: bytes = RSA_KEY) -> bytes:
    """A public key with its algorithm."""
    return der(0x30, algorithm, der(3, b"\0", key))


def extension(kind: str, value: bytes, critical: bool = False) -> bytes:
    """An extension."""
    flag = der(1, b"\xff") if critical else b""
    return der(0x30, oid(kind), flag, der(4, value))


def certificate(*extensions: bytes, key: bytes = b"", name: bytes = NAME) -> bytes:
    """A certificate; its signature is not one."""
    validity = der(0x30, der(0x17, b"250102030405Z"), der(0x18, b"20500102030405Z"))
    body = der(
        0x30,
        der(0xA0, number(2)),
        number(0xCAFE),
        SHA256,
        name,
        validity,
        name,
        key or spki(),
        der(0xA3, der(0x30, *extensions)) if extensions else b"",
    )
    return der(0x30, body, SHA256, der(3, b"\0sig"))
