"""Tests of randomness."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.entropy import Entropy


def test_known_values() -> None:
    e = Entropy()
    e.add(b"hello world")
    expected = (2.845351, 431.181818, 101.454545, 4.0, -0.253939)
    assert e.result() == pytest.approx(expected, abs=1e-6)
    flat = Entropy()
    flat.add(b"aaaa")
    assert flat.result() == (0.0, 1020.0, 97.0, 0.0, -100000.0)


@given(st.lists(st.binary(), max_size=5))
def test_pieces_make_no_difference(pieces: list[bytes]) -> None:
    whole, parts = Entropy(), Entropy()
    whole.add(b"".join(pieces))
    for piece in pieces:
        parts.add(piece)
    for a, b in zip(whole.result(), parts.clone().result(), strict=True):
        assert a == b or math.isnan(a) and math.isnan(b)
