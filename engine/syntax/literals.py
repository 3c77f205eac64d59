"""What literals mean: numbers, intervals, addresses, subnets, ports, strings.

Each function takes the text of a literal and gives its value in the form that
`nodes.Constant` describes. Text that the lexer lets through but that means
nothing raises `LiteralError` with Zeek's message.
"""

from __future__ import annotations

import re

UNITS = {
    "usec": 1e-6,
    "msec": 1e-3,
    "sec": 1.0,
    "min": 60.0,
    "hr": 3600.0,
    "day": 86400.0,
}
TRANSPORTS = {
    "tcp": (0x10000, 65535),
    "udp": (0x20000, 65535),
    "icmp": (0x30000, 255),
    "unknown": (0, 255),
}
V4_PREFIX = bytes(10) + b"\xff\xff"
SIMPLE_ESCAPES = {
    "a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13,
}  # fmt: skip
ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|([^\r\n]))")
DURATION = re.compile(r"([0-9.]+(?:[eE][-+]?[0-9]+)?)[ \t]*([a-z]+)")
LARGEST_COUNT = 2**64 - 1
MOST_DIGITS = len(str(LARGEST_COUNT))
NUL_MESSAGE = "strings cannot contain NUL bytes - use a \\x00 escape sequence instead"


class LiteralError(Exception):
    """A literal without a meaning; `value` stands in for it."""

    def __init__(self, message: str, value: object, *, fatal: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.value = value
        self.fatal = fatal


def count(text: str) -> int:
    """`42`, `0x2a`; too large a number becomes the largest."""
    return min(int(text, 16) if text[:2] == "0x" else _number(text), LARGEST_COUNT)


def _number(digits: str) -> int:
    """A decimal number; one with more digits than any count has is the largest."""
    digits = digits.lstrip("0")
    return int(digits or "0") if len(digits) <= MOST_DIGITS else LARGEST_COUNT


def interval(text: str) -> float:
    """`1.5 min` in seconds."""
    found = DURATION.fullmatch(text)
    assert found, text
    return float(found[1]) * UNITS[found[2].rstrip("s")]


def port(text: str) -> int:
    """`80/tcp` as number and transport in one."""
    digits, _, transport = text.partition("/")
    mask, largest = TRANSPORTS[transport]
    number = _number(digits)
    if number > largest:
        raise LiteralError(f"bad port number - {text}", mask)
    return number + mask


def addr(text: str) -> bytes:
    """`10.0.0.1`, `[2001:db8::1]` as 16 bytes."""
    plain = text.strip("[]").removeprefix("0x")
    packed = _packed(plain)
    if packed is None:
        raise LiteralError(f"Bad IP address: {plain}", bytes(16))
    return packed


def _packed(text: str) -> bytes | None:
    try:
        if ":" in text:
            import socket

            return socket.inet_pton(socket.AF_INET6, text)
        parts = [_number(part) for part in text.split(".")]
        return V4_PREFIX + bytes(parts)
    except (OSError, ValueError):
        return None


def subnet(text: str) -> tuple[bytes, int]:
    """`10.0.0.0/8`, `[2001:db8::]/32` as masked prefix and width up to 128."""
    address, _, digits = text.partition("/")
    address = address.strip()
    packed = addr(address)
    width = _number(digits)
    version, largest = ("v6", 128) if address[0] == "[" else ("v4", 32)
    if width > largest:
        message = f"Bad IPAddr({version}) IPPrefix length : {width}"
        raise LiteralError(message, (bytes(16), 0))
    if version == "v4":
        width += 96
    kept = int.from_bytes(packed, "big") >> (128 - width) << (128 - width)
    return kept.to_bytes(16, "big"), width


def string(text: str) -> bytes:
    r"""`"a\n"` as the bytes it stands for."""
    body = text[1:-1]
    if "\0" in body:
        raise LiteralError(NUL_MESSAGE, b"", fatal=True)
    if "\\" in body:
        body = ESCAPE.sub(_unescape, body)
    return body.encode("latin-1")


def _unescape(found: re.Match[str]) -> str:
    octal, digits, other = found.groups()
    if octal:
        return chr(int(octal, 8) & 0xFF)
    if digits:
        return chr(int(digits, 16))
    if other == "x":
        rest = found.string[found.end() :]
        raise LiteralError(f'bad hexadecimal escape: {rest}"', b"")
    code = SIMPLE_ESCAPES.get(other)
    return other if code is None else chr(code)


def pattern(text: str) -> tuple[str, str]:
    """`/x/i` as the text between the slashes and the flags."""
    end = text.rindex("/")
    return text[1:end], text[end + 1 :]
