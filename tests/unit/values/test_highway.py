"""HighwayHash."""

from pyzeek.values.highway import highway128

KEY = bytes(range(32))


def test_known_values() -> None:
    """Those of the algorithm's own description, for bytes 0, 1, 2 ... ."""
    assert highway128(KEY, b"") == (0x0FED268F9D8FFEC7, 0x33565E767F093E6F)


def test_every_length_counts() -> None:
    found = {highway128(KEY, bytes(range(size))) for size in range(70)}
    assert len(found) == 70
    assert highway128(KEY[::-1], b"") not in found
