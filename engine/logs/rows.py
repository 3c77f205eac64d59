"""One generated function turns a record into a line.

For a log of three columns the function reads, say,

    def row(r, e):
        try:
            p0 = r.id
            c2 = getattr(r, 'note', None)
            return b"%.6f\\t%b\\t%b\\n" % (
                r.ts, KEPT_1[p0.orig_h], b"-" if c2 is None else TEXT_2(c2),
            )
        except AttributeError:
            return plain(r, e)

Where a value that should be there is not, reading it raises AttributeError; then
`plain_row`, which takes any record, does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .columns import Column, values_of
from .format import Format

Row = Callable[[Any, Any], bytes]
_NAME = re.compile(r"\b(KEPT|TEXT)\b")


def row_function(columns: list[Column], form: Format) -> Row:
    """The function for all records of a log."""
    return RowCode(columns, form).function(plain_row(columns, form))


def plain_row(columns: list[Column], form: Format) -> Row:
    """The same without generated code, value by value."""
    values, line = values_of(columns), line_function(columns, form)
    return lambda record, extension: line(values(record, extension))


def line_function(columns: list[Column], form: Format) -> Callable[[list[Any]], bytes]:
    """What makes a line of the values of all columns."""
    texts = [form.text(c.type) for c in columns]

    def line(values: list[Any]) -> bytes:
        made = [
            None if value is None else text(value)
            for text, value in zip(texts, values, strict=True)
        ]
        return form.line(columns, made)

    return line


class RowCode:
    """Writes the function."""

    def __init__(self, columns: list[Column], form: Format):
        self.columns = columns
        self.form = form
        self.scope: dict[str, Any] = {}
        self.parents: dict[tuple[str, ...], str] = {}
        self.lines: list[str] = []
        self.template = b""
        self.arguments: list[str] = []

    def function(self, plain: Row | None = None) -> Row:
        """The function, compiled; `plain` does what it cannot do."""
        for number, column in enumerate(self.columns):
            self._column(number, column)
        start, template = self.form.start, self.template + literal(self.form.end)
        arguments = "".join(f"{a}, " for a in self.arguments)
        line = f"{template!r} % ({arguments})"
        if start == b"{" and not is_certain(self.columns[0]):
            # whichever value comes first brings a comma along
            line = f"{start!r} + ({line}).lstrip(b',')"
        elif start:
            line = f"{literal(start) + template!r} % ({arguments})"
        self.lines.append(f"return {line}")
        lines = ["def row(r, e):", *[f"    {line}" for line in self.lines]]
        if plain is not None:
            self.scope["plain"] = plain
            lines[1:] = [f"    {line}" for line in lines[1:]]
            lines.insert(1, "    try:")
            lines += ["    except AttributeError:", "        return plain(r, e)"]
        exec("\n".join(lines), self.scope)
        made: Row = self.scope["row"]
        return made

    def _column(self, number: int, column: Column) -> None:
        conversion, expression, names = self.form.piece(column.type)
        self.scope.update({f"{name}_{number}": x for name, x in names.items()})
        expression = _NAME.sub(lambda m: f"{m.group()}_{number}", expression)
        certain = is_certain(column)
        always, before, missing = self.form.around(column, number, certain)
        value = self._value(number, column, certain)
        if certain and expression.count("{v}") == 1:
            expression = expression.replace("{v}", value)
        else:
            self.lines.append(f"c{number} = {value}")
            expression = expression.replace("{v}", f"c{number}")
        self.template += literal(always)
        if certain:
            self.template += literal(before) + conversion.encode()
            self.arguments.append(expression)
            return
        self.template += b"%b"
        if before or conversion != "%b":
            whole = literal(before) + conversion.encode()
            expression = f"{whole!r} % ({expression})"
        self.arguments.append(f"{missing!r} if c{number} is None else {expression}")

    def _value(self, number: int, column: Column, certain: bool) -> str:
        parent, slot = self._parent(column, column.path[:-1]), column.path[-1]
        return f"{parent}.{slot}" if certain else f"getattr({parent}, {slot!r}, None)"

    def _parent(self, column: Column, path: tuple[str, ...]) -> str:
        """The variable for the record that holds a value."""
        root = "e" if column.extension else "r"
        if not path:
            return root
        key = (root, *path)
        if key not in self.parents:
            outer = self._parent(column, path[:-1])
            access = f"getattr({outer}, {path[-1]!r}, None)"
            if all(column.certain[: len(path)]) and not column.extension:
                access = f"{outer}.{path[-1]}"
            self.parents[key] = f"p{len(self.parents)}"
            self.lines.append(f"{self.parents[key]} = {access}")
        return self.parents[key]


def is_certain(column: Column) -> bool:
    """Whether a record always has the value."""
    return all(column.certain) and not column.extension


def literal(text: bytes) -> bytes:
    """A text in a template for `%`."""
    return text.replace(b"%", b"%%")
