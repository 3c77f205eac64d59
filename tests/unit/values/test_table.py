"""Plain tables and sets, and defaults."""

import pytest

from pyzeek.typesystem.types import COUNT, STRING, TableType
from pyzeek.values.copying import deep_copy
from pyzeek.values.table import (
    Asked,
    DefaultTable,
    Set,
    Table,
    default_from,
    difference,
    intersection,
    is_subset,
    make_table,
    union,
)
from pyzeek.values.vector import Vector

COUNTS = TableType((STRING,), COUNT)
PAIRS = TableType((STRING, COUNT), STRING)


def test_plain_tables_are_dicts() -> None:
    assert type(make_table(COUNTS, {b"a": 1})) is Table
    table = Table({b"a": 1}, COUNTS)
    table.add_all(Table({b"b": 2, b"a": 5}))
    assert table == {b"a": 5, b"b": 2}
    table.remove_all(Table({b"a": 77}))
    assert table == {b"b": 2}


def test_a_default_is_read_but_not_stored() -> None:
    table = make_table(COUNTS, default=default_from(7, deep_copy))
    assert type(table) is DefaultTable
    assert table[b"x"] == 7 and not table and b"x" not in table
    table[b"x"] += 1
    assert table == {b"x": 8}


def test_a_container_default_is_copied() -> None:
    table = make_table(COUNTS, default=default_from(Vector([1]), deep_copy))
    table[b"x"].append(2)
    assert table[b"x"] == [1] and not table


def test_default_insert_stores() -> None:
    default = default_from(Vector(), deep_copy)
    table = make_table(COUNTS, default=default, stored=True)
    table[b"x"].append(2)
    assert table == {b"x": [2]}


def test_a_default_function_gets_each_index() -> None:
    table = make_table(PAIRS, default=Asked(lambda a, n: a * n))
    assert table[b"ab", 2] == b"abab"
    with pytest.raises(KeyError):
        Table({}, COUNTS)[b"x"]


def test_set_operators() -> None:
    a, b = Set([1, 2, 3]), Set([3, 4])
    assert list(union(a, b)) == [1, 2, 3, 4]
    assert list(intersection(a, b)) == [3]
    assert list(difference(a, b)) == [1, 2]
    assert is_subset(Set([1]), a) and not is_subset(a, b)
    assert a == Set([3, 2, 1]) and len({a, Set([3, 2, 1])}) == 1
    a.add(9)
    assert 9 in a
