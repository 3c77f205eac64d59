"""Types and names: what a value is, what fields, members and globals there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..typesystem.types import (
    ANY,
    STRING,
    EnumType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from ..values.record import UNSET, Record
from ..values.table import Set, Table, make_table
from ..values.typeof import TypeValue, type_of
from .contract import (
    Symbol,
    all_options,
    all_symbols,
    bif,
    find_symbol,
    named_type,
    shown,
)
from .vectors import STRINGS

if TYPE_CHECKING:
    from ..runtime import Runtime

_STRING_SET = TableType((STRINGS.element,), None)


@bif("type_name")
def type_name(value: Any) -> bytes:
    """The type of a value in words."""
    if isinstance(value, TypeValue | Type):
        return b"type"
    return str(type_of(value)).encode()


@bif("type_aliases", runtime=True)
def type_aliases(rt: Runtime, value: Any) -> Set:
    """All names of the type of a value."""
    kind = named_type(value) or type_of(value)
    own = value.name if isinstance(value, TypeValue) else getattr(kind, "name", "")
    if find_symbol(rt, own) is None:
        return Set((), _STRING_SET)
    links = {s.name: s.alias for s in all_symbols(rt) if s.alias}
    root = _origin(own, links)
    names = [root, *(n for n in links if _origin(n, links) == root)]
    return Set([n.encode() for n in names], _STRING_SET)


def _origin(name: str, links: dict[str, str]) -> str:
    """The name that all aliases go back to."""
    while name in links:
        name = links[name]
    return name


@bif("enum_names", runtime=True)
def enum_names(rt: Runtime, value: Any) -> Set:
    """The members of an enum type or of the type of that name."""
    kind = _type_named(rt, value) if type(value) is bytes else named_type(value)
    if not isinstance(kind, EnumType):
        return Set((), _STRING_SET)
    return Set([n.encode() for n in kind.members], _STRING_SET)


def _type_named(rt: Runtime, name: bytes) -> Type | None:
    found = find_symbol(rt, shown(name))
    return found.type if found is not None and found.kind == "type" else None


@bif("record_fields", runtime=True)
def record_fields(rt: Runtime, value: Any) -> Table:
    """What the fields of a record, a record type or one of that name are."""
    kind: Type | None
    if type(value) is bytes:
        kind = _type_named(rt, value)
        if not isinstance(kind, RecordType):
            problem = "record_fields string argument does not name a record type"
            rt.reporter.error(problem)
            kind = None
    else:
        kind = named_type(value) or type_of(value)
    table_type = _type_named(rt, b"record_field_table")
    if not isinstance(table_type, TableType):
        table_type = TableType((STRING,), ANY)
    table = make_table(table_type, ordered=True)
    if not isinstance(kind, RecordType):
        if type(value) is not bytes:
            rt.reporter.error("record_fields() requires a record value or type")
        return table
    _describe_fields(rt, table, kind, value)
    return table


def _describe_fields(rt: Runtime, table: Table, kind: RecordType, value: Any) -> None:
    cls = rt.names.record_of(kind)
    row = rt.record("record_field")
    for field, slot in zip(kind.fields, cls.__zeek_slots__, strict=True):
        entry = row(
            type_name=field_type_name(field.type).encode(),
            log=field.log,
            optional=field.optional or field.has_default,
        )
        if isinstance(value, Record) and hasattr(value, slot):
            entry.value = getattr(value, slot)
        if field.has_default and field.name in cls.__zeek_defaults__:
            entry.default_val = cls.__zeek_defaults__[field.name]()
        table[field.name.encode()] = entry


def field_type_name(kind: Type) -> str:
    """The type of a field in words: records and enums say what they are."""
    if isinstance(kind, VectorType):
        return f"vector of {field_type_name(kind.element)}"
    if isinstance(kind, TableType):
        index = ",".join(field_type_name(t) for t in kind.index)
        if kind.value is None:
            return f"set[{index}]"
        return f"table[{index}] of {field_type_name(kind.value)}"
    name = getattr(kind, "name", "")
    if isinstance(kind, RecordType | EnumType) and name:
        return f"{kind.tag} {name}"
    return str(kind) if isinstance(kind, RecordType) else kind.tag


@bif("lookup_ID", runtime=True)
def lookup_id(rt: Runtime, name: bytes) -> Any:
    """The value of a global."""
    found = find_symbol(rt, shown(name))
    if found is None:
        return b"<unknown id>"
    value = value_of(rt, found)
    return b"<no ID value>" if value is UNSET else value


def value_of(rt: Runtime, found: Symbol) -> Any:
    """The value of a global, `UNSET` if it has none."""
    if found.kind == "type":
        return UNSET
    if found.kind == "enum":
        return rt.enum(found.name)
    try:
        return rt.value(found.name)
    except KeyError:
        return UNSET


@bif("global_options", runtime=True)
def global_options(rt: Runtime) -> Set:
    """The names of all options."""
    return Set([name.encode() for name in all_options(rt)], _STRING_SET)


@bif("global_ids", runtime=True)
def global_ids(rt: Runtime) -> Table:
    """What all globals are."""
    table_type = _type_named(rt, b"id_table")
    table = Table((), table_type if isinstance(table_type, TableType) else None)
    if getattr(rt, "parsing", False):
        # the error is told, and no run follows
        place = rt.reporter.here()
        where = str(place.location) if place else ""
        text = "top-level global_ids() call unsupported"
        rt.reporter.report("error", where, text)
        rt.exit(1)
    modules = set()
    for found in all_symbols(rt):
        table[found.name.encode()] = _script_id(rt, found)
        modules.add(found.name.rpartition("::")[0] or "GLOBAL")
    for module in sorted(modules):
        entry = rt.record("script_id")(b"module", *[False] * 6)
        table[f"module {module}".encode()] = entry
    return table


def _script_id(rt: Runtime, found: Symbol) -> Any:
    entry = rt.record("script_id")(
        str(found.type).encode(),
        found.exported and ("::" in found.name or found.builtin),
        found.kind in ("const", "enum"),
        found.kind == "enum",
        found.kind == "option",
        found.redefinable or found.kind == "option",
        False,
    )
    value = UNSET if found.kind == "enum" else value_of(rt, found)
    if value is not UNSET:
        entry.value = value
    return entry


@bif("global_container_footprints", runtime=True)
def global_container_footprints(rt: Runtime) -> Table:
    """How many values each global container is made of."""
    from ..values.vector import Vector
    from .tables import val_footprint

    table_type = _type_named(rt, b"var_sizes")
    table = Table((), table_type if isinstance(table_type, TableType) else None)
    for found in all_symbols(rt):
        value = value_of(rt, found)
        if isinstance(value, Table | Vector | Record):
            table[found.name.encode()] = val_footprint(value)
    return table
