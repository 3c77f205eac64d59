"""Zeek's clusters of elements."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.clustered import Clusters

CHANGES = st.lists(st.tuples(st.booleans(), st.integers(0, 60)), max_size=300)


def check(clusters: Clusters) -> None:
    """What holds of the places: buckets in order, elements not before theirs."""
    before = -1
    for place, entry in enumerate(clusters.places):
        if entry is None:
            before = -1
            continue
        bucket = place - entry.distance
        assert 0 <= bucket and before <= bucket
        assert before >= 0 or entry.distance == 0
        before = bucket


@given(CHANGES)
def test_elements_come_and_go(changes) -> None:
    clusters, there = Clusters(), set()
    for comes, number in changes:
        if comes and number not in there:
            clusters.insert(number, number * 7919)
            there.add(number)
        elif not comes:
            clusters.remove(number, number * 7919)
            there.discard(number)
        check(clusters)
        assert sorted(clusters.keys()) == sorted(there)


@given(st.lists(st.integers(0, 2**32 - 1), unique=True, max_size=400))
def test_elements_stand_in_their_buckets_in_the_end(numbers) -> None:
    clusters = Clusters()
    for number in numbers:
        clusters.insert(number, number)
    while clusters.remap_end >= 0:
        clusters._remap()
    buckets = [clusters._bucket(e) for e in clusters.places if e is not None]
    assert buckets == sorted(buckets) and len(buckets) == len(numbers)


def test_elements_of_one_bucket_stand_side_by_side() -> None:
    clusters = Clusters()
    for key in "abcdefgh":
        clusters.insert(key, 0)
    assert "".join(clusters.keys()) == "abcdefgh"
    clusters.remove("c", 0)
    # the last one fills the gap
    assert "".join(clusters.keys()) == "abhdefg"


def test_nothing_moves_while_a_loop_goes_on() -> None:
    moving, held = Clusters(), Clusters()
    held.held = True
    for number in range(12):
        moving.insert(number, number)
        held.insert(number, number)
    assert moving.remap_end < 0 <= held.remap_end
    held.remove(3, 3)
    assert 3 not in held.keys()
