"""Runtime values from the rows of a reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..typesystem.types import EnumType, RecordType, TableType, Type, VectorType
from ..values.pattern import Pattern, PatternError
from ..values.record import Record, slot_name
from ..values.table import Table, make_table
from ..values.vector import Vector
from .columns import element_type, is_readable, may_lack

if TYPE_CHECKING:
    from ..runtime import Runtime

Convert = Callable[[Any, int], Any]
"""From a reader's value and the number of its line to the value of a script."""
Warn = Callable[[str], object]


class Unfit(Exception):
    """A row cannot become values, which was told."""


class Converter:
    """Makes converters for one stream."""

    def __init__(self, rt: Runtime, name: str, path: str, warn: Warn):
        self.rt = rt
        self.name = name
        "What the values are for, in words."
        self.path = path
        self.warn = warn

    def of(self, kind: Type) -> Convert | None:
        """The converter for a type; None if the reader's value does as it is."""
        if isinstance(kind, EnumType):
            return self._enum(kind)
        if kind.tag == "pattern":
            return self._pattern
        inner = element_type(kind)
        if inner is None:
            return None
        convert = self.of(inner)
        if isinstance(kind, VectorType):
            return lambda items, line: Vector(_each(items, convert), kind)
        assert isinstance(kind, TableType)
        return lambda items, line: _set(kind, _each(items, convert))

    def _enum(self, kind: EnumType) -> Convert:
        def convert(text: bytes, line: int) -> Any:
            name = text.decode("utf-8", "surrogateescape")
            full = name.removeprefix("GLOBAL::")
            if full in kind.members:
                return self.rt.enum(full)
            problem = f"Value '{name}' for {self.name} is not a valid enum."
            self.warn(f"{self.path}, line {line}: {problem}" if line >= 0 else problem)
            raise Unfit

        return convert

    def _pattern(self, text: bytes, line: int) -> Pattern:
        made = Pattern.of(text)
        try:
            made.check()
        except PatternError:
            shown = text.decode("utf-8", "surrogateescape")
            self.rt.reporter.error(f"error compiling pattern /^?({shown})$?/")
            raise Unfit from None
        return made

    def missing(self, line: int, what: str) -> None:
        """Tell of a field that a row lacks."""
        where = f"{self.path}:{line}: " if line >= 0 else ""
        self.warn(f"{where}Skipping input with missing non-optional value ({what})")
        raise Unfit

    def record(self, kind: RecordType, start: int = 0) -> RecordMaker:
        """The maker of records whose columns begin at `start`."""
        return RecordMaker(self, kind, start)


def _each(items: tuple[Any, ...], convert: Convert | None) -> list[Any]:
    if convert is None:
        return list(items)
    return [None if item is None else convert(item, -1) for item in items]


def _set(kind: TableType, items: list[Any]) -> Table:
    return make_table(kind, [item for item in items if item is not None])


class RecordMaker:
    """Makes records of one type from rows."""

    def __init__(self, converter: Converter, kind: RecordType, start: int):
        self.converter = converter
        self.kind = kind
        self.cls: type[Record] = converter.rt.names.record_of(kind)
        self.steps: list[tuple[str, int, Convert | None, bool, str]] = []
        "Attribute, column, converter, whether it must be there, name."
        self.inner: list[tuple[str, RecordMaker]] = []
        self.end = start
        for f in kind.fields:
            slot = slot_name(f.name)
            if isinstance(f.type, RecordType):
                maker = RecordMaker(converter, f.type, self.end)
                self.inner.append((slot, maker))
                self.end = maker.end
            elif is_readable(f.type):
                convert = converter.of(f.type)
                step = (slot, self.end, convert, not may_lack(f), f.name)
                self.steps.append(step)
                self.end += 1

    def __call__(self, values: tuple[Any, ...], line: int) -> Record:
        """The record for a row; raises `Unfit` after telling why there is none."""
        given: dict[str, Any] = {}
        for slot, column, convert, required, name in self.steps:
            value = values[column]
            if value is None:
                if required:
                    self.converter.missing(line, f"record field {name}")
                continue
            given[slot] = value if convert is None else convert(value, line)
        for slot, maker in self.inner:
            given[slot] = maker(values, line)
        return self.cls(**given)

    def parts(self, record: Record) -> list[Any]:
        """The values of the fields, as they stand in the index of a table."""
        return [getattr(record, slot_name(f.name), None) for f in self.kind.fields]

    def from_key(self, key: Any) -> Record:
        """The record for the index of a table."""
        parts = [key] if len(self.kind.fields) == 1 else key
        names = [slot_name(f.name) for f in self.kind.fields]
        return self.cls(**dict(zip(names, parts, strict=True)))
