"""What can be wrong with the description of a stream, told as `Refused`."""

from __future__ import annotations

from typing import Any

from ..typesystem.coercion import same_type
from ..typesystem.types import EnumType, FuncType, RecordType, TableType, Type
from ..values.function import info_of
from ..values.typeof import TypeValue, type_of
from .columns import Refused, type_tag


def record_type(value: Any, what: str) -> RecordType:
    """The record type that a field of the description stands for."""
    kind = value.type if isinstance(value, TypeValue) else value
    if not isinstance(kind, RecordType):
        raise Refused(f"'{what}' field is not a record type")
    return kind


def function_type(value: Any, what: str) -> FuncType:
    """The type of the event that a field of the description names."""
    info = info_of(value)
    if info is None:
        raise Refused(f"'{what}' field is not an event")
    return info.type


def _is_record(kind: Type, name: str) -> bool:
    return isinstance(kind, RecordType) and kind.name == name


def _is_enum(kind: Type, name: str) -> bool:
    return isinstance(kind, EnumType) and kind.name == name


def check_error_event(given: Any, description: str) -> None:
    """The event for errors, if there is one, takes what it is given."""
    value = getattr(given, "error_ev", None)
    if value is None:
        return
    kind = function_type(value, "error_ev")
    if kind.flavor != "event":
        raise Refused("Error event is a function, not an event")
    types = [f.type for f in kind.params.fields]
    if len(types) != 3:
        raise Refused("Error event must take 3 arguments")
    if not _is_record(types[0], description):
        raise Refused(f"Error event's first attribute must be of type {description}")
    if types[1].tag != "string":
        raise Refused("Error event's second attribute must be of type string")
    if not _is_enum(types[2], "Reporter::Level"):
        raise Refused("Error event's third attribute must be of type Reporter::Level")


# ---- events of rows


def check_event(description: Any, fields: RecordType) -> None:
    """The event of an event stream takes the fields."""
    kind = function_type(description.ev, "ev")
    if kind.flavor != "event":
        raise Refused("Stream event is a function, not an event")
    types = [f.type for f in kind.params.fields]
    if len(types) < 2:
        raise Refused("Event does not take enough arguments")
    if not _is_enum(types[1], "Input::Event"):
        raise Refused("Event's second attribute must be of type Input::Event")
    if not _is_record(types[0], "Input::EventDescription"):
        raise Refused("Event's first attribute must be of type Input::EventDescription")
    if description.want_record:
        _check_record_argument(types[2:], fields)
    else:
        _check_arguments(types[2:], fields)


def _check_record_argument(given: list[Type], fields: RecordType) -> None:
    if len(given) != 1:
        raise Refused("Event has wrong number of arguments")
    if not same_type(given[0], fields):
        raise Refused(
            f"Incompatible type {_named(given[0])} for event, which needs type"
            f" {_named(fields)}\n"
        )


def _check_arguments(given: list[Type], fields: RecordType) -> None:
    if len(given) != len(fields.fields):
        raise Refused("Event has wrong number of arguments")
    for i, (have, field) in enumerate(zip(given, fields.fields, strict=True), 3):
        if not same_type(have, field.type):
            raise Refused(
                f"Incompatible type for event in field {i}. Need type"
                f" {_named(field.type)}, got {_named(have)}"
            )


def _named(kind: Type) -> str:
    return f"'{type_tag(kind)}':{kind}"


# ---- tables


def check_table(
    description: Any, index: RecordType, value: RecordType | None
) -> TableType:
    """The table fits the index and the value; its type."""
    kind = type_of(description.destination)
    if not isinstance(kind, TableType):
        raise Refused(
            f"'destination' field has type {kind}, expected table or set identifier"
        )
    _check_index(kind, index)
    if value is None:
        if not kind.is_set:
            raise Refused(
                "'destination' field is a table, but 'val' field is not provided"
                " (did you mean to use a set instead of a table?)"
            )
        return kind
    if kind.value is None:
        raise Refused(
            "'destination' field is a set, but the 'val' field was also specified"
            " (did you mean to use a table instead of a set?)"
        )
    asked = _row_type(description, value)
    if not same_type(kind.value, asked):
        raise Refused(
            f"Table type does not match value type. Need type '{asked}',"
            f" got '{kind.value}'"
        )
    return kind


def _row_type(description: Any, value: RecordType) -> Type:
    if description.want_record or not value.fields:
        return value
    return value.fields[0].type


def _check_index(kind: TableType, index: RecordType) -> None:
    for i, have in enumerate(kind.index):
        if i >= len(index.fields):
            raise Refused("Table type has more indexes than index definition")
        need = index.fields[i].type
        if not same_type(need, have):
            raise Refused(
                f"Table type does not match index type. Need type {_named(need)},"
                f" got {_named(have)}"
            )
    if len(index.fields) != len(kind.index):
        raise Refused("Table has less elements than index definition")


def check_table_event(
    description: Any, index: RecordType, value: RecordType | None
) -> None:
    """The event of a table stream, if there is one, takes index and value."""
    event = getattr(description, "ev", None)
    if event is None:
        return
    kind = function_type(event, "ev")
    if kind.flavor != "event":
        raise Refused("Stream event is a function, not an event")
    types = [f.type for f in kind.params.fields]
    count = 3 if value is None else 4
    if len(types) != count:
        raise Refused(f"Table event must take {count} arguments")
    if not _is_record(types[0], "Input::TableDescription"):
        raise Refused(
            "Table event's first attribute must be of type Input::TableDescription"
        )
    if not _is_enum(types[1], "Input::Event"):
        raise Refused("Table event's second attribute must be of type Input::Event")
    if not same_type(types[2], index):
        raise Refused(
            f"Table event's index attributes do not match. Need '{index}',"
            f" got '{types[2]}'"
        )
    if value is not None:
        _check_value_argument(description, value, types[3])


def _check_value_argument(description: Any, value: RecordType, have: Type) -> None:
    asked = _row_type(description, value)
    if not same_type(have, asked):
        verb = "attributes do" if description.want_record else "attribute does"
        raise Refused(
            f"Table event's value {verb} not match. Need '{asked}', got '{have}'"
        )
