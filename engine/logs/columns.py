"""The columns of a log: a record type unrolled to its loggable fields."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any

from ..structure import Structure
from ..typesystem.types import RecordType, TableType, Type, VectorType
from ..values.record import slot_name

LOGGABLE = frozenset(
    "addr bool count double enum func file int interval port set string subnet time"
    " vector record".split()
)
"""Types that a column may have."""


class Column(Structure):
    """A column: its name and where in the record its value stands."""

    name: str
    type: Type
    path: tuple[str, ...]
    "The attributes that lead from the record to the value."
    certain: tuple[bool, ...]
    "Whether each attribute on the way always has a value."
    extension: bool
    "Whether it comes from the record of `ext_func`."

    @property
    def type_name(self) -> str:
        """The type as the header of a log shows it."""
        if isinstance(self.type, TableType):
            return f"set[{self.type.index[0].tag}]"
        if isinstance(self.type, VectorType):
            return f"vector[{self.type.element.tag}]"
        return self.type.tag


class Selection(Structure):
    """Which columns a filter takes and how it calls them."""

    include: Container[bytes] | None = None
    exclude: Container[bytes] | None = None
    scope_sep: str = "."
    prefix: str = ""
    "What stands before the names of extension columns."
    extension: bool = False

    def takes(self, name: str) -> bool:
        """Whether a column is wanted; extension columns always are."""
        if self.extension:
            return True
        key = name.encode()
        if self.include is not None and key not in self.include:
            return False
        return self.exclude is None or key not in self.exclude


def unroll(
    kind: RecordType, selection: Selection, before: Column | None = None
) -> Iterator[Column]:
    """The columns of a record type in order, nested records unrolled."""
    for field in kind.fields:
        if not field.log:
            continue
        parents: tuple[Any, ...] = ((), ()) if before is None else _parents(before)
        name = field.name
        if before is not None:
            name = f"{before.name}{selection.scope_sep}{name}"
        elif selection.extension:
            name = selection.prefix + name
        column = Column(
            name,
            field.type,
            (*parents[0], slot_name(field.name)),
            (*parents[1], not field.optional),
            selection.extension,
        )
        if isinstance(field.type, RecordType):
            yield from unroll(field.type, selection, column)
        elif selection.takes(name):
            yield column


def _parents(column: Column) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    return column.path, column.certain


def values_of(columns: list[Column]) -> Callable[[Any, Any], list[Any]]:
    """What takes a record and its extension apart; None where nothing is set."""
    paths = [(c.path, c.extension) for c in columns]

    def values(record: Any, extension: Any) -> list[Any]:
        found = []
        for path, extended in paths:
            value = extension if extended else record
            for slot in path:
                value = getattr(value, slot, None)
            found.append(value)
        return found

    return values


def complaint(kind: RecordType) -> str | None:
    """Why a record type cannot be the columns of a log, if it cannot."""
    logged = [f for f in kind.fields if f.log]
    for field in logged:
        if not is_loggable(field.type):
            return f"type of field '{field.name}' is not support for logging output"
    if not logged:
        return "logged record type does not have any &log attributes"
    return None


def is_loggable(kind: Type) -> bool:
    """Whether values of a type can stand in a log."""
    if kind.tag not in LOGGABLE:
        return False
    if isinstance(kind, TableType):
        return len(kind.index) == 1 and _is_element(kind.index[0])
    return not isinstance(kind, VectorType) or _is_element(kind.element)


def _is_element(kind: Type) -> bool:
    if isinstance(kind, VectorType | TableType):
        return is_loggable(kind)
    return kind.tag in LOGGABLE and kind.tag != "record"
