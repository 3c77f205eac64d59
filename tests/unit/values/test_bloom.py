"""Bloom filters."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.bloom import BloomFilter, cells_for, hashes_for


def test_sizes() -> None:
    assert (cells_for(0.01, 1000), hashes_for(9586, 1000)) == (9586, 7)


@given(st.sets(st.binary(), max_size=30), st.binary())
def test_what_was_added_is_found(values: set[bytes], other: bytes) -> None:
    f = BloomFilter(7, 10_000, b"s")
    for v in values:
        f.add(v)
    assert all(f.count(v) == 1 for v in values)
    assert f.count(other) == (other in values)


def test_counting() -> None:
    f = BloomFilter(4, 100_000, b"", 3)
    for _ in range(5):
        f.add(b"k")
    assert f.count(b"k") == 3 and f.decrement(b"k") and f.count(b"k") == 2
    assert not f.decrement(b"other") and not BloomFilter(1, 9, b"").decrement(1)


def test_joining() -> None:
    a, b = BloomFilter(4, 10_000, b""), BloomFilter(4, 10_000, b"")
    a.add(1)
    b.add(1)
    b.add(2)
    both, common = a.merge(b), a.intersect(b)
    assert [both.count(n) for n in (1, 2, 3)] == [1, 1, 0]
    assert [common.count(n) for n in (1, 2)] == [1, 0]
    assert a.like(b) == "" and a.like(BloomFilter(5, 10_000, b"")) and a.count(2) == 0
    assert a.like(BloomFilter(4, 9, b"")) == "different bitvector size"
    assert a.state() != b.state()
    b.clear()
    assert b.count(1) == 0


def test_cells_are_those_of_zeek() -> None:
    seed = sha256(b"my_seed").digest()
    f = BloomFilter(hashes_for(3, 10), cells_for(0.9, 10), seed)
    f.add(b"foo")
    assert f.places(b"foo") == [f.places(b"foo")[0]] and f.state().isdigit()


def test_joined_counters() -> None:
    a, b = BloomFilter(2, 1000, b"", 3), BloomFilter(2, 1000, b"", 3)
    for filter in (a, b, a, b):
        filter.add(1)
    a.add(2)
    b.add(2)
    common = a.intersect(b)
    assert [common.count(n) for n in (1, 2)] == [1, 0] and not common.derived
