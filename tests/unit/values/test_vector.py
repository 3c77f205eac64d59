"""Vectors: holes, growth, slices, selection."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.diagnostics import ZeekError
from pyzeek.typesystem.types import COUNT, VectorType
from pyzeek.values.vector import Vector


def test_assigning_beyond_the_end_leaves_holes() -> None:
    v = Vector()
    v.assign(3, 33)
    assert v == [None, None, None, 33] and list(v.filled()) == [(3, 33)]
    assert [v.has(i) for i in (0, 3, 4, -1)] == [False, True, False, False]
    v.assign(4, 5)
    v.assign(-1, 6)
    assert v[4] == 6


@pytest.mark.parametrize("index", [0, 9, -9])
def test_reading_what_is_not_there(index: int) -> None:
    v = Vector([None, 1])
    with pytest.raises(ZeekError, match="no such index"):
        v.at(index)


def test_assigning_before_the_beginning_or_far_away() -> None:
    for index in (-1, 1 << 40):
        with pytest.raises(ZeekError):
            Vector().assign(index, 1)


@given(st.lists(st.integers()), st.integers(-9, 9), st.integers(-9, 9))
def test_slices_stay_inside(items: list[int], start: int, end: int) -> None:
    v = Vector(items, VectorType(COUNT))
    part = v.slice(start, end)
    assert part.type is v.type
    if start >= 0 and end >= 0:
        assert part == items[start:end]
    v.assign_slice(start, end, part)
    assert v == items


def test_selection_by_places_and_by_flags() -> None:
    v = Vector("abcd")
    assert v.select(Vector([3, 0, 0])) == ["d", "a", "a"]
    assert v.select(Vector([True, False, True, False])) == [None, "a", None, "c"]
    with pytest.raises(ZeekError, match="size mismatch"):
        v.select(Vector([True]))


def test_hash_and_pickle() -> None:
    v = Vector([1, None], VectorType(COUNT))
    assert hash(v) == hash(Vector([1, None]))
    again = pickle.loads(pickle.dumps(v))
    assert again == v and str(again.type) == "vector of count"
