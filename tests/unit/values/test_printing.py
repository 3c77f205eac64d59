"""Values as text."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.typesystem.types import COUNT, STRING, Field, RecordType
from pyzeek.values.addr import Addr
from pyzeek.values.function import FuncInfo
from pyzeek.values.opaque import DIGESTS
from pyzeek.values.pattern import Pattern
from pyzeek.values.port import Port
from pyzeek.values.printing import describe, describe_raw, describe_short, escape
from pyzeek.values.record import record_class
from pyzeek.values.subnet import Subnet
from pyzeek.values.table import Set, Table
from pyzeek.values.time import Interval, Time
from pyzeek.values.vector import Vector

R = record_class(RecordType("R", [Field("a", COUNT), Field("b", STRING)]))


def test_scalars() -> None:
    values = (True, 5, -5, 1.5, Time(2), Interval(90), Port.tcp(80), None)
    text = b"|".join(map(describe, values))
    assert text == b"T|5|-5|1.5|2.0|1.0 min 30.0 secs|80/tcp|<uninitialized>"
    values = (Addr.parse("1.2.3.4"), Subnet.parse("10.0.0.0/8"), Pattern.of(b"a"))
    assert b"|".join(map(describe, values)) == b"1.2.3.4|10.0.0.0/8|/^?(a)$?/"


@given(st.binary())
def test_strings_are_escaped_for_print_only(text: bytes) -> None:
    assert describe_raw(text) == text
    shown = describe(text)
    assert shown == escape(text) and shown.decode("ascii").isprintable()


def test_records_and_vectors() -> None:
    assert describe(R(1)) == b"[a=1, b=<uninitialized>]"
    assert describe(Vector([1, None, 2])) == b"[1, , 2]"
    assert describe(Vector([R(1, b"\n")])) == b"[[a=1, b=\\x0a]]"


def test_tables_spread_over_lines() -> None:
    assert describe(Set()) == b"{\n\n}"
    assert describe(Set([1, 2])) == b"{\n1,\n2\n}"
    assert describe(Table({(1, b"a"): Vector([True])})) == b"{\n[1, a] = [T]\n}"
    assert describe(Set([(1, 2)])) == b"{\n[1, 2]\n}"


def test_containers_inside_text_are_indented() -> None:
    table = Table({b"a": Set([5]), b"b": Set()})
    assert describe_raw(table) == (b"{\n\t[a] = {\n\t\t5\n\t},\n\t[b] = {\n\n\t}\n}")
    # what Zeek writes as bytes is not
    assert describe_raw(Vector([Set([b"x"])])) == b"[{\nx\n}]"
    assert describe_raw(Set([1.5])) == b"{\n1.5\n}"


def test_messages_stay_on_one_line() -> None:
    assert describe_short(Set()) == b"{}"
    assert describe_short(Table({1: 2, 3: 4})) == b"{[1] = 2,[3] = 4}"


def test_functions_and_opaque_values() -> None:
    def f() -> None:
        """Stands for a script function."""

    f.__zeek__ = FuncInfo("f", None)  # type: ignore[attr-defined, arg-type]
    assert describe(f) == b"f"
    assert describe(DIGESTS["md5"]()) == b"<opaque of md5>"
    assert describe(COUNT) == b"count"
