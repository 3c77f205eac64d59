"""Locations, messages about scripts, and the form in which people see them.

Every complaint about a script goes through `Diagnostics`: it keeps Zeek's own
one-line form (`error in F, line N: message`) and, when stderr is a terminal,
adds the source line with a caret and a hint.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple

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


ADVICE = (
    ("(count/string)", "to_count() makes a number of a string"),
    ("(int/string)", "to_int() makes a number of a string"),
    ("(double/string)", "to_double() makes a number of a string"),
    ("non-arithmetic", "one side is a number, the other is not"),
    ("requires arithmetic operands", "numbers are needed; fmt() and cat() make text"),
    ("type clash in assignment", "a variable keeps its type; the value has another"),
    ("parameter mismatch", "as many arguments as parameters are needed"),
    ("argument type mismatch", "an argument has another type than its parameter"),
    ("const is not a modifiable", "only `redef` changes a constant, if it has &redef"),
    ("no such index", "ask with `in` first, or give the table a &default"),
    ("field value missing", "the field has no value; ask with ?$ first"),
    ("value used but not set", "the variable has no value yet"),
    ("not an index type", "this can only be looked for in sets, tables and the like"),
    ("cannot have an expression", "the function is declared without a result"),
    ("requires boolean", "a condition is T or F; compare numbers with 0"),
    ("already defined", "this name is taken"),
    ("move declaration to outer", "it was declared inside another block"),
    ("division by zero", "ask whether the number is 0 first"),
)
"""What to say about a message, by a part of it; the first that fits counts."""

ELSEWHERE = {
    "True": "T",
    "true": "T",
    "False": "F",
    "false": "F",
    "and": "&&",
    "or": "||",
    "not": "!",
    "elif": "else if",
    "elsif": "else if",
    "def": "function",
    "func": "function",
    "fn": "function",
    "let": "local",
    "var": "local",
    "continue": "next",
    "foreach": "for",
    "len": "|...|",
    "str": "string",
    "float": "double",
    "number": "count",
    "list": "vector",
    "dict": "table",
    "map": "table",
    "struct": "record",
    "printf": "print fmt(...)",
    "import": "@load",
    "include": "@load",
}
"""Words of other languages, and what they are here."""


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

    stream: IO[str] | None = None
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

    def excerpt(self, message: Diagnostic) -> Iterator[str]:
        """The source line with a caret below it, and the hint."""
        place = message.location
        yield from excerpt(place, self.source_of(place.file) if place else None)
        hint = message.hint or advice(message.text)
        if hint:
            yield f"    hint: {hint}"


def excerpt(place: Location | None, source: str | None) -> Iterator[str]:
    """The line of a place, fit for a terminal, and a line that marks the place."""
    lines = source.split("\n") if source is not None else []
    if place is None or not 0 < place.line <= len(lines):
        return
    # columns count bytes
    line = lines[place.line - 1].rstrip().encode("utf-8", "surrogateescape")
    end = place.end_column if place.line == place.end_line else len(line)
    if end <= place.column:
        yield f"    {shown(line)}"
        return
    before, marked = shown(line[: place.column]), shown(line[place.column : end])
    pad = "".join(c if c == "\t" else " " for c in before)
    yield f"    {before}{marked}{shown(line[end:])}"
    yield f"    {pad}{'^' * max(1, len(marked))}"


def shown(data: bytes) -> str:
    """Text that does nothing to a terminal."""
    text = data.decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c == "\t" else "?" for c in text)


def advice(message: str) -> str:
    """A hint for a message that came without, or an empty text."""
    return next((hint for part, hint in ADVICE if part in message), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that names the closest known name, or an empty text."""
    if name in ELSEWHERE:
        return f"did you mean {ELSEWHERE[name]}?"
    from difflib import get_close_matches  # wanted only where something is wrong

    close = get_close_matches(name, known, n=1, cutoff=0.75)
    return f"did you mean {close[0]}?" if close else ""


def source_of(path: str) -> str | None:
    """The text of a script, for messages."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return None
