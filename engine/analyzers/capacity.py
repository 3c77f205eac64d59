"""How the memory grows in which binpac, and so Zeek, collects a message."""

from __future__ import annotations

from .contract import ParseError

_MIN = 512
_MAX = 10 * 1024 * 1024

CONTRACT_FROM = 2 * 1024 * 1024
"""Memory of this size is not kept for the next message."""


def expanded(needed: int, capacity: int) -> int:
    """The next capacity that holds so much; ParseError if there may be none."""
    grown = max(needed, _MIN, 2 * capacity)
    if grown > _MAX:
        raise ParseError(
            "Binpac exception: binpac exception: flowbuffer allocation failed: "
            f"expand past max capacity {grown}/{_MAX}"
        )
    return grown


def contracted(capacity: int) -> int:
    """The capacity that is left when the next message begins."""
    return _MIN if capacity >= CONTRACT_FROM else capacity
