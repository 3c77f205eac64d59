"""The columns that a record asks for."""

from __future__ import annotations

import pytest

from pyzeek.inputs.columns import Refused, element_type, is_readable, unroll
from pyzeek.typesystem.types import (
    ADDR,
    ANY,
    COUNT,
    PORT,
    STRING,
    Field,
    FileType,
    RecordType,
    TableType,
    VectorType,
)

INNER = RecordType("I", [Field("x", COUNT), Field("y", STRING, optional=True)])


def columns(*fields: Field, lenient: bool = False):
    said: list[str] = []
    record = RecordType("R", list(fields))
    try:
        found = unroll(record, said.append, said.append, lenient=lenient)
    except Refused:
        return None, said
    return [(c.name, c.optional, c.protocol) for c in found], said


def test_columns() -> None:
    port = Field("p", PORT, has_default=True, attributes=("type_column=q",))
    found, said = columns(Field("a", ADDR), Field("i", INNER), port)
    assert not said and found == [
        ("a", False, ""),
        ("i.x", False, ""),
        ("i.y", True, ""),
        ("p", True, "q"),
    ]


def test_types_that_cannot_be_read() -> None:
    file = Field("f", FileType(), optional=True)
    found, said = columns(Field("i", RecordType("J", [file])))
    assert found is None and said == [
        'Incompatible type "file" in type definition for field "i.f" in ReaderFrontend'
    ]
    found, said = columns(Field("a", ADDR), file, lenient=True)
    assert found == [("a", False, "")] and said[0].endswith("Ignoring optional field.")
    found, said = columns(Field("i", INNER, optional=True))
    assert found is None and "optional record fields" in said[0]


@pytest.mark.parametrize(
    ("kind", "readable"),
    [
        (COUNT, True),
        (ANY, False),
        (VectorType(COUNT), True),
        (VectorType(VectorType(COUNT)), False),
        (TableType((ADDR,), None), True),
        (TableType((ADDR, COUNT), None), False),
        (TableType((ADDR,), COUNT), False),
    ],
)
def test_readable(kind, readable) -> None:
    assert is_readable(kind) is readable


def test_elements() -> None:
    assert element_type(VectorType(COUNT)) is COUNT and element_type(COUNT) is None
