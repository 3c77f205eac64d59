"""Signed integers where only the value tells the type."""

from __future__ import annotations


class IntVal(int):
    """An `int` that went into `any`: a plain Python int there is a `count`."""

    __slots__ = ()


def to_count64(number: int) -> int:
    """Wrap to 64 bits without a sign."""
    return number & 0xFFFF_FFFF_FFFF_FFFF


def to_int64(number: int) -> int:
    """Wrap to 64 bits with a sign."""
    return ((number + 0x8000_0000_0000_0000) & 0xFFFF_FFFF_FFFF_FFFF) - (
        0x8000_0000_0000_0000
    )
