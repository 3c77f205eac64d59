"""Numbers as the short texts that identify connections and files."""

from __future__ import annotations

DIGITS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def base62(number: int) -> bytes:
    """A number's digits, lowest first."""
    digits = bytearray()
    while number:
        number, digit = divmod(number, 62)
        digits.append(DIGITS[digit])
    return bytes(digits)
