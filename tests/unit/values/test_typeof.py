"""The type that a value tells."""

import pytest

from pyzeek.typesystem.types import COUNT, Field, RecordType, TableType
from pyzeek.values.addr import Addr
from pyzeek.values.enum import EnumPool, EnumType
from pyzeek.values.integer import IntVal
from pyzeek.values.opaque import DIGESTS
from pyzeek.values.record import record_class
from pyzeek.values.subnet import Subnet
from pyzeek.values.table import Set, Table
from pyzeek.values.time import Interval, Time
from pyzeek.values.typeof import TypeValue, type_of
from pyzeek.values.vector import Vector

COLOUR = EnumType("Colour")
COLOUR.members["RED"] = 0
R = record_class(RecordType("R", [Field("a", COUNT)]))

VALUES = [
    (True, "bool"),
    (5, "count"),
    (IntVal(5), "int"),
    (1.5, "double"),
    (Time(1), "time"),
    (Interval(1), "interval"),
    (b"s", "string"),
    (Addr.parse("::"), "addr"),
    (Subnet.parse("::/0"), "subnet"),
    (EnumPool().member(COLOUR, "RED"), str(COLOUR)),
    (R(1), "R"),
    (Vector([1]), "vector of count"),
    (Set([(1, b"a")]), "set[count,string]"),
    (Table({1: b"a"}), "table[count] of string"),
    (DIGESTS["sha1"](), "opaque of sha1"),
    (TypeValue(COUNT), "type count"),
    (None, "void"),
]


@pytest.mark.parametrize("value, text", VALUES)
def test_types(value: object, text: str) -> None:
    assert str(type_of(value)) == text


def test_declared_types_win() -> None:
    kind = TableType((COUNT,), None)
    assert type_of(Set((), kind)) is kind


def test_type_values_print_their_name() -> None:
    assert TypeValue(COUNT, "Name").describe() == b"Name"
    assert TypeValue(COUNT) == TypeValue(COUNT, "Other") != COUNT
    assert hash(TypeValue(COUNT)) == hash(TypeValue(COUNT))
