"""Locations, messages about scripts, and the form in which people see them.

Every complaint about a script goes through `Diagnostics`: it keeps Zeek's own
one-line form (`error in F, line N: message`) and, when stderr is a terminal,
adds the source line with a caret and a hint.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple, TextIO

from .structure import Structure, field


class Location(NamedTuple):
    """A stretch of script text; lines from 1, columns from 0 (UTF-8 bytes)."""

    file: str
    line: int
    end_line: int
    column: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        if self.end_line > self.line:
            return f"{self.file}, lines {self.line}-{self.end_line}"
        return f"{self.file}, line {self.line}"

    def to(self, other: Location) -> Location:
        """The stretch from the start of this one to the end of the other."""
        if other.file != self.file:
            return self
        return Location(
            self.file, self.line, other.end_line, self.column, other.end_column
        )


NOWHERE = Location("<no location>", 0, 0)


class ZeekError(Exception):
    """A run-time error of a script; ends the handler body that raised it.

    `silent` errors were reported already and only unwind.
    """

    def __init__(self, message: str, *, kind: str = "error", silent: bool = False):
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.silent = silent


class ScriptError(Exception):
    """Loading cannot go on; the message has been reported."""


class UserError(Exception):
    """A mistake on the command line or in a file: one line, exit status 1."""


class Diagnostic(Structure):
    """One message about a script."""

    severity: str
    text: str
    location: Location | None = None
    hint: str = ""

    def line(self) -> str:
        """Zeek's one-line form."""
        return self.text


class Diagnostics(Structure):
    """Collects and prints messages; `errors` counts those that end the run."""

    stream: TextIO | None = None
    errors: int = 0
    source_of: Callable[[str], str | None] = lambda file: None
    seen: list[Diagnostic] = field(default_factory=list)

    def error(self, location: Location | str, message: str, hint: str = "") -> None:
        """Report `error in LOCATION: message`."""
        self.errors += 1
        self._report("error", f"error in {location}: {message}", location, hint)

    def warning(self, location: Location | str, message: str, hint: str = "") -> None:
        """Report `warning in LOCATION: message`."""
        self._report("warning", f"warning in {location}: {message}", location, hint)

    def raw(
        self,
        severity: str,
        text: str,
        location: Location | None = None,
        hint: str = "",
    ) -> None:
        """Report a line whose form the caller has made."""
        self.errors += severity == "error"
        self._report(severity, text, location, hint)

    def _report(
        self, severity: str, text: str, location: Location | str | None, hint: str
    ) -> None:
        place = location if isinstance(location, Location) else None
        message = Diagnostic(severity, text, place, hint)
        self.seen.append(message)
        stream = self.stream or sys.stderr
        print(text, file=stream)
        if stream.isatty():
            for extra in self.excerpt(message):
                print(extra, file=stream)

    def excerpt(self, message: Diagnostic) -> Iterable[str]:
        """The source line with a caret below it, and the hint."""
        place = message.location
        text = self.source_of(place.file) if place else None
        if place and text is not None:
            lines = text.splitlines()
            if 0 < place.line <= len(lines):
                line = lines[place.line - 1]
                one_line = place.line == place.end_line
                end = place.end_column if one_line else len(line)
                width = max(1, end - place.column)
                pad = "".join(c if c == "\t" else " " for c in line[: place.column])
                yield f"    {line}"
                yield f"    {pad}{'^' * width}"
        if message.hint:
            yield f"    hint: {message.hint}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that names the closest known name, or an empty text."""
    from difflib import get_close_matches  # wanted only where something is wrong

    close = get_close_matches(name, known, n=1, cutoff=0.75)
    return f"did you mean {close[0]}?" if close else ""
