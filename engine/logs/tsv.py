"""Values in columns: Zeek's own form of logs, with separators, markers, escapes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from typing import Any

from ..structure import Structure
from ..typesystem.types import Type
from ..values.json import utf8_or_escaped
from .columns import Column
from .format import Text, element_type, elements_of, function_lines
from .texts import Texts

_UNPRINTABLE = re.compile(rb"[^ -~]")
_CONTROLS = re.compile(rb"[\x00-\x1f\x7f]")


class Marks(Structure):
    """The separators and markers of a log."""

    separator: bytes = b"\t"
    set_separator: bytes = b","
    empty: bytes = b"(empty)"
    unset: bytes = b"-"
    utf8: bool = True


class Tsv:
    """The format of values in columns."""

    def __init__(self, marks: Marks):
        self.marks = marks
        self.start = b""
        self.end = b"\n"
        self._inner = strings(marks, (marks.separator, marks.set_separator))
        self._outer = strings(marks, (marks.separator,))
        # a marker of letters and digits would pass for plain text
        self._quick = not (marks.unset.isalnum() or marks.empty.isalnum())
        self._quick &= not any(s.isalnum() for s in (marks.separator,) if s)

    def text(self, kind: Type, inner: bool = False) -> Text:
        """The function for values of a type."""
        if kind.tag in ("set", "vector"):
            return self._container(kind)
        if kind.tag in ("string", "enum", "func", "file"):
            return _named(kind.tag, self._inner if inner else self._outer)
        return _SIMPLE[kind.tag]

    def _container(self, kind: Type) -> Text:
        text = self.text(element_type(kind), inner=True)
        marks, take = self.marks, elements_of(kind)

        def join(value: Any) -> bytes:
            if not value:
                return marks.empty
            return marks.set_separator.join(
                [marks.unset if x is None else text(x) for x in take(value)]
            )

        return join

    def piece(self, kind: Type) -> tuple[str, str, dict[str, Any]]:
        """How generated code writes values of a type."""
        quick = _PIECES.get(kind.tag)
        if quick is not None:
            return (*quick, {})
        text = self.text(kind)
        if kind.tag in ("addr", "enum"):
            return "%b", "KEPT[{v}]", {"KEPT": Texts(text)}
        if kind.tag == "string" and self._quick:
            return "%b", "{v} if {v}.isalnum() else TEXT({v})", {"TEXT": text}
        return "%b", "TEXT({v})", {"TEXT": text}

    def around(
        self, column: Column, number: int, certain: bool
    ) -> tuple[bytes, bytes, bytes]:
        """The separator; unset values have their marker."""
        return self.marks.separator if number else b"", b"", self.marks.unset

    def line(self, columns: Sequence[Column], texts: Sequence[bytes | None]) -> bytes:
        """A line of texts, None where there is no value."""
        unset = self.marks.unset
        row = [unset if text is None else text for text in texts]
        return self.marks.separator.join(row) + b"\n"


def strings(marks: Marks, separators: tuple[bytes, ...]) -> Text:
    """The function that escapes strings."""
    sequences = b"|".join([rb"\\", *(re.escape(s) for s in separators if s)])
    odd = re.compile(rb"[^ -~]|" + sequences)
    split = re.compile(b"(" + sequences + b")")
    reserved = frozenset(filter(None, (marks.unset, marks.empty)))

    def escape(value: bytes) -> bytes:
        parts = split.split(value)
        for i, part in enumerate(parts):
            if i % 2:
                parts[i] = rb"\\" if part == b"\\" else in_hex(part)
            else:
                parts[i] = clean(part, marks.utf8)
        return b"".join(parts)

    def text(value: bytes) -> bytes:
        if not value:
            return marks.empty
        if value in reserved:
            return in_hex(value[:1]) + escape(value[1:])
        return value if odd.search(value) is None else escape(value)

    return text


def clean(part: bytes, utf8: bool) -> bytes:
    """What does not print becomes `\\xNN`; UTF-8 stays if all of it is sound."""
    if _UNPRINTABLE.search(part) is None:
        return part
    if utf8 and _CONTROLS.search(part) is None and utf8_or_escaped(part) == part:
        return part
    return _UNPRINTABLE.sub(lambda m: in_hex(m.group()), part)


def in_hex(part: bytes) -> bytes:
    """Each byte as `\\xNN`."""
    return b"".join([b"\\x%02x" % byte for byte in part])


def _named(tag: str, text: Text) -> Text:
    if tag == "string":
        return text
    if tag == "enum":
        return lambda value: text(value.name.encode())
    if tag == "file":
        return lambda value: text(value.name)
    return lambda value: text(function_lines(value))


def double_text(d: float) -> bytes:
    """A double without exponent: six decimals at most, one at least."""
    if not isfinite(d):
        return repr(float(d)).encode()
    text = f"{abs(d):.6f}".rstrip("0").rstrip(".")
    # what rounds to a whole number but is none is not marked as a double
    if abs(d - round(d)) < 1e-9:
        text += ".0"
    return (b"-" if d < 0 else b"") + text.encode()


_SIMPLE: dict[str, Text] = {
    "bool": lambda v: b"T" if v else b"F",
    "count": lambda v: b"%d" % v,
    "int": lambda v: b"%d" % v,
    "double": double_text,
    "time": lambda v: b"%.6f" % v,
    "interval": lambda v: b"%.6f" % v,
    "port": lambda v: b"%d" % (v & 0xFFFF),
    "addr": lambda v: str(v).encode(),
    "subnet": lambda v: str(v).encode(),
}
_PIECES = {
    "bool": ("%b", 'b"T" if {v} else b"F"'),
    "count": ("%d", "{v}"),
    "int": ("%d", "{v}"),
    "time": ("%.6f", "{v}"),
    "interval": ("%.6f", "{v}"),
    "port": ("%d", "{v} & 65535"),
}
