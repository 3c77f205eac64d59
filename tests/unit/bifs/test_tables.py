"""Tables, sets and vectors."""

import pytest

from pyzeek.typesystem.types import (
    ADDR,
    BOOL,
    COUNT,
    STRING,
    SUBNET,
    TableType,
    VectorType,
)
from pyzeek.values.addr import Addr
from pyzeek.values.record import record_class
from pyzeek.values.subnet import Subnet
from pyzeek.values.table import Set, Table, make_table
from pyzeek.values.vector import Vector

NUMBERS = VectorType(COUNT)
NETS = TableType((SUBNET,), STRING)


def nets(*texts: str) -> Table:
    return make_table(NETS, {Subnet.parse(t): t.encode() for t in texts})


def test_keys_and_values(rt) -> None:
    t = Table({b"b": 2, b"a": 1}, TableType((STRING,), COUNT))
    keys, values = rt.call("table_keys", t), rt.call("table_values", t)
    assert list(keys) == [b"b", b"a"] and str(keys.type) == "set[string]"
    assert values == [2, 1] and str(values.type) == "vector of count"
    rt.call("clear_table", t)
    assert not t and not rt.said
    for name in ("table_keys", "table_values", "clear_table"):
        rt.call(name, 5)
    assert len(rt.said) == 3


def test_resizing(rt) -> None:
    v = Vector([1, 2, 3])
    assert rt.call("resize", v, 5) == 3 and v == [1, 2, 3, None, None]
    assert rt.call("resize", v, 1) == 5 and v == [1]
    assert rt.call("resize", b"x", 1) is None and len(rt.said) == 1


def test_flags(rt) -> None:
    v = Vector([False, True], VectorType(BOOL))
    assert rt.call("any_set", v) and not rt.call("all_set", v)
    empty = Vector((), VectorType(BOOL))
    assert rt.call("all_set", empty) and not rt.call("any_set", empty)
    assert not rt.call("any_set", 5) and len(rt.said) == 1


def test_sorting(rt) -> None:
    v = Vector([3, 1, 2], NUMBERS)
    assert rt.call("sort", v) is v and v == [1, 2, 3]
    rt.call("sort", v, lambda a, b: -1 if a > b else 1)
    assert v == [3, 2, 1] and rt.call("order", v) == [2, 1, 0]
    assert rt.call("order", Vector([b"b", b"a"]), lambda a, b: (a > b) - (a < b)) == [
        1,
        0,
    ]
    assert not rt.said


WRONG = [
    (Vector([b"b", b"a"], VectorType(STRING)),),
    (5,),
    (Vector([1], NUMBERS), 1, 2),
    (Vector([1], NUMBERS), 5),
    (Vector([Addr.parse("::")], VectorType(ADDR)),),
]


@pytest.mark.parametrize("arguments", WRONG)
def test_what_cannot_be_sorted(rt, arguments) -> None:
    assert rt.call("sort", *arguments) is arguments[0]
    assert rt.call("order", *arguments) == []
    assert len(rt.said) == 2


def test_subnets(rt) -> None:
    t = nets("10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24")
    search = Subnet.parse("10.1.0.0/16")
    found = rt.call("matching_subnets", search, t)
    assert [str(n) for n in found] == ["10.1.0.0/16", "10.0.0.0/8"]
    part = rt.call("filter_subnet_table", search, t)
    assert len(part) == 2 and part[search] == b"10.1.0.0/16"
    assert rt.call("check_subnet", search, t)
    assert not rt.call("check_subnet", Subnet.parse("10.0.0.0/9"), t)
    assert not rt.call("check_subnet", search, Set([1])) and len(rt.said) == 1


def test_footprints(rt) -> None:
    from pyzeek.typesystem.types import Field, RecordType

    cls = record_class(RecordType("", [Field("a", COUNT), Field("v", NUMBERS)]))
    v1 = Vector([1, 2, 3, 4])
    sizes = [
        (5, 1),
        (b"abc", 1),
        (Vector([1, 2, 3]), 6),
        (Set([1, 2]), 6),
        (Table({1: b"a"}), 4),
        (cls(1, Vector([1])), 5),
        (Vector([v1, v1]), 18),
    ]
    for value, size in sizes:
        assert rt.call("val_footprint", value) == size
    loop = Table()
    loop[b"x"] = loop
    assert rt.call("val_footprint", loop) == 4
    assert rt.call("same_object", v1, v1) and not rt.call("same_object", v1, Vector(v1))
