"""The most frequent values."""

from pyzeek.values.topk import TopK


def counted(size: int, values: str) -> TopK:
    k = TopK(size)
    for v in values:
        k.add(v)
    return k


def test_order_and_ties() -> None:
    k = counted(10, "xyxzxy")
    assert (k.top(1), k.top(2), k.top(3)) == (["x"], ["x", "y"], ["x", "y", "z"])
    assert counted(10, "abc").top(1) == ["a", "b", "c"]
    assert k.counts["x"] == 3 and k.sum() == 6


def test_a_new_value_takes_the_place_of_a_rare_one() -> None:
    k = counted(2, "abca")
    assert k.sum() == 4 and set(k.counts) == {"c", "a"} or len(k.counts) == 2
    assert max(k.epsilons.values()) >= 1


def test_merging() -> None:
    k, other = counted(10, "xyxzxy"), counted(10, "yy")
    k.merge(other, False)
    assert k.top(1) == ["y"] and k.counts["y"] == 4 and k.sum() == 8
    small = counted(2, "ab")
    small.merge(counted(4, "ccddd"), True)
    assert small.pruned and set(small.counts) == {"c", "d"}
    assert k.clone().counts == k.counts
