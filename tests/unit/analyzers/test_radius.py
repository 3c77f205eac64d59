"""RADIUS messages, and what is malformed."""

from __future__ import annotations

import struct
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.radius import RADIUSAnalyzer
from pyzeek.typesystem.types import COUNT, STRING, TableType, VectorType

from .notes import Connection, Made, Runtime


def attribute(kind: int, value: bytes) -> bytes:
    return bytes([kind, len(value) + 2]) + value


def message(*attributes: bytes) -> bytes:
    return struct.pack(">BBH", 1, 7, 0) + bytes(range(16)) + b"".join(attributes)


class WithType(Runtime):
    """Knows the type of the attributes."""

    def record(self, name: str) -> Any:
        def make(*values: Any) -> Made:
            return Made(name, values)

        field = SimpleNamespace(type=TableType((COUNT,), VectorType(STRING)))
        make.__zeek_type__ = SimpleNamespace(fields=[None] * 3 + [field])  # type: ignore[attr-defined]
        return make


def heard(data: bytes) -> Connection:
    connection = Connection(WithType(None))
    RADIUSAnalyzer(connection).deliver(data, True)  # type: ignore[arg-type]
    return connection


def test_attributes() -> None:
    parts = attribute(1, b"al"), attribute(26, b"x"), attribute(26, b"y")
    raised = heard(message(*parts)).rt.raised
    assert [event[0] for event in raised] == ["radius_attribute"] * 3 + [
        "radius_message"
    ]
    code, ident, authenticator, attributes = raised[-1][2]
    assert (code, ident, authenticator) == (1, 7, bytes(range(16)))
    assert attributes == {1: [b"al"], 26: [b"x", b"y"]}


def test_no_attributes() -> None:
    [(_, _, shown)] = heard(message()).rt.raised
    assert shown[3] is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\1\2\0", "out_of_bound: RADIUS_PDU:length: 4 > 3"),
        (message()[:-1], "out_of_bound: RADIUS_PDU:authenticator: 20 > 19"),
        (message(b"\1"), "out_of_bound: RADIUS_Attribute:length: 2 > 1"),
        (message(b"\1\1"), "out_of_bound: RADIUS_Attribute:value: 1 > 2"),
        (message(b"\1\5ab"), "out_of_bound: RADIUS_Attribute:value: 5 > 4"),
    ],
)
def test_malformed(data: bytes, reason: str) -> None:
    connection = heard(data)
    assert connection.violations[0].endswith(reason) and not connection.confirmed


@given(st.binary(max_size=20))
def test_any_attributes(data: bytes) -> None:
    heard(message(data))
