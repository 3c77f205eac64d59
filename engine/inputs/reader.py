"""What all readers have in common: their life, and how they tell of trouble.

The methods that do work are generators. What they yield tells how to go on: `MORE`
when others should have a turn, `WAIT` when there is nothing to read yet. What they
return tells whether the reader may live on.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any, Protocol

from ..structure import Structure, field
from ..typesystem.types import Type
from .columns import Column

MORE, WAIT = True, False
Work = Generator[bool, None, bool]
TURN = 2000
"""Rows after which others have a turn."""


class Sink(Protocol):
    """Where rows and messages go: a stream."""

    def entry(self, values: tuple[Any, ...], line: int) -> None:
        """A row of the whole source."""

    def put(self, values: tuple[Any, ...], line: int) -> None:
        """A row that came alone, as from a pipe."""

    def end(self) -> None:
        """The source was read to its end."""

    def raise_event(self, name: str, *values: Any) -> None:
        """An event of the reader's own."""

    def option_type(self, name: str) -> Type | None:
        """The type of an option; None if there is none of that name."""

    def new_value(self, source: str, names: tuple[bytes, ...], value: Any) -> None:
        """What was read for an option: raise `InputConfig::new_value`."""

    def tell(self, level: str, text: str) -> None:
        """Raise the error event of the script, if it has one."""

    def report(self, level: str, text: str) -> None:
        """Print a message."""

    def disable(self) -> None:
        """The reader gave up."""


class Source(Structure):
    """What a script asks a reader for."""

    path: str
    name: str
    mode: str
    "`MANUAL`, `REREAD` or `STREAM`."
    config: dict[str, bytes] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    "Constants of the reader's script, by their names without the module."


class Reader:
    """Base of all readers; subclasses have `begin` and `update`."""

    kind = ""
    "The enum member that scripts know the reader by."
    module = ""
    "The script module of the reader's constants."
    OPTIONS: tuple[str, ...] = ()
    "The constants that it asks for."

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        self.source = source
        self.columns = columns
        self.sink = sink
        self.disabled = False
        self.failed = False
        self.line = -1
        "Number of the line at hand, where sources have lines."
        self.location = ""
        "The file at hand, once messages should name it."
        self._quiet = False
        self._suppressed = 0

    # ---- what subclasses do

    def begin(self) -> Work:
        """Read a first time."""
        raise NotImplementedError

    def update(self) -> Work:
        """Read again, or what is new."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of files and processes."""

    # ---- life

    @property
    def streaming(self) -> bool:
        """Whether the source is followed as it grows."""
        return self.source.mode == "STREAM"

    def start(self) -> Work:
        """The first work, which decides whether the reader lives."""
        good = yield from self.begin()
        if not good:
            self.error("Init failed")
            self._end()
        return good

    def refresh(self) -> Work:
        """What `Input::force_update` asks for."""
        if self.disabled or self.failed:
            return True
        good = yield from self.update()
        if not good:
            self.disable()
            self._end()
        return good

    def heartbeat(self) -> Work:
        """Look whether the source has changed."""
        if self.failed or self.disabled or self.source.mode == "MANUAL":
            return True
        good = yield from self.update()
        if not good:
            self.disable()
        return True

    def _end(self) -> None:
        self.error("terminating thread")
        self.failed = True

    def disable(self) -> None:
        """Take part no longer."""
        if not self.disabled:
            self.disabled = True
            self.sink.disable()

    # ---- messages

    def error(self, text: str) -> None:
        """Tell of what ends the reader."""
        self._tell("error", text)
        self.disable()

    def warn(self, text: str) -> None:
        """Tell of what the reader can live with."""
        if self._quiet:
            self._suppressed += 1
        else:
            self._tell("warning", text)

    def fail_or_warn(self, fail: bool, text: str, *, once: bool = True) -> None:
        """An error, or a warning that stands for those that follow."""
        if fail:
            self.error(text)
        else:
            self.warn(text)
            self._quiet = self._quiet or once

    def speak_again(self) -> None:
        """Things go well again: tell the next trouble."""
        self._quiet = False
        if self._suppressed:
            self.warn(f"Suppressed {self._suppressed} warning(s)")
            self._suppressed = 0

    def _tell(self, level: str, text: str) -> None:
        self.sink.tell(level, text)
        self.sink.report(level, f"{self.source.path}/{self.kind}: {self.place()}{text}")

    def place(self) -> str:
        """Where the reader is in its file, as messages show it."""
        if not self.location:
            return ""
        if self.line > 0:
            return f"{self.location}, line {self.line}: "
        return f"{self.location}: "

    # ---- for readers

    def option(self, name: str) -> Any:
        """A constant of the reader's script."""
        return self.source.options[name]

    def send(self, values: tuple[Any, ...]) -> None:
        """A row, in the way that the mode asks for."""
        if self.streaming:
            self.sink.put(values, self.line)
        else:
            self.sink.entry(values, self.line)


def with_prefix(path: str, prefix: str) -> str:
    """A source's path below `path_prefix`, unless it is absolute."""
    if not prefix or os.path.isabs(path):
        return path
    return f"{prefix.rstrip('/') or '/'}/{path}"
