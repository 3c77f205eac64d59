"""What values, types and names are."""

from dataclasses import dataclass

import pytest

from pyzeek.bifs.types import field_type_name
from pyzeek.check.symbols import Program
from pyzeek.typesystem.types import (
    COUNT,
    STRING,
    EnumType,
    Field,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from pyzeek.values.record import record_class
from pyzeek.values.vector import Vector

R = RecordType("R", [Field("a", COUNT, has_default=True), Field("b", STRING, log=True)])
E = EnumType("E")
E.members.update({"E1": 0, "E2": 1})
Row = record_class(
    RecordType(
        "record_field",
        [
            Field("type_name", STRING),
            Field("log", COUNT),
            Field("value", STRING, optional=True),
            Field("default_val", STRING, optional=True),
            Field("optional", COUNT),
        ],
    )
)
Id = record_class(
    RecordType(
        "script_id",
        [
            Field(n, STRING)
            for n in ("type_name", "x", "c", "e", "o", "r", "b", "value")
        ],
    )
)


@dataclass
class Symbol:
    name: str
    kind: str
    type: Type
    exported: bool = True
    redefinable: bool = False
    builtin: bool = False
    alias: str = ""


@pytest.fixture
def names(rt):
    cls = record_class(R, {"a": lambda: 7})
    symbols = [
        Symbol("R", "type", R),
        Symbol("Alias", "type", R, alias="R"),
        Symbol("E", "type", E),
        Symbol("M::opt", "option", COUNT),
        Symbol("M::unset", "var", COUNT),
        Symbol("E1", "enum", E),
    ]
    rt.names.program = Program(symbols={s.name: s for s in symbols})
    rt.names.symbol = rt.names.program.symbols.get
    rt.names.record_of = lambda kind: cls
    rt.record = lambda name: Row if name == "record_field" else Id
    rt.values["M::opt"] = Vector([1])
    return cls


def test_names_of_types(rt) -> None:
    assert rt.call("type_name", 5) == b"count" and rt.call("type_name", R) == b"type"
    kind = TableType((E, COUNT), VectorType(R))
    assert field_type_name(kind) == "table[enum E,count] of vector of record R"
    assert field_type_name(TableType((COUNT,), None)) == "set[count]"


def test_aliases_and_members(rt, names) -> None:
    assert list(rt.call("type_aliases", names())) == [b"R", b"Alias"]
    assert not rt.call("type_aliases", 5)
    assert list(rt.call("enum_names", E)) == [b"E1", b"E2"]
    assert list(rt.call("enum_names", b"E")) == [b"E1", b"E2"]
    assert not rt.call("enum_names", b"R") and not rt.call("enum_names", 5)


def test_fields(rt, names) -> None:
    by_value = rt.call("record_fields", names(1, b"x"))
    assert by_value[b"a"].value == 1 and by_value[b"a"].default_val == 7
    assert by_value[b"b"].log and not hasattr(by_value[b"b"], "default_val")
    for given in (R, b"R"):
        assert not hasattr(rt.call("record_fields", given)[b"a"], "value")
    assert not rt.call("record_fields", b"nope") and not rt.call("record_fields", 5)
    assert len(rt.said) == 2


def test_globals(rt, names) -> None:
    assert rt.call("lookup_ID", b"nope") == b"<unknown id>"
    assert rt.call("lookup_ID", b"M::unset") == b"<no ID value>"
    assert (
        rt.call("lookup_ID", b"M::opt") == [1] and rt.call("lookup_ID", b"E1") == "E1"
    )
    assert list(rt.call("global_options")) == [b"M::opt"]
    ids = rt.call("global_ids")
    assert ids[b"M::opt"].o and ids[b"M::opt"].value == [1] and ids[b"E1"].e
    assert ids[b"module M"].type_name == b"module"
    assert dict(rt.call("global_container_footprints")) == {b"M::opt": 2}
