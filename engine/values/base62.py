"""Numbers as the short texts that identify connections and files."""

from __future__ import annotations

DIGITS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

BASE = len(DIGITS)
PAIRS = [bytes((low, high)) for high in DIGITS for low in DIGITS]
"All numbers of two digits."


def base62(number: int) -> bytes:
    """A number's digits, lowest first."""
    pairs = []
    while number >= BASE:
        number, pair = divmod(number, BASE * BASE)
        pairs.append(PAIRS[pair])
        if not number:
            return b"".join(pairs)
    return b"".join(pairs) + DIGITS[number : number + 1]
