"""Bloom filters, cardinality and top-k as scripts see them."""

import pytest

from pyzeek.diagnostics import ZeekError


def test_bloom_filters(rt) -> None:
    f = rt.call("bloomfilter_basic_init", 0.0000001, 50, b"name")
    g = rt.call("bloomfilter_basic_init", 0.0000001, 50, b"name")
    assert rt.call("bloomfilter_lookup", f, b"x") == 0
    for name in (b"a", b"b"):
        rt.call("bloomfilter_add", f, name)
    rt.call("bloomfilter_add", g, b"b")
    both = rt.call("bloomfilter_intersect", f, g)
    assert [rt.call("bloomfilter_lookup", both, n) for n in (b"a", b"b")] == [0, 1]
    merged = rt.call("bloomfilter_merge", f, g)
    assert rt.call("bloomfilter_lookup", merged, b"a") == 1 and not rt.said
    assert rt.call("bloomfilter_lookup", f, 5) == 0 and rt.said
    assert rt.call("bloomfilter_internal_state", f).isdigit()
    rt.call("bloomfilter_clear", f)
    assert rt.call("bloomfilter_lookup", f, b"a") == 0


def test_counting_filters(rt) -> None:
    c = rt.call("bloomfilter_counting_init", 4, 100000, 3)
    for _ in range(5):
        rt.call("bloomfilter_add", c, b"k")
    assert rt.call("bloomfilter_lookup", c, b"k") == 3
    assert rt.call("bloomfilter_decrement", c, b"k")
    assert rt.call("bloomfilter_lookup", c, b"k") == 2


WRONG = [
    ("bloomfilter_basic_init", (1.1, 100)),
    ("bloomfilter_basic_init2", (0, 100)),
    ("bloomfilter_basic_init2", (4, 0)),
    ("bloomfilter_counting_init", (4, 100, 0)),
]


@pytest.mark.parametrize("name, arguments", WRONG)
def test_wrong_parameters(rt, name, arguments) -> None:
    assert rt.call(name, *arguments) is None
    assert len(rt.said) == 1


def test_filters_that_do_not_go_together(rt) -> None:
    a = rt.call("bloomfilter_basic_init2", 4, 100)
    others = [
        rt.call("bloomfilter_basic_init2", 5, 100),
        rt.call("bloomfilter_basic_init2", 4, 200),
        rt.call("bloomfilter_counting_init", 4, 100, 5),
    ]
    for other in others:
        with pytest.raises(ZeekError):
            rt.call("bloomfilter_merge", a, other)


def test_cardinality(rt) -> None:
    c = rt.call("hll_cardinality_init", 0.01, 0.95)
    for n in range(6):
        assert rt.call("hll_cardinality_add", c, n % 3)
    d = rt.call("hll_cardinality_copy", c)
    rt.call("hll_cardinality_add", d, 99)
    assert not rt.call("hll_cardinality_add", d, b"s") and rt.said
    assert rt.call("hll_cardinality_merge_into", c, d)
    assert round(rt.call("hll_cardinality_estimate", c)) == 4
    other = rt.call("hll_cardinality_init", 0.2, 0.95)
    assert not rt.call("hll_cardinality_merge_into", c, other) and rt.said


def test_topk(rt) -> None:
    k = rt.call("topk_init", 10)
    with pytest.raises(ZeekError):
        rt.call("topk_get_top", k, 1)
    for s in (b"x", b"y", b"x"):
        rt.call("topk_add", k, s)
    assert rt.call("topk_get_top", k, 1) == [b"x"]
    assert rt.call("topk_count", k, b"x") == 2 and rt.call("topk_epsilon", k, b"x") == 0
    assert rt.call("topk_size", k) == 10 and rt.call("topk_sum", k) == 3
    other = rt.call("topk_init", 10)
    rt.call("topk_merge", k, other)
    rt.call("topk_add", other, b"y")
    rt.call("topk_merge", k, other)
    rt.call("topk_merge_prune", k, other)
    assert rt.call("topk_count", k, b"y") == 3
    said = rt.said
    assert rt.call("topk_count", k, b"none") == rt.call("topk_epsilon", k, b"none") == 0
    rt.call("topk_add", k, 5)
    assert len(said) == 1 and len(rt.said) == 3
