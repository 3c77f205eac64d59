"""Constructors that are given the same fields each time."""

from pyzeek.typesystem.types import COUNT, STRING, Field, RecordType, VectorType
from pyzeek.values.constructing import WORTH, Constructor, record_maker
from pyzeek.values.record import Record, record_class, record_items

PAIR = RecordType(
    "Pair",
    [
        Field("made", COUNT),
        Field("from", STRING, optional=True),
        Field("n", COUNT, has_default=True),
        Field("v", VectorType(COUNT)),
    ],
)
counted = iter(range(1000))
Pair = record_class(PAIR, {"n": lambda: next(counted)})


def test_all_fields_are_as_the_class_would_make_them() -> None:
    make = record_maker(Pair, ("from_", "made"))
    one, two = make(b"x", 1), make(b"y", 2)
    assert type(one) is Pair
    assert (one.made, two.made) == (1, 2)  # type: ignore[attr-defined]
    assert one.n + 1 == two.n  # type: ignore[attr-defined]
    assert one.v == [] and one.v is not two.v  # type: ignore[attr-defined]
    made = make(b"x", 1)
    given = Pair(1, b"x", made.n)  # type: ignore[attr-defined]
    assert record_items(made) == record_items(given)


def test_a_field_that_is_not_given_stays_unset() -> None:
    assert not hasattr(record_maker(Pair, ("made",))(1), "from_")


def test_the_function_comes_when_it_is_worth_it() -> None:
    ready: list[object] = []
    construct = Constructor(Pair, ("made", "n"), ready.append)
    made: list[Record] = []
    for n in range(WORTH):
        assert not ready
        made.append(construct(n, 0))
    assert [r.made for r in made] == list(range(WORTH))  # type: ignore[attr-defined]
    (function,) = ready
    assert function(5, 6) == Pair(5, n=6)  # type: ignore[operator]
