"""Zeek's order of tables in runs with seeds."""

import struct

from pyzeek.typesystem.types import COUNT, STRING, TableType
from pyzeek.values.copying import deep_copy
from pyzeek.values.hashed_order import hashed_order
from pyzeek.values.table import Set, Table, TableState, make_table, union

SEED = struct.pack("<4I", 1462428821, 0, 2278350848, 32767)
COUNTS = TableType((STRING,), COUNT)
NUMBERS = TableType((COUNT,), None)


def test_zeeks_order_under_this_key() -> None:
    with hashed_order(SEED):
        assert list(Set(range(1, 6), NUMBERS)) == [2, 5, 3, 4, 1]
        few = Set(range(1, 4), NUMBERS)
        assert list(few) == [2, 1, 3]
        few.add(4)
        few.changed_in_loop()
        assert list(few) == [2, 4, 3, 1]


def test_all_views_have_the_same_order() -> None:
    plain = Table({b"k%d" % i: i for i in range(20)}, COUNTS)
    with hashed_order(SEED):
        table = Table({b"k%d" % i: i for i in range(20)}, COUNTS)
        keys = list(table)
        assert keys != list(dict.keys(table)) and sorted(keys) == sorted(plain)
        assert list(table.keys()) == keys
        assert list(table.values()) == [dict.get(table, k) for k in keys]
        assert [k for k, _ in table.items()] == keys
        assert dict(table) == plain and table == plain
        assert len(deep_copy(table)) == 20
    assert list(table) == list(plain) and list(table.items()) == list(plain.items())


def test_the_order_follows_what_comes_and_goes() -> None:
    with hashed_order(SEED):
        numbers = Set(range(50), NUMBERS)
        for i in range(0, 50, 3):
            del numbers[i]
        before = list(numbers)
        numbers.pop(1)
        numbers.pop(777, None)
        numbers.add(1)
        after = list(numbers)
        assert set(before) == set(after) == {i for i in range(50) if i % 3}
        numbers.clear()
        assert list(numbers) == []
        numbers.add(5)
        assert list(numbers) == [5]


def test_many_changes_are_settled_without_being_asked() -> None:
    with hashed_order(SEED):
        numbers = Set((), NUMBERS)
        for i in range(3000):
            numbers.add(i)
            numbers.pop(i)
        assert len(numbers.history.waiting) <= 1001
        numbers.add(1)
        numbers.add(2)
        assert sorted(numbers) == [1, 2]


def test_the_same_elements_may_come_in_the_same_order_again() -> None:
    with hashed_order(SEED):
        first = Set(range(30), NUMBERS)
        second = Set(range(30), NUMBERS)
        assert list(first) == list(second)
        assert set(union(first, Set([99], NUMBERS))) == {*range(30), 99}


def test_ordered_tables_keep_theirs() -> None:
    with hashed_order(SEED):
        table = make_table(COUNTS, {b"c": 1, b"a": 2, b"b": 3}, ordered=True)
        assert isinstance(table.state, TableState)
        assert list(table) == [b"c", b"a", b"b"] == list(deep_copy(table))
        walk = table.walk()
        assert [walk.pop(), walk.pop(), walk.pop()] == [b"c", b"a", b"b"] and not walk


def test_walks_and_loops() -> None:
    with hashed_order(SEED):
        numbers = Set(range(9), NUMBERS)
        walk, found = numbers.walk(), []
        while walk:
            found.append(walk.pop())
            numbers.pop(found[-1])
        assert sorted(found) == list(range(9)) and not numbers
        for i in range(3):
            numbers.add(i)
        numbers.add(10)
        numbers.changed_in_loop()
        assert sorted(numbers) == [0, 1, 2, 10]
