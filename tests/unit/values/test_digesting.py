"""Stable bytes of values."""

from pyzeek.values.digesting import hash64, value_bytes
from pyzeek.values.integer import IntVal
from pyzeek.values.vector import Vector


def test_equal_values_have_equal_bytes() -> None:
    assert value_bytes(5) == value_bytes(IntVal(5)) != value_bytes(6)
    assert value_bytes(1.5) != value_bytes(2.5)
    assert value_bytes(Vector([1])) == value_bytes(Vector([1]))
    assert hash64(b"a") != hash64(b"b") and hash64(b"a", b"k") != hash64(b"a")
