"""The writer of Parquet files, by way of pyarrow; Zeek does not have it.

A file becomes whole when it is closed, so until then it has another name: a run that is
killed leaves no file that looks whole and is not.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ..typesystem.types import TableType, Type, VectorType
from .format import element_type, elements_of, function_lines
from .writer import Writer, WriterError

BATCH = 50_000
"""Rows of one group in a file; so many wait at most."""

ENDING = ".parquet"
PART = ".part"
"""What stands behind the name of a file that is not whole yet."""

PLAIN = {
    "bool": "bool_",
    "int": "int64",
    "count": "uint64",
    "port": "uint16",
    "double": "float64",
    "interval": "float64",
}
"""Types of pyarrow for those of Zeek whose values stand for themselves."""


def arrow() -> Any:
    """The package pyarrow; WriterError without it."""
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise WriterError(
            "needs the package pyarrow: pip install 'pyzeek[parquet]'"
        ) from None
    return import_module("pyarrow")


def decoded(text: bytes) -> str:
    """Bytes as text; what is no UTF-8 stays visible."""
    return text.decode("utf-8", "backslashreplace")


class ParquetWriter(Writer):
    """Writes rows in groups, each column for itself."""

    name = "Log::WRITER_PARQUET"
    file: Any = None

    def open(self) -> None:
        """Begin the file."""
        self.arrow = arrow()
        columns = self.info.columns
        self.schema = self.arrow.schema([(c.name, self._type(c.type)) for c in columns])
        self.convert = [converter(c.type) for c in columns]
        folder = self.text("Log::default_logdir")
        self.path = os.path.join(folder, self.info.path + ENDING)
        self._begin()

    def _begin(self) -> None:
        self.rows: list[list[Any]] = [[] for _ in self.info.columns]
        self.waiting = 0
        try:
            made = self.arrow.parquet.ParquetWriter(self.path + PART, self.schema)
        except OSError as e:
            raise self._failure("cannot open", e) from None
        self.file = made

    def _failure(self, what: str, e: OSError) -> WriterError:
        return WriterError(f"{what} {self.path}: {os.strerror(e.errno or 0)}")

    def _type(self, kind: Type) -> Any:
        arrow = self.arrow
        if isinstance(kind, TableType | VectorType):
            return arrow.list_(self._type(element_type(kind)))
        if kind.tag == "time":
            return arrow.timestamp("us", tz="UTC")
        return getattr(arrow, PLAIN.get(kind.tag, "string"))()

    # ---- writing

    def write(self, record: Any, extension: Any) -> None:
        """Add a row."""
        if self.file is None:
            self.attempt(self._begin)
        values = self.shortened(record, extension)
        if values is None:
            values = self.values(record, extension)
        elif not values:
            return
        for column, convert, value in zip(self.rows, self.convert, values, strict=True):
            column.append(None if value is None else convert(value))
        self.waiting += 1
        if self.waiting >= BATCH:
            self.attempt(self._write_group)

    def _write_group(self) -> None:
        rows, self.rows = self.rows, [[] for _ in self.info.columns]
        self.waiting = 0
        arrays = [
            self.arrow.array(column, type=field.type)
            for column, field in zip(rows, self.schema, strict=True)
        ]
        table = self.arrow.Table.from_arrays(arrays, schema=self.schema)
        try:
            self.file.write_table(table)
        except OSError as e:
            raise self._failure("error writing to", e) from None

    def close(self) -> None:
        """Write the rest and give the file its name."""
        if self.file is not None:
            self.attempt(self._end)
            self.file = None

    def _end(self) -> None:
        if self.waiting:
            self._write_group()
        try:
            self.file.close()
            os.replace(self.path + PART, self.path)
        except OSError as e:
            raise self._failure("error writing to", e) from None

    def rotate(self, path: str) -> tuple[str, str] | None:
        """Close the file and give it another name."""
        if self.file is None:
            return None
        self.close()
        if self.broken:
            return None
        try:
            os.replace(self.path, path + ENDING)
        except OSError as e:
            self.report(f"failed to rename {self.path} to {path}{ENDING}: {e.strerror}")
            return None
        return path + ENDING, self.path


def converter(kind: Type) -> Callable[[Any], Any]:
    """What makes a value for pyarrow of one of Zeek's."""
    tag = kind.tag
    if isinstance(kind, TableType | VectorType):
        take, convert = elements_of(kind), converter(element_type(kind))
        return lambda v: [None if x is None else convert(x) for x in take(v)]
    if tag == "time":
        return micros
    if tag == "port":
        return lambda v: v & 0xFFFF
    if tag in ("double", "interval"):
        return float
    if tag in PLAIN:
        return lambda v: v
    if tag == "string":
        return decoded
    if tag == "func":
        return lambda v: decoded(function_lines(v))
    if tag == "file":
        return lambda v: decoded(v.name)
    return str


def micros(t: float) -> int | None:
    """A time in microseconds; None for one that 64 bits cannot hold."""
    if not -9e12 < t < 9e12:
        return None
    return round(t * 1_000_000)
