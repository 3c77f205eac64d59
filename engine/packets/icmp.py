"""Which ICMP message answers which (RFC 792, 950, 1256, 4443, 4861)."""

from __future__ import annotations

V4_ANSWERS = {8: 0, 0: 8, 13: 14, 14: 13, 15: 16, 16: 15, 10: 9, 9: 10, 17: 18, 18: 17}

V6_ANSWERS = {
    128: 129,
    129: 128,
    133: 134,
    134: 133,
    135: 136,
    136: 135,
    130: 131,
    131: 130,
    139: 140,
    140: 139,
    144: 145,
    145: 144,
}


def counterpart(v6: bool, kind: int, code: int) -> tuple[int, bool]:
    """The answering type, or the code itself where messages go one way only."""
    answer = (V6_ANSWERS if v6 else V4_ANSWERS).get(kind)
    return (code, True) if answer is None else (answer, False)
