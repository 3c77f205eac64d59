"""Stable bytes of values."""

from pyzeek.typesystem.types import COUNT, STRING, Field, RecordType
from pyzeek.values.addr import Addr
from pyzeek.values.digesting import hash64, value_bytes
from pyzeek.values.integer import IntVal
from pyzeek.values.record import record_class
from pyzeek.values.subnet import Subnet
from pyzeek.values.table import Set, Table
from pyzeek.values.vector import Vector


def test_equal_values_have_equal_bytes() -> None:
    assert value_bytes(5) == value_bytes(IntVal(5)) != value_bytes(6)
    assert value_bytes(1.5) != value_bytes(2.5)
    assert value_bytes(Vector([1])) == value_bytes(Vector([1]))
    assert hash64(b"a") != hash64(b"b") and hash64(b"a", bytes(15) + b"k") != hash64(
        b"a"
    )


def test_numbers_are_aligned() -> None:
    assert value_bytes(5) == b"\5" + bytes(7) and value_bytes(b"ab") == b"ab"
    assert value_bytes(Subnet.parse("10.0.0.0/8"))[16:] == b"\10\0\0\0"
    assert value_bytes(Set([b"a"])) == b"\1\0\0\0\1\0\0\0\1\0\0\0a"
    assert len(value_bytes(Table({Addr.parse("::1"): 2}))) == 32
    pair = record_class(
        RecordType("r", [Field("a", COUNT), Field("b", STRING, optional=True)])
    )
    assert value_bytes(pair(1)) == b"\1" + bytes(8)
    assert value_bytes(pair(1, b"x")) == b"\1" + bytes(7) + b"\1\0\0\0\1\0\0\0x"
