"""Short texts for numbers."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.base62 import DIGITS, base62


def test_digits_come_lowest_first() -> None:
    assert base62(0) == b"0"
    assert base62(61) == b"Z"
    assert base62(62 + 10) == b"a1"
    assert base62(62) == b"01"
    assert base62(62**3) == b"0001"


def value(text: bytes) -> int:
    return sum(DIGITS.index(digit) * 62**place for place, digit in enumerate(text))


@given(st.integers(0, 2**64 - 1))
def test_digits_say_the_number(number: int) -> None:
    text = base62(number)
    assert value(text) == number
    assert len(text) == 1 or text[-1:] != b"0"
