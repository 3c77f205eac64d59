"""Counting distinct values."""

from pyzeek.values.cardinality import Cardinality


def test_small_counts_are_nearly_exact() -> None:
    c = Cardinality(0.01, 0.95)
    for n in range(100):
        c.add(b"element %d" % (n % 50))
    assert abs(c.estimate() - 50) < 1


def test_large_counts_stay_within_the_error() -> None:
    c = Cardinality(0.05, 0.95)
    for n in range(20_000):
        c.add(n)
    assert abs(c.estimate() - 20_000) < 2000


def test_merging_and_copying() -> None:
    a, b = Cardinality(0.01, 0.95), Cardinality(0.01, 0.95)
    a.add(1)
    b.add(2)
    copy = a.clone()
    assert a.merge(b) and abs(a.estimate() - 2) < 0.1
    assert abs(copy.estimate() - 1) < 0.1
    assert not a.merge(Cardinality(0.2, 0.95))
