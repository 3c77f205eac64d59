"""Records of another type than the log's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..typesystem.types import RecordType
from ..values.printing import describe_short
from ..values.record import Record, coerce_record, field_values, slot_name

if TYPE_CHECKING:
    from ..runtime.state import Runtime


def coerced(rt: Runtime, record: Any, cls: type[Record]) -> Record:
    """The record in the type of the columns; misfits are told and left out."""
    known = {f.name: f for f in cls.__zeek_type__.fields}
    given = {f.name for f in type(record).__zeek_type__.fields}
    shown = describe_short(record).decode("utf-8", "backslashreplace")
    for name in given - known.keys():
        _complain(rt, f'orphan field "{name}" in initialization ({shown})')
    for field in cls.__zeek_type__.fields:
        needed = not field.optional and not field.has_default
        if needed and field.name not in given:
            text = f'non-optional field "{field.name}" missing in initialization'
            _complain(rt, f"{text} ({shown})")
    return _with_inner(rt, coerce_record(record, cls))


def _with_inner(rt: Runtime, record: Record) -> Record:
    """The record with its inner records in their types, which have defaults too."""
    for field, value in list(field_values(record)):
        if isinstance(value, Record) and isinstance(field.type, RecordType):
            wanted = class_of(rt, field.type)
            if type(value) is not wanted:
                inner = _with_inner(rt, coerce_record(value, wanted))
                setattr(record, slot_name(field.name), inner)
    return record


def _complain(rt: Runtime, text: str) -> None:
    rt.reporter.report("error", "<no location>", text)


def class_of(rt: Runtime, kind: RecordType) -> type[Record]:
    """The class of a record type, ready to be used."""
    return rt.record(kind.name) if kind.name else rt.names.record_of(kind)
