"""`@pragma push` and `@pragma pop`: where deprecations are not reported."""

from __future__ import annotations

from ..diagnostics import Diagnostics, Location, ScriptError
from ..structure import Structure, field

IGNORE = "ignore-deprecations"


class _OpenFile(Structure):
    """The stack's depth at the start of a file, and the file's quiet lines."""

    depth: int
    since: int = 1
    quiet: list[tuple[int, int]] = field(default_factory=list)


class Pragmas:
    """The stack of pragmas over all open files."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        self.stack: list[str] = []
        self.files: list[_OpenFile] = []

    @property
    def quiet(self) -> bool:
        """Whether deprecations are ignored here."""
        return IGNORE in self.stack

    def covers(self, line: int) -> bool:
        """Whether deprecations are ignored in a line of the file being read."""
        if not self.files:
            return self.quiet
        file = self.files[-1]
        if self.quiet and line >= file.since:
            return True
        return any(first <= line <= last for first, last in file.quiet)

    def take(self, text: str, place: Location) -> None:
        """Follow a `@pragma` line."""
        was_quiet = self.quiet
        words = text.split()
        if not words:
            self._fatal(place, "@pragma without value")
        if words[0] == "push":
            self._push(words[1:], place)
        elif words[0] == "pop":
            self._pop(words[1:], place)
        else:
            self.diagnostics.warning(place, f"Ignoring unknown pragma: '{text}'")
        if self.quiet and not was_quiet and self.files:
            self.files[-1].since = place.line
        elif was_quiet and not self.quiet:
            self._close(place.line)

    def _push(self, words: list[str], place: Location) -> None:
        if not words:
            self._fatal(place, "@pragma push without value")
        if words[0] != IGNORE:
            message = f"pushing unknown @pragma value '{words[0]}'"
            self.diagnostics.warning(place, message)
        self.stack.append(words[0])

    def _pop(self, words: list[str], place: Location) -> None:
        depth = self.files[-1].depth if self.files else 0
        if len(self.stack) <= depth:
            self._fatal(place, "@pragma pop without active pragma")
        value = self.stack.pop()
        if words and words[0] != value:
            message = f"@pragma pop with unexpected '{words[0]}', expected '{value}'"
            self.diagnostics.error(place, message)

    def _close(self, line: int) -> None:
        if self.files:
            file = self.files[-1]
            file.quiet.append((file.since, line))

    def _fatal(self, place: Location, message: str) -> None:
        self.diagnostics.raw("error", f"fatal error in {place}: {message}", place)
        raise ScriptError

    def begin_file(self) -> None:
        """What is pushed stays in force in a file that is loaded."""
        self.files.append(_OpenFile(len(self.stack)))

    def end_file(self, place: Location) -> list[tuple[int, int]]:
        """The lines of the file where deprecations are ignored."""
        if len(self.stack) > self.files[-1].depth:
            self._fatal(place, "unbalanced @pragma push pop in file")
        if self.quiet:
            self._close(place.line)
        return self.files.pop().quiet
