"""Wrapping at 64 bits."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.integer import IntVal, to_count64, to_int64


@given(st.integers(-(2**70), 2**70))
def test_wrapping(number: int) -> None:
    assert 0 <= to_count64(number) < 2**64
    assert -(2**63) <= to_int64(number) < 2**63
    assert (to_count64(number) - number) % 2**64 == 0
    assert (to_int64(number) - number) % 2**64 == 0


def test_int_values_are_integers() -> None:
    assert IntVal(5) == 5 and {IntVal(5): 1}[5] == 1
