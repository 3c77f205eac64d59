"""The writer of SQLite databases."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from ..typesystem.types import Type
from .columns import Column
from .format import function_lines
from .tsv import Marks, Tsv
from .writer import Writer, WriterError

BATCH = 1000
"""So many rows wait at most."""

INTEGERS = frozenset(("int", "count", "port"))
NUMBERS = frozenset(("time", "interval", "double"))


class SqliteWriter(Writer):
    """Writes rows of a table, which is made if the database lacks it."""

    name = "Log::WRITER_SQLITE"
    base: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open the database and make the table."""
        info = self.info
        self.rows: list[list[Any]] = []
        self.table = info.config.get("tablename", info.path)
        marks = ("set_separator", "empty_field", "unset_field")
        inner, empty, unset = [self._mark(name) for name in marks]
        self.form = Tsv(Marks(b"", inner, empty, unset, False))
        self.convert = [self._converter(c.type) for c in info.columns]
        folder = self.text("Log::default_logdir")
        file = os.path.join(folder, info.path + ".sqlite")
        try:
            self.base = sqlite3.connect(file, isolation_level=None)
            self._pragma("synchronous")
            self._pragma("journal_mode")
            self.base.execute(self._creation())
        except sqlite3.Error as e:
            if self.base is not None:
                self.base.close()
            raise WriterError(f"SQLite call failed: {e}") from None
        places = ", ".join("?" * len(info.columns))
        names = ", ".join(quoted(c.name) for c in info.columns)
        self.statement = f"INSERT INTO {self.table} ( {names} ) VALUES ({places});"

    def _mark(self, name: str) -> bytes:
        found: bytes = self.constant(f"LogSQLite::{name}")
        return found

    def _pragma(self, name: str) -> None:
        value = str(self.constant(f"LogSQLite::{name}")).rpartition(f"_{name.upper()}_")
        if value[2] != "DEFAULT" and self.base is not None:
            self.base.execute(f"PRAGMA {name}={value[2]};")

    def _creation(self) -> str:
        columns = ",\n".join(
            f"{quoted(c.name)} {sql_type(c)}" for c in self.info.columns
        )
        return f"CREATE TABLE IF NOT EXISTS {self.table} (\n{columns}\n);"

    def _converter(self, kind: Type) -> Any:
        tag = kind.tag
        if tag == "bool":
            return int
        if tag == "port":
            return lambda v: v & 0xFFFF
        if tag in INTEGERS:
            return signed
        if tag in NUMBERS:
            return float
        if tag in ("set", "vector"):
            text = self.form.text(kind)
            return lambda v: decoded(text(v))
        if tag == "string":
            return lambda v: decoded(v) if v else None
        if tag == "func":
            return lambda v: decoded(function_lines(v))
        if tag == "file":
            return lambda v: decoded(v.name)
        return str

    def write(self, record: Any, extension: Any) -> None:
        """Add a row."""
        values = self.shortened(record, extension)
        if values is None:
            values = self.values(record, extension)
        elif not values:
            return
        self.rows.append(
            [
                None if value is None else convert(value)
                for convert, value in zip(self.convert, values, strict=True)
            ]
        )
        if len(self.rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait."""
        self.attempt(self._insert)

    def _insert(self) -> None:
        rows, self.rows = self.rows, []
        if not rows or self.base is None:
            return
        try:
            self.base.execute("BEGIN")
            self.base.executemany(self.statement, rows)
            self.base.execute("COMMIT")
        except sqlite3.Error as e:
            raise WriterError(f"SQLite call failed: {e}") from None

    def close(self) -> None:
        """Write the rest."""
        if self.base is not None:
            self.flush()
            self.base.close()
            self.base = None


def sql_type(column: Column) -> str:
    """The type of a column in SQL."""
    tag = column.type.tag
    if tag == "bool":
        return "boolean"
    if tag in INTEGERS:
        return "integer"
    return "double precision" if tag in NUMBERS else "text"


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return "'" + name.replace("'", "''") + "'"


def signed(value: int) -> int:
    """A count as SQLite's integers of 64 bits hold it."""
    return value - 2**64 if value >= 2**63 else int(value)


def decoded(text: bytes) -> str:
    """Bytes as text; what is no UTF-8 stays visible."""
    return text.decode("utf-8", "backslashreplace")
