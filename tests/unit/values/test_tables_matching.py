"""Longest prefixes and pattern keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.typesystem.types import PATTERN, STRING, SUBNET, TableType
from pyzeek.values.addr import Addr
from pyzeek.values.copying import deep_copy
from pyzeek.values.pattern import Pattern
from pyzeek.values.subnet import Subnet
from pyzeek.values.table import default_from, make_table

NETS = TableType((SUBNET,), STRING)
NET_SET = TableType((SUBNET,), None)
PATTERNS = TableType((PATTERN,), STRING)


def net(text: str) -> Subnet:
    return Subnet.parse(text)


def table():
    names = {"10.0.0.0/8": b"8", "10.1.0.0/16": b"16", "2001:db8::/32": b"v6"}
    return make_table(NETS, {net(k): v for k, v in names.items()})


def test_the_narrowest_subnet_answers() -> None:
    t = table()
    assert t[Addr.parse("10.9.9.9")] == b"8" and t[Addr.parse("10.1.9.9")] == b"16"
    assert t[net("10.1.2.0/24")] == b"16" and t[Addr.parse("2001:db8::9")] == b"v6"
    assert net("10.0.0.0/7") not in t and Addr.parse("11.0.0.1") not in t
    with pytest.raises(KeyError):
        t[Addr.parse("11.0.0.1")]


def test_deleting_and_clearing() -> None:
    t = table()
    t.pop(net("10.1.0.0/16"), None)
    t.pop(net("10.1.0.0/16"), None)
    assert t[Addr.parse("10.1.9.9")] == b"8"
    t.clear()
    assert not t and Addr.parse("10.1.9.9") not in t


def test_sets_defaults_and_copies() -> None:
    s = make_table(NET_SET, [net("10.0.0.0/8")])
    assert Addr.parse("10.1.1.1") in s and s.get(Addr.parse("1.1.1.1"), 5) == 5
    t = make_table(NETS, default=default_from(b"-", deep_copy))
    assert t[Addr.parse("1.1.1.1")] == b"-"
    copy = deep_copy(s)
    copy.add(net("11.0.0.0/8"))
    assert Addr.parse("11.0.0.1") in copy and Addr.parse("11.0.0.1") not in s


addresses = st.integers(0, 255).map(lambda n: Addr.from_int(n << 24))
nets = st.tuples(addresses, st.integers(0, 8)).map(lambda p: Subnet.of(*p))


@given(st.lists(nets, max_size=6), addresses)
def test_agrees_with_looking_at_all(stored: list[Subnet], addr: Addr) -> None:
    t = make_table(NETS, {n: str(n).encode() for n in stored})
    around = [n for n in stored if addr in n]
    assert (addr in t) == bool(around)
    if around:
        assert t[addr] == str(max(around, key=lambda n: n.length)).encode()


def test_strings_look_up_all_patterns_that_match() -> None:
    t = make_table(PATTERNS, {Pattern.of(b"foo.*"): b"f", Pattern.of(b".*bar"): b"b"})
    assert t[b"foobar"] == [b"f", b"b"] and t[b"x"] == []
    assert b"foo" in t and b"x" not in t and t[Pattern.of(b"foo.*")] == b"f"
