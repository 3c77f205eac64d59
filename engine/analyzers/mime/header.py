"""One field of a header: its name, its value, and the first word of that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import syntax

_PLAIN = re.compile(rb"([!-'*-9;-~][!-9;-~]*)[ \t]*:\s*")
"What nearly all lines begin with."


class Header:
    """A field, of one line or several."""

    __slots__ = ("_first", "lines", "name", "value")

    def __init__(self, lines: Sequence[bytes]):
        self.lines = len(lines)
        "How many lines it takes."
        self.name = b""
        "Empty if this is no field."
        self.value = b""
        self._first: syntax.Word | None = None
        self._split(lines[0] if len(lines) == 1 else b"".join(lines))

    def _split(self, line: bytes) -> None:
        plain = _PLAIN.match(line)
        if plain:
            self.name, self.value = plain[1], line[plain.end() :]
            return
        name = syntax.name(line)
        if name is None:
            return
        at = syntax.skip_space(line, name.end)
        if line.startswith(b":", at):
            self.name, self.value = name.text, line[at + 1 :].lstrip()

    @property
    def token(self) -> bytes:
        """The first token of the value; empty if it has none."""
        first = self._find()
        return first.text if first is not None else b""

    @property
    def rest(self) -> bytes:
        """What follows the first token."""
        first = self._find()
        return self.value[first.end :] if first is not None else b""

    def _find(self) -> syntax.Word | None:
        if self._first is None:
            self._first = syntax.token(self.value)
        return self._first
