"""Record classes: construction, defaults, comparison."""

import pytest

from pyzeek.typesystem.types import (
    COUNT,
    STRING,
    Field,
    RecordType,
    TableType,
    VectorType,
)
from pyzeek.values.record import (
    UNSET,
    coerce_record,
    field_values,
    record_class,
    slot_name,
    unset_field,
)
from pyzeek.values.table import Set, Table
from pyzeek.values.vector import Vector

INNER = RecordType("Inner", [Field("n", COUNT, has_default=True)])
OUTER = RecordType(
    "Outer",
    [
        Field("a", COUNT),
        Field("from", STRING, optional=True),
        Field("v", VectorType(COUNT)),
        Field("s", TableType((COUNT,), None)),
        Field("t", TableType((COUNT,), STRING)),
        Field("inner", INNER),
        Field("w", VectorType(COUNT), optional=True),
    ],
)
Inner = record_class(INNER, {"n": lambda: 7})
Outer = record_class(OUTER, {}, lambda kind: Inner)


def test_positional_and_keywords() -> None:
    r = Outer(1, b"x")
    assert r.a == 1 and getattr(r, slot_name("from")) == b"x"
    assert Outer(v=Vector([1])).v == [1]


def test_containers_start_empty_and_are_not_shared() -> None:
    r, other = Outer(), Outer()
    kinds = (Vector, Set, Table)
    assert all(map(isinstance, (r.v, r.s, r.t), kinds))
    r.v.append(1)
    assert other.v == [] and not hasattr(r, "w")
    assert r.v.type is OUTER.fields[2].type and r.inner.n == 7


def test_a_field_without_a_value_is_missing() -> None:
    r = Outer()
    assert not hasattr(r, "a")
    with pytest.raises(AttributeError):
        _ = r.a
    assert dict((f.name, v) for f, v in field_values(r))["a"] is UNSET


def test_compared_and_hashed_by_content() -> None:
    assert Inner(1) == Inner(1) != Inner(2)
    assert len({Inner(1), Inner(1), Inner(2)}) == 2
    assert Outer() == Outer() and hash(Outer()) == hash(Outer())
    assert Inner(1) != 1


def test_coercion_makes_a_new_record() -> None:
    small = record_class(RecordType("", [Field("a", COUNT), Field("v", STRING)]))
    source = small(1, b"v")
    made = coerce_record(source, Outer)
    assert made.a == 1 and made.v == b"v" and made.inner.n == 7
    assert coerce_record(made, Outer) is made


def test_deleting_brings_the_default_back() -> None:
    r = Inner(1)
    unset_field(r, "n")
    assert r.n == 7
    o = Outer(1)
    unset_field(o, "a")
    assert not hasattr(o, "a")
    unset_field(o, "a")


def test_the_class_tells_its_type() -> None:
    assert Outer.__zeek_type__ is OUTER and Outer.__zeek_slots__[1] == "from_"


def test_sets_that_keep_their_order_say_so() -> None:
    kind = TableType((STRING,), None)
    fields = [Field("plain", kind), Field("kept", kind, attributes=("ordered",))]
    record = record_class(RecordType("Sets", fields))()
    assert record.plain.state is None and record.kept.state.ordered
