"""Deep copies."""

from pyzeek.typesystem.types import COUNT, Field, RecordType, VectorType
from pyzeek.values.copying import copied, deep_copy, key_copy, plain_like
from pyzeek.values.opaque import DIGESTS
from pyzeek.values.pattern import Pattern
from pyzeek.values.record import record_class
from pyzeek.values.table import Set, Table
from pyzeek.values.vector import Vector

PAIR = record_class(
    RecordType("Pair", [Field("l", VectorType(COUNT)), Field("r", VectorType(COUNT))])
)


def test_parts_that_are_one_stay_one() -> None:
    v = Vector([1])
    p = PAIR(v, v)
    q = deep_copy(p)
    q.l[0] = 5
    assert q.r == [5] and p.l == [1]


def test_strings_and_patterns() -> None:
    text, pattern = b"text", Pattern(b"x")
    assert copied(text) == text and copied(text) is not text
    assert copied(pattern).text == b"x" and copied(pattern) is not pattern
    assert copied(5) == 5


def test_tables_and_keys() -> None:
    t = Table({(1, 2): Vector([3])})
    u = deep_copy(t)
    u[1, 2][0] = 9
    assert t == {(1, 2): [3]} and u == {(1, 2): [9]}
    key = PAIR(Vector([1]))
    kept = key_copy((key, 1))
    key.l.append(2)
    assert kept[0].l == [1] and key_copy(5) == 5


def test_a_value_that_contains_itself() -> None:
    v = Vector()
    v.append(v)
    w = deep_copy(v)
    assert w[0] is w and w is not v


def test_digests_go_on_separately() -> None:
    a = DIGESTS["md5"]()
    a.update(b"a")
    b = deep_copy(a)
    b.update(b"b")
    assert a.finish() != b.finish() and a.finish() == b""


def test_an_empty_table_of_the_same_kind() -> None:
    assert type(plain_like(Set([1]))) is Set and type(plain_like(Table())) is Table


def test_containers_whose_class_knows_the_type() -> None:
    kind = VectorType(COUNT)
    init = list.__init__
    names = {"__slots__": (), "type": kind, "__init__": init}
    cls = type("Vector", (Vector,), names)
    made = cls([1])
    copy = deep_copy(made)
    copy.append(2)
    assert made == [1] and type(copy) is cls and copy.type is kind
