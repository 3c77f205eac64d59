"""Short texts for numbers."""

from pyzeek.values.base62 import base62


def test_digits_come_lowest_first() -> None:
    assert base62(0) == b""
    assert base62(61) == b"Z"
    assert base62(62 + 10) == b"a1"
