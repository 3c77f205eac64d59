"""Record types become columns."""

from pyzeek.logs.columns import Selection, complaint, unroll, values_of
from pyzeek.typesystem.types import (
    COUNT,
    PATTERN,
    STRING,
    Field,
    RecordType,
    TableType,
    VectorType,
)


def names(kind, selection):
    return [c.name for c in unroll(kind, selection)]


def test_nested_records_are_unrolled(columns) -> None:
    assert [c.name for c in columns] == ["id.h", "n", "note", "tags"]
    assert [c.type_name for c in columns] == ["addr", "count", "string", "set[string]"]
    assert columns[0].path == ("id", "h")


def test_include_exclude_and_separator(info) -> None:
    assert names(info, Selection({b"id.h", b"n"}, {b"n"})) == ["id.h"]
    assert names(info, Selection(scope_sep="_"))[0] == "id_h"


def test_extension_columns_have_a_prefix_and_stay() -> None:
    kind = RecordType("Extra", [Field("who", STRING, log=True)])
    chosen = Selection(set(), None, ".", "_", True)
    assert names(kind, chosen) == ["_who"]


def test_values_where_a_record_is_missing(columns, record) -> None:
    values = values_of(columns)
    assert values(record(n=5), None)[1:] == [5, None, None]
    assert values(object(), None) == [None] * 4


def test_what_cannot_be_logged() -> None:
    plain = RecordType("P", [Field("n", COUNT)])
    assert complaint(plain) == "logged record type does not have any &log attributes"
    odd = RecordType("O", [Field("p", PATTERN, log=True)])
    assert complaint(odd) == "type of field 'p' is not support for logging output"
    pairs = TableType((COUNT, COUNT), None)
    assert complaint(RecordType("T", [Field("t", pairs, log=True)]))
    deep = VectorType(VectorType(COUNT))
    assert complaint(RecordType("V", [Field("v", deep, log=True)])) is None
