"""The SQLite reader: the rows of a query."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from .columns import Column, element_type
from .reader import MORE, TURN, Reader, Sink, Source, Work
from .texts import BadText, Formatter, Marks


class NoValue(Exception):
    """A column does not hold what its type asks for, which was told."""


class SQLiteReader(Reader):
    """What `$config["query"]` finds in the database `SOURCE.sqlite`."""

    kind = "Input::READER_SQLITE"
    module = "InputSQLite"
    OPTIONS = ("set_separator", "unset_field", "empty_field")

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        options = source.options
        marks = Marks(
            options["set_separator"], options["unset_field"], options["empty_field"]
        )
        self.formatter = Formatter(self.warn, marks)
        self.database: sqlite3.Connection | None = None
        self.query = ""

    def begin(self) -> Work:
        if self.source.mode != "MANUAL":
            self.error("SQLite only supports manual reading mode.")
            return False
        query = self.source.config.get("query")
        if query is None:
            self.error(
                "No query specified when setting up SQLite data source"
                f" {self.source.path}. Aborting."
            )
            return False
        self.query = query.decode("utf-8", "surrogateescape")
        if not self._connect():
            return False
        yield from self.update()
        return True

    def _connect(self) -> bool:
        """Open the database and look whether it understands the query."""
        path = os.path.abspath(f"{self.source.path}.sqlite")
        try:
            # mode=rw does not make a database that is not there
            self.database = sqlite3.connect(
                f"{_uri(path)}?mode=rw", uri=True, isolation_level=None
            )
            self.database.text_factory = bytes
            self.database.execute(f"EXPLAIN {self.query}").close()
        except (sqlite3.Error, sqlite3.Warning, ValueError) as e:
            self._failed(e)
            return False
        return True

    def _failed(self, e: Exception) -> None:
        self.error(f"SQLite call failed: {e}")

    def close(self) -> None:
        if self.database is not None:
            self.database.close()
            self.database = None

    def update(self) -> Work:
        assert self.database is not None
        try:
            found = self.database.execute(self.query)
            names = [row[0] for row in found.description or ()]
            places = self._places(names)
            if places is None:
                return False
            for count, row in enumerate(found, 1):
                values = [self._value(c, row, *p) for c, p in places]
                self.send(tuple(values))
                if count % TURN == 0:
                    yield MORE
        except sqlite3.Error as e:
            self._failed(e)
            return False
        except NoValue:
            return False
        self.sink.end()
        return True

    def _places(self, names: list[str]) -> list[tuple[Column, tuple[int, int]]] | None:
        """Where each column stands in the rows, and its protocol."""
        found = []
        for column in self.columns:
            for name in (column.name, column.protocol):
                if name and names.count(name) > 1:
                    self.error(
                        f"SQLite statement returns several columns with name {name}!"
                        " Cannot decide which to choose, aborting"
                    )
                    return None
            if column.name not in names:
                self.error(
                    f"Required field {column.name} not found after SQLite statement"
                )
                return None
            protocol = column.protocol
            other = names.index(protocol) if protocol in names else -1
            found.append((column, (names.index(column.name), other)))
        return found

    def _value(
        self, column: Column, row: tuple[Any, ...], place: int, protocol: int
    ) -> Any:
        given, kind = row[place], column.type
        if given is None:
            return None
        tag = kind.tag
        if tag == "bool":
            return self._bool(given)
        if tag == "port":
            return self._port(given, row[protocol] if protocol >= 0 else MISSING)
        if tag in ("int", "count"):
            return _whole(given) & MASK if tag == "count" else _whole(given)
        if tag == "double":
            return _number(given)
        text = _text(given)
        try:
            if tag in ("string", "enum"):
                return text
            if tag == "pattern":
                self.error("unsupported field format 17")
                raise NoValue
            if element_type(kind) is not None:
                return self.formatter.parser(kind)(text)
            return getattr(self.formatter, f"read_{tag}")(text)
        except BadText:
            raise NoValue from None

    def _bool(self, given: Any) -> bool:
        if not isinstance(given, int):
            self.error("Invalid data type for boolean - expected Integer")
            raise NoValue
        if given not in (0, 1):
            self.error(f"Invalid value for boolean: {given}")
            raise NoValue
        return bool(given)

    def _port(self, given: Any, protocol: Any) -> Any:
        mask = 0
        if protocol is None:
            self.error("Port protocol definition did not contain text")
        elif protocol is not MISSING:
            mask = self.formatter.protocol(_text(protocol))
        return self.formatter.port_of(_whole(given) & 0xFFFFFFFF, mask)


MISSING = object()
MASK = (1 << 64) - 1


def _uri(path: str) -> str:
    from urllib.parse import quote

    return f"file:{quote(path)}"


def _whole(given: Any) -> int:
    """A column as SQLite itself turns it into a whole number."""
    try:
        return int(_number(given))
    except (ValueError, OverflowError):
        return 0


def _number(given: Any) -> float:
    if isinstance(given, int):
        return given
    try:
        return float(given)
    except ValueError:
        return 0.0


def _text(given: Any) -> bytes:
    """A column as SQLite itself turns it into text."""
    return given if isinstance(given, bytes) else str(given).encode()
