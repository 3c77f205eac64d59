"""Logs read back, for tests and notebooks: each line as a dict of Python values.

Text in columns tells its own separators and types, so the logs of Zeek itself are
read as well, and JSON logs too. Source: the header that Zeek's ASCII writer puts
before the lines (`#separator`, `#fields`, `#types`, …).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import IO, Any

ESCAPED = re.compile(rb"\\x([0-9a-fA-F]{2})|\\\\")
NUMBERS: dict[str, Callable[[str], Any]] = {
    "count": int,
    "int": int,
    "port": int,
    "double": float,
    "time": float,
    "interval": float,
    "bool": lambda text: text == "T",
}


class LogError(ValueError):
    """A file that is no log, or a line that does not fit its header."""


def read_log(path: str | os.PathLike[str]) -> Iterator[dict[str, Any]]:
    """The lines of a log, text or JSON, in their order.

    Unset fields are None; counts, ints and ports are int; times and intervals are
    seconds as float; sets and vectors are lists; all else is str. Raises LogError
    where the file is no log, and OSError where it cannot be read.
    """
    with open(path, "rb") as file:
        first = file.readline()
        if first.startswith(b"#separator "):
            yield from _Columns(path, first).rows(file)
        elif first.startswith(b"{"):
            yield from _objects(path, first, file)
        elif first.strip():
            raise LogError(f"{path}: neither a log of columns nor one of JSON lines")


def _objects(
    path: str | os.PathLike[str], first: bytes, file: IO[bytes]
) -> Iterator[dict[str, Any]]:
    for number, line in enumerate((first, *file), 1):
        try:
            yield json.loads(line)
        except ValueError:
            raise LogError(f"{path}, line {number}: not JSON") from None


class _Columns:
    """The header of a log, by which its lines are read."""

    def __init__(self, path: str | os.PathLike[str], first: bytes):
        self.path = path
        self.separator = unescaped(first.split(maxsplit=1)[1].rstrip(b"\n"))
        self.set_separator = b","
        self.empty = b"(empty)"
        self.unset = b"-"
        self.names: list[str] = []
        self.types: list[str] = []

    def rows(self, file: IO[bytes]) -> Iterator[dict[str, Any]]:
        for number, line in enumerate(file, 2):
            words = line.rstrip(b"\n").split(self.separator)
            if line.startswith(b"#"):
                self._header(words)
                continue
            if not len(words) == len(self.names) == len(self.types):
                raise LogError(
                    f"{self.path}, line {number}: {len(words)} columns, the header"
                    f" has {len(self.names)}"
                )
            columns = zip(self.names, self.types, words, strict=True)
            yield {name: self._value(kind, text) for name, kind, text in columns}

    def _header(self, words: list[bytes]) -> None:
        key, rest = words[0], words[1:]
        if key == b"#set_separator":
            self.set_separator = rest[0]
        elif key == b"#empty_field":
            self.empty = rest[0]
        elif key == b"#unset_field":
            self.unset = rest[0]
        elif key == b"#fields":
            self.names = [name.decode() for name in rest]
        elif key == b"#types":
            self.types = [name.decode() for name in rest]

    def _value(self, kind: str, text: bytes) -> Any:
        if text == self.unset:
            return None
        inner = re.fullmatch(r"(?:set|vector)\[(.*)\]", kind)
        if inner:
            words = [] if text == self.empty else text.split(self.set_separator)
            return [self._value(inner[1], word) for word in words]
        if kind in NUMBERS:
            return NUMBERS[kind](text.decode())
        if text == self.empty:
            return ""
        return unescaped(text).decode("utf-8", "backslashreplace")


def unescaped(text: bytes) -> bytes:
    """A text whose `\\xNN` are bytes again."""
    return ESCAPED.sub(lambda m: bytes.fromhex(m[1].decode()) if m[1] else b"\\", text)
