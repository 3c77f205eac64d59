"""Walks over elements that come and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.clustered import Clusters
from pyzeek.values.clustered_walk import Walk


def clusters_of(numbers) -> Clusters:
    clusters = Clusters()
    for number in numbers:
        clusters.insert(number, number * 31)
    return clusters


def test_each_element_comes_once() -> None:
    clusters = clusters_of(range(40))
    walk = Walk(clusters, bool)
    found = []
    while walk:
        found.append(walk.pop())
    assert found == clusters.keys() and not clusters.walks
    with pytest.raises(IndexError):
        walk.pop()
    assert not Walk(Clusters(), bool)


@given(st.sets(st.integers(0, 200), max_size=80), st.data())
def test_elements_may_go_meanwhile(numbers, data) -> None:
    clusters = clusters_of(numbers)
    walk, found = Walk(clusters, bool), []
    while walk:
        number = walk.pop()
        found.append(number)
        if data.draw(st.booleans()):
            clusters.remove(number, number * 31)
    assert sorted(found) == sorted(numbers)


@given(st.sets(st.integers(0, 100), min_size=1, max_size=40), st.data())
def test_elements_may_come_meanwhile(numbers, data) -> None:
    clusters = clusters_of(numbers)
    walk, found, more = Walk(clusters, bool), [], iter(range(1000, 1020))
    while walk:
        found.append(walk.pop())
        number = next(more, None)
        if number is not None and data.draw(st.booleans()):
            clusters.insert(number, number * 31)
    assert set(found) <= set(clusters.keys())
