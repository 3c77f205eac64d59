"""Records as JSON."""

import pytest

from pyzeek.logs.json import Json, NestedJson, object_of, place
from pyzeek.logs.rows import plain_row, row_function
from pyzeek.typesystem.types import DOUBLE, STRING, TIME, VectorType


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("JSON::TS_EPOCH", b"1000000000.123456"),
        ("JSON::TS_MILLIS", b"1000000000123"),
        ("JSON::TS_MILLIS_UNSIGNED", b"1000000000123"),
        ("JSON::TS_ISO8601", b'"2001-09-09T01:46:40.123456Z"'),
    ],
)
def test_times(style: str, text: bytes) -> None:
    assert Json(style).text(TIME)(1000000000.123456) == text


def test_times_before_1970() -> None:
    assert Json("JSON::TS_ISO8601").text(TIME)(-0.5) == b'"1969-12-31T23:59:59.500000Z"'
    assert Json("JSON::TS_MILLIS_UNSIGNED").text(TIME)(-1.0) == b"18446744073709550616"


def test_strings_and_doubles() -> None:
    form = Json()
    assert form.text(STRING)(b'q" \xff') == b'"q\\" \\\\xff"'
    assert form.text(DOUBLE)(1e10) == b"10000000000.0"
    assert form.text(VectorType(DOUBLE))([0.0, None]) == b"[0.0,null]"


def test_unset_fields_are_left_out_or_null(columns, record) -> None:
    one = record(n=1)
    bare = b'{"id.h":"10.0.0.1","n":1}\n'
    assert plain_row(columns, Json())(one, None) == bare
    full = b'{"id.h":"10.0.0.1","n":1,"note":null,"tags":null}\n'
    assert plain_row(columns, Json(nulls=True))(one, None) == full


def test_places_of_names_with_dots() -> None:
    top: dict = {}
    for name, text in (("a.b", b"1"), ("a.c.d", b"2"), ("e", b"3"), ("e.f", b"4")):
        place(top, name, text)
    place(top, "a", b"5")
    assert object_of(top) == (b'{"a":{"b":1,"c":{"d":2}},"e":3,"e.f":4,"a.":5}')


def both_ways(columns, record, **settings) -> tuple[bytes, bytes]:
    """A line by generated code and one by way of a tree."""
    form = NestedJson(**settings)
    assert form.arrange(columns)
    quick = row_function(columns, form)(record, None)
    return quick, plain_row(columns, NestedJson(**settings))(record, None)


@pytest.mark.parametrize("settings", [{}, {"tag": "m"}, {"nulls": True}])
def test_nested_lines_by_generated_code(columns, record, settings) -> None:
    for one in (record(n=1), record(n=2, note=b"x", tags=[b"a"])):
        quick, slow = both_ways(columns, one, **settings)
        assert quick == slow and b'"id":{"h":"10.0.0.1"}' in quick


def test_objects_at_the_end_and_inside_of_objects(columns, record) -> None:
    columns = [columns[1], columns[0]]
    columns[1].name = "a.b.c"
    quick, slow = both_ways(columns, record(n=1))
    assert quick == slow == b'{"n":1,"a":{"b":{"c":"10.0.0.1"}}}\n'


@pytest.mark.parametrize(
    "names", [("a.b", "a", "c"), ("a.b", "c", "a.d"), ("a", "a", "b")]
)
def test_names_that_need_a_tree(columns, names) -> None:
    for column, name in zip(columns, names, strict=False):
        column.name, column.certain = name, (True,)
    assert not NestedJson().arrange(columns[:3])


def test_objects_that_may_lack_values_need_a_tree(columns) -> None:
    columns[2].name = "x.note"
    assert not NestedJson().arrange(columns)
