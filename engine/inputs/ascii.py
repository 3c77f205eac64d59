"""The ASCII reader: tables in text, with the names of the columns in `#fields`."""

from __future__ import annotations

import os
from typing import Any

from ..structure import Structure
from .columns import Column
from .file_reader import FileReader
from .reader import MORE, TURN, Sink, Source, Work, with_prefix
from .texts import BadText, Formatter, Marks, Parser, shown

TEXTS = ("separator", "set_separator", "empty_field", "unset_field")
SWITCHES = ("fail_on_invalid_lines", "fail_on_file_problem")


class Place(Structure):
    """Where a column's text stands in a line, and how it is read."""

    parse: Parser
    position: int
    "-1 if the file does not have the column."
    protocol: int = -1


class TooShort(Exception):
    """A line ends before a column that is asked for."""

    def __init__(self, last: int, place: Place):
        super().__init__()
        self.last = last
        self.place = place


class AsciiReader(FileReader):
    """Lines of fields between separators."""

    kind = "Input::READER_ASCII"
    module = "InputAscii"
    OPTIONS = (*TEXTS, *SWITCHES, "path_prefix")

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        self.texts = {name: source.options[name] for name in TEXTS}
        self.switches = {name: source.options[name] for name in SWITCHES}
        for name, value in source.config.items():
            if name in TEXTS:
                self.texts[name] = value
            elif name in SWITCHES:
                self.switches[name] = value.startswith(b"T")
        self.fatal = self.switches["fail_on_file_problem"]
        self.path = with_prefix(source.path, os.fsdecode(source.options["path_prefix"]))
        self.separator = self.texts["separator"][:1] or b"\0"
        self.header = b""
        self.places: list[Place] = []
        self.quick: list[tuple[Parser, int]] | None = None
        "The places, where each column is there and stands for itself."

    # ---- life

    def begin(self) -> Work:
        self.speak_again()
        for name in ("separator", "set_separator"):
            if len(self.texts[name]) != 1:
                self.error(f"{name} length has to be 1. Separator will be truncated.")
        marks = Marks(
            self.texts["set_separator"],
            self.texts["unset_field"],
            self.texts["empty_field"],
        )
        self.formatter = Formatter(self.warn, marks, self._warn_run)
        return (yield from self.update())

    def _warn_run(self, text: str) -> None:
        self.sink.report("warning", text)

    def heartbeat(self) -> Work:
        if self.failed or self.source.mode == "MANUAL" or not self.open():
            return True
        return (yield from super().heartbeat())

    def close(self) -> None:
        self.location = ""
        self.close_file()

    # ---- the file

    def open(self) -> bool:
        """Open the file, unless it is, and read its header."""
        if self.file is not None:
            return True
        if not self.open_file():
            return False
        if not self.read_header():
            self.file_problem(
                f"Init: cannot open {self.path}; problem reading file header"
            )
            self.close_file()
            return False
        if not self.location:
            self.location, self.line = self.path, 0
        self.speak_again()
        return True

    def next_line(self) -> bytes | None:
        """The next line with fields, or the names of the fields."""
        assert self.file is not None
        for line in self.file:
            line = line.removesuffix(b"\n")
            if self.location:
                self.line += 1
            line = line.removesuffix(b"\r")
            if not line.startswith(b"#"):
                if line:
                    return line
            elif line.startswith(b"#fields" + self.separator) and len(line) > 8:
                return line[8:]
        return None

    def read_header(self) -> bool:
        """Read the names of the columns from the file."""
        line = self.next_line()
        if line is None:
            self.file_problem(
                f"Could not read input data file {self.path};"
                " first line could not be read"
            )
            return False
        self.header = line
        return self.map_columns()

    def map_columns(self) -> bool:
        """Find the columns that are asked for."""
        names = [shown(name) for name in self.header.split(self.separator)]
        self.places = []
        for column in self.columns:
            place = self._place_of(column, names)
            if place is None:
                return False
            self.places.append(place)
        plain = all(p.position >= 0 and p.protocol < 0 for p in self.places)
        quick = [(p.parse, p.position) for p in self.places]
        self.quick = quick if plain else None
        return True

    def _place_of(self, column: Column, names: list[str]) -> Place | None:
        parse = self.formatter.parser(column.type, column.name)
        if column.name not in names:
            if column.optional:
                return Place(parse, -1)
            self.file_problem(
                f"Did not find requested field {column.name} in input data file"
                f" {self.path}."
            )
            return None
        place = Place(parse, names.index(column.name))
        if column.protocol:
            if column.protocol not in names:
                self.file_problem(
                    f"Could not find requested port type field {column.protocol} in"
                    f" input data file {self.path}."
                )
                return None
            place.protocol = names.index(column.protocol)
        return place

    # ---- reading

    def update(self) -> Work:
        if not self.open():
            return not self.fatal
        self.line = 0
        if self.source.mode == "REREAD":
            changed = self.changed()
            if not changed:
                return not self.fatal if changed is None else True
        if self.streaming:
            if not self.map_columns():
                return not self.fatal
        else:
            self.close_file()
            if not self.open():
                return not self.fatal
        return (yield from self._read())

    def _read(self) -> Work:
        rows = 0
        while (line := self.next_line()) is not None:
            try:
                values = self._values(line.split(self.separator))
            except TooShort as e:
                self._too_short(line, e)
                if self.switches["fail_on_invalid_lines"]:
                    return False
                continue
            except BadText:
                self.warn(
                    f"Could not convert line '{shown(line)}' of {self.path} to Val."
                    " Ignoring line."
                )
                continue
            if self._quiet:
                self.speak_again()
            self.send(values)
            rows += 1
            if rows % TURN == 0:
                yield MORE
        if not self.streaming:
            self.sink.end()
        self.speak_again()
        return True

    def _values(self, texts: list[bytes]) -> tuple[Any, ...]:
        if self.quick is not None:
            try:
                return tuple([parse(texts[i]) for parse, i in self.quick])
            except IndexError:
                pass  # told below which column it is
        return tuple([self._value(place, texts) for place in self.places])

    def _value(self, place: Place, texts: list[bytes]) -> object:
        if place.position < 0:
            return None
        if place.position >= len(texts) or place.protocol >= len(texts):
            raise TooShort(len(texts) - 1, place)
        value = place.parse(texts[place.position])
        if place.protocol >= 0 and value is not None:
            mask = self.formatter.protocol(texts[place.protocol])
            value = self.formatter.port_of(value & 0xFFFF, mask)
        return value

    def _too_short(self, line: bytes, e: TooShort) -> None:
        fail = self.switches["fail_on_invalid_lines"]
        self.fail_or_warn(
            fail,
            f"Not enough fields in line '{shown(line)}' of {self.path}. Found {e.last}"
            f" fields, want positions {e.place.position} and {e.place.protocol}",
            once=not fail,
        )
