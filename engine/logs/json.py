"""Records as JSON, one a line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from ..typesystem.types import Type
from ..values.json import json_double, json_string, utf8_or_escaped
from .columns import Column
from .format import Text, element_type, elements_of, function_lines
from .texts import Texts

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Json:
    """The format of JSON lines."""

    def __init__(
        self, timestamps: str = "JSON::TS_EPOCH", nulls: bool = False, tag: str = ""
    ):
        self.tag = b""
        if tag:
            self.tag = b'"_path":' + json_string(os.fsencode(tag))
        self.start = b"{" + self.tag
        self.end = b"}\n"
        self.nulls = nulls
        self._time = TIMESTAMPS[timestamps]

    def text(self, kind: Type) -> Text:
        """The function for values of a type."""
        if kind.tag == "time":
            return self._time
        if kind.tag not in ("set", "vector"):
            return _SIMPLE[kind.tag]
        text, take = self.text(element_type(kind)), elements_of(kind)

        def array(value: Any) -> bytes:
            items = [b"null" if x is None else text(x) for x in take(value)]
            return b"[%b]" % b",".join(items)

        return array

    def piece(self, kind: Type) -> tuple[str, str, dict[str, Any]]:
        """How generated code writes values of a type."""
        quick = _PIECES.get(kind.tag)
        if quick is not None:
            return (*quick, {})
        text = self.text(kind)
        if kind.tag in ("addr", "enum"):
            return "%b", "KEPT[{v}]", {"KEPT": Texts(text)}
        if kind.tag == "string":
            expression = "b'\"%b\"' % {v} if {v}.isalnum() else TEXT({v})"
            return "%b", expression, {"TEXT": text}
        return "%b", "TEXT({v})", {"TEXT": text}

    def around(
        self, column: Column, number: int, certain: bool
    ) -> tuple[bytes, bytes, bytes]:
        """The name; a value that is unset leaves nothing behind, or null."""
        comma = b"" if certain and not number and not self.tag else b","
        key = comma + json_string(column.name.encode()) + b":"
        return b"", key, key + b"null" if self.nulls else b""

    def line(self, columns: Sequence[Column], texts: Sequence[bytes | None]) -> bytes:
        """A line of texts, None where there is no value."""
        rows = [self.tag] if self.tag else []
        rows += [
            b"%b:%b" % (json_string(c.name.encode()), b"null" if x is None else x)
            for c, x in zip(columns, texts, strict=True)
            if x is not None or self.nulls
        ]
        return b"{%b}\n" % b",".join(rows)


Tree = dict[str, "bytes | Tree"]


class NestedJson(Json):
    """JSON with an object for each inner record: `id.orig_h` stands in `id`."""

    def arrange(self, columns: Sequence[Column]) -> bool:
        """Prepare for generated code; False where objects may lack values.

        What opens and closes before each column is known then. Otherwise `line`
        builds a tree of each record.
        """
        self.steps: list[tuple[int, tuple[str, ...]]] = []
        "Before each column, how many objects end and which begin."
        paths = [tuple(column.name.split(".")) for column in columns]
        outer: tuple[str, ...] = ()
        begun: set[tuple[str, ...]] = set()
        for column, path in zip(columns, paths, strict=True):
            if path[:-1] and not (all(column.certain) and not column.extension):
                return False
            shared = len(os.path.commonprefix([outer, path[:-1]]))
            opened = [path[: i + 1] for i in range(shared, len(path) - 1)]
            if begun & {*opened, path}:
                return False  # something has the name of an object, or it is in two
            begun |= {*opened, path}
            self.steps.append((len(outer) - shared, path[shared:-1]))
            outer = path[:-1]
        self.end = b"}" * len(outer) + b"}\n"
        return True

    def around(
        self, column: Column, number: int, certain: bool
    ) -> tuple[bytes, bytes, bytes]:
        """The name, behind the ends and beginnings of objects."""
        closed, opened = self.steps[number]
        comma = b"" if certain and not number and not self.tag else b","
        begin = comma + b"".join([json_string(os.fsencode(o)) + b":{" for o in opened])
        name = json_string(os.fsencode(column.name.rpartition(".")[2]))
        key = begin + name + b":"
        return b"}" * closed, key, key + b"null" if self.nulls else b""

    def line(self, columns: Sequence[Column], texts: Sequence[bytes | None]) -> bytes:
        """A line of texts, None where there is no value."""
        top: Tree = {}
        for column, text in zip(columns, texts, strict=True):
            if text is not None or self.nulls:
                place(top, column.name, b"null" if text is None else text)
        inner = object_of(top)[1:-1]
        return b"{%b}\n" % b",".join(part for part in (self.tag, inner) if part)


def place(top: Tree, name: str, text: bytes) -> None:
    """Put a value where its name with dots says."""
    at, (*outer, last) = top, name.split(".")
    for part in outer:
        inner = at.setdefault(part, {})
        if isinstance(inner, bytes):
            top[name] = text  # a value has the name that a record should have
            return
        at = inner
    # no two keys are the same, whatever names scripts give to columns
    at[f"{last}." if last in at else last] = text


def object_of(tree: Tree) -> bytes:
    """The text of a tree."""
    return b"{%b}" % b",".join(
        b"%b:%b"
        % (json_string(os.fsencode(k)), v if isinstance(v, bytes) else object_of(v))
        for k, v in tree.items()
    )


def epoch(t: float) -> bytes:
    """Seconds."""
    if 1e-4 <= t < 1e16:
        return float.__repr__(t).encode()
    return json_double(t)


def millis(t: float) -> bytes:
    """Whole milliseconds."""
    return b"%d" % int(t * 1000)


def millis_unsigned(t: float) -> bytes:
    """Whole milliseconds, times before 1970 as numbers of 64 bits."""
    return b"%d" % (int(t * 1000) % 2**64)


def iso8601(t: float) -> bytes:
    """Date and time in UTC."""
    whole = int(t // 1)
    fraction = t - int(t)
    micros = f"{abs(fraction + (fraction < 0)) * 1e6:06.0f}"
    try:
        date = (EPOCH + timedelta(seconds=whole)).replace(tzinfo=None).isoformat()
    except OverflowError:
        return b'"2000-01-01T00:00:00.000000"'
    return f'"{date}.{micros}Z"'.encode()


TIMESTAMPS: dict[str, Text] = {
    "JSON::TS_EPOCH": epoch,
    "JSON::TS_MILLIS": millis,
    "JSON::TS_MILLIS_UNSIGNED": millis_unsigned,
    "JSON::TS_ISO8601": iso8601,
}
"""The forms of time by the names that scripts give them."""


def _quoted(value: Any) -> bytes:
    return b'"%b"' % str(value).encode()


_SIMPLE: dict[str, Text] = {
    "bool": lambda v: b"true" if v else b"false",
    "count": lambda v: b"%d" % v,
    "int": lambda v: b"%d" % v,
    "double": epoch,
    "interval": epoch,
    "port": lambda v: b"%d" % (v & 0xFFFF),
    "addr": _quoted,
    "subnet": _quoted,
    "enum": lambda v: json_string(v.name.encode()),
    "string": lambda v: json_string(utf8_or_escaped(v)),
    "file": lambda v: json_string(utf8_or_escaped(v.name)),
    "func": lambda v: json_string(utf8_or_escaped(function_lines(v))),
}
_PIECES = {
    "bool": ("%b", 'b"true" if {v} else b"false"'),
    "count": ("%d", "{v}"),
    "int": ("%d", "{v}"),
    "port": ("%d", "{v} & 65535"),
}
