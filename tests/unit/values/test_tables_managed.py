"""Expiry on network time, and tables that tell of changes."""

from pyzeek.typesystem.types import (
    ANY,
    COUNT,
    STRING,
    Field,
    FuncType,
    RecordType,
    TableType,
)
from pyzeek.values.copying import deep_copy
from pyzeek.values.function import FuncInfo
from pyzeek.values.table import default_from, make_table
from pyzeek.values.tables_managed import Expiry, change_caller

COUNTS = TableType((STRING,), COUNT)
PAIRS = TableType((STRING, COUNT), None)


class Clock:
    """Network time with timers."""

    def __init__(self) -> None:
        self.network_time = self.start_time = 1000.0
        self.timers: list = []

    def schedule(self, ts, callback) -> None:
        self.timers.append((ts, callback))

    def advance(self, ts: float) -> None:
        self.network_time = ts
        while True:
            due = sorted((t for t in self.timers if t[0] <= ts), key=lambda t: t[0])
            if not due:
                return
            self.timers.remove(due[0])
            due[0][1]()


def expiring(kind: str, clock: Clock, function=None, on_change=None):
    expiry = Expiry(kind, lambda: 5.0, clock, function=function, interval=2.0)
    return make_table(COUNTS, expiry=expiry, on_change=on_change)


def test_created_elements_go_after_the_timeout() -> None:
    clock = Clock()
    table = expiring("create", clock)
    table[b"a"] = 1
    clock.advance(1004)
    table[b"a"] = 2
    table[b"b"] = 3
    clock.advance(1006)
    assert list(table) == [b"b"]


def test_written_and_read_elements_stay() -> None:
    clock = Clock()
    written, read = expiring("write", clock), expiring("read", clock)
    for table in (written, read):
        table[b"a"] = 1
    clock.advance(1004)
    written[b"a"] = 2
    assert b"a" in read and read[b"a"] == 1
    clock.advance(1008)
    assert written and read
    clock.advance(1012)
    assert not written and not read


def test_an_expire_function_may_ask_for_more_time() -> None:
    clock, calls = Clock(), []

    def more(table, key):
        calls.append(key)
        return 10.0 if len(calls) == 1 else 0.0

    table = expiring("create", clock, more)
    table[b"a"] = 1
    clock.advance(1006)
    assert calls == [b"a"] and table
    clock.advance(1020)
    assert calls == [b"a", b"a"] and not table


def test_an_expire_function_may_delete() -> None:
    clock = Clock()
    table = expiring("create", clock, lambda t, key: t.pop(key) and 100.0)
    table[b"a"] = 1
    clock.advance(1006)
    assert not table


def test_changes_are_told_with_the_old_value() -> None:
    clock, told = Clock(), []
    table = expiring("create", clock, on_change=lambda *a: told.append(a[1:]))
    table[b"a"] = 1
    table[b"a"] = 2
    table.pop(b"a", None)
    table.pop(b"a", None)
    table[b"b"] = 3
    clock.advance(1006)
    table[b"c"] = 4
    table.clear()
    assert [t[0].removeprefix("TABLE_ELEMENT_") for t in told] == [
        "NEW",
        "CHANGED",
        "REMOVED",
        "NEW",
        "EXPIRED",
        "NEW",
    ]
    assert [t[2] for t in told] == [1, 1, 2, 3, 3, 4]


def test_what_a_handler_changes_is_not_told() -> None:
    told = []

    def handler(table, change, key, value):
        told.append(change)
        table[b"other"] = 1

    table = make_table(COUNTS, on_change=handler)
    table[b"a"] = 1
    assert told == ["TABLE_ELEMENT_NEW"] and len(table) == 2


def test_script_functions_get_each_index() -> None:
    told = []
    call = change_caller(lambda *a: told.append(a[1:]), str.lower, True)
    table = make_table(PAIRS, on_change=call)
    table.add((b"a", 1))
    assert told == [("table_element_new", b"a", 1)]


def test_copies_expire_on_their_own() -> None:
    clock = Clock()
    table = expiring("create", clock)
    table[b"a"] = 1
    copy = deep_copy(table)
    clock.advance(1003)
    copy[b"b"] = 2
    clock.advance(1006)
    assert not table and list(copy) == [b"b"]


def test_defaults_of_managed_tables() -> None:
    table = make_table(
        COUNTS, default=default_from(7, deep_copy), on_change=lambda *a: None
    )
    assert table[b"x"] == 7 and table.get(b"x") is None


def test_an_expire_function_may_take_all_indices_in_one() -> None:
    clock, calls = Clock(), []
    fields = [Field("t", PAIRS), Field("idx", ANY)]

    def one(table, idx):
        calls.append(idx)

    one.__zeek__ = FuncInfo("one", FuncType("function", RecordType("", fields)))
    for function in (one, lambda table, a, n: calls.append((a, n))):
        expiry = Expiry("create", lambda: 1.0, clock, function=function, interval=1.0)
        make_table(PAIRS, expiry=expiry)
        table = make_table(PAIRS, [(b"a", 1)], expiry=expiry)
        clock.advance(clock.network_time + 5)
        assert not table
    assert calls == [(b"a", 1)] * 2
