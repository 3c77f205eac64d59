"""Runs from Python: `run` for the simple case, `Engine` for handlers of one's own."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .diagnostics import UserError
from .driver import Driver, PythonHandler
from .logs.reading import read_log
from .options import Options
from .runtime import Exit

Function = TypeVar("Function", bound=Callable[..., Any])
Path = str | os.PathLike[str]
Paths = Path | Iterable[Path]

FIRST = 1 << 40
"""The priority of those who only take notes, before any handler changes a thing."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it was raised."""

    name: str
    time: float
    "Network time, in seconds since 1970."
    args: dict[str, Any]
    """The arguments by the names that the event's declaration gives them.

    Records are those of the run, not copies: at its end a `connection` shows how
    the connection ended.
    """


@dataclass(slots=True)
class Result:
    """What came of a run."""

    status: int = 0
    "The exit status: 0 if all went well."
    output: str = ""
    "What scripts printed."
    errors: list[str] = field(default_factory=list)
    "What a run from the command line writes to standard error, line by line."
    events: list[Event] = field(default_factory=list)
    "The events that were asked for, in the order in which they ran."
    log_dir: str = ""
    "The folder that logs went to, the present one if empty."

    def log(self, name: str) -> list[dict[str, Any]]:
        """The lines of a log such as `"conn"`, none if it was not written.

        `read_log` says what becomes of the values.
        """
        path = os.path.join(self.log_dir, f"{name}.log")
        return list(read_log(path)) if os.path.exists(path) else []


class Engine:
    """A run to be: captures, scripts, and event handlers written in Python.

    The options are those of the command line: `code` is Zeek code (`-e`), `bare`
    leaves the default scripts out (`-b`), `ignore_checksums` takes packets with bad
    checksums too (`-C`), `assignments` are texts such as `"SMB::enabled=F"`, `log_dir`
    is the folder for logs (`-l`).
    """

    def __init__(
        self,
        *,
        captures: Paths = (),
        scripts: Paths = (),
        code: str | Iterable[str] = (),
        assignments: Iterable[str] = (),
        bare: bool = False,
        ignore_checksums: bool = False,
        log_dir: Path = "",
    ):
        self.options = Options(
            captures=_paths(captures),
            scripts=_paths(scripts),
            code=[code] if isinstance(code, str) else list(code),
            assignments=list(assignments),
            bare=bare,
            ignore_checksums=ignore_checksums,
            log_dir=os.fspath(log_dir),
        )
        self.handlers: list[PythonHandler] = []
        self._asked: list[str] = []

    def on(self, event: str, *, priority: int = 0) -> Callable[[Function], Function]:
        """Make the function below a handler of an event.

        It gets the event's arguments in their order: addresses and ports that `str`
        shows as Zeek does, strings as bytes, records with their fields as
        attributes (an unset one raises AttributeError, so ask with `hasattr`). What
        it raises ends the run and comes out of `run`.
        """

        def register(function: Function) -> Function:
            self.handlers.append(PythonHandler(event, function, priority))
            return function

        return register

    def note(self, *events: str) -> None:
        """Ask for events to be listed in the result."""
        self._asked += events

    def run(self) -> Result:
        """Run the scripts over the captures; may be called again."""
        limit = sys.getrecursionlimit()
        try:
            return _Run(self.options, self.handlers, self._asked).result()
        finally:
            sys.setrecursionlimit(limit)
            # a program refers to itself in circles; many runs would pile up
            gc.collect()


def run(
    captures: Paths = (),
    scripts: Paths = (),
    code: str | Iterable[str] = (),
    *,
    events: Iterable[str] = (),
    assignments: Iterable[str] = (),
    bare: bool = False,
    ignore_checksums: bool = False,
    log_dir: Path = "",
) -> Result:
    """Run scripts over captures; `events` names those to list in the result."""
    engine = Engine(
        captures=captures,
        scripts=scripts,
        code=code,
        assignments=assignments,
        bare=bare,
        ignore_checksums=ignore_checksums,
        log_dir=log_dir,
    )
    engine.note(*([events] if isinstance(events, str) else events))
    return engine.run()


class _Run:
    """One run, its streams and what its Python handlers ran into."""

    def __init__(
        self, options: Options, handlers: Iterable[PythonHandler], asked: Iterable[str]
    ):
        self.out, self.err = io.BytesIO(), io.StringIO()
        self.noted: list[Event] = []
        self.failure: Exception | None = None
        given = [PythonHandler(n, self._note(n), FIRST) for n in dict.fromkeys(asked)]
        given += [
            PythonHandler(h.event, self._guarded(h.function), h.priority)
            for h in handlers
        ]
        self.driver = Driver(options, out=self.out, err=self.err, handlers=given)

    def result(self) -> Result:
        """Do it."""
        try:
            status = self.driver.run()
        except UserError as e:
            self.driver.complain(f"error: {e}")
            status = 1
        if self.failure is not None:
            raise self.failure
        output = self.out.getvalue().decode("utf-8", "backslashreplace")
        errors = self.err.getvalue().splitlines()
        return Result(status, output, errors, self.noted, self.driver.options.log_dir)

    def _note(self, name: str) -> Callable[..., None]:
        def note(*args: Any) -> None:
            rt = self.driver.rt
            assert rt is not None
            fields = rt.event(name).type.params.fields
            named = {f.name: arg for f, arg in zip(fields, args, strict=True)}
            self.noted.append(Event(name, rt.network_time, named))

        return note

    def _guarded(self, function: Callable[..., Any]) -> Callable[..., None]:
        """A handler whose exceptions end the run rather than the handler alone."""

        def call(*args: Any) -> None:
            try:
                function(*args)
            except Exception as e:
                self.failure = e
                raise Exit(1) from e

        return call


def _paths(given: Paths) -> list[str]:
    if isinstance(given, (str, os.PathLike)):
        given = [given]
    return [os.fspath(path) for path in given]
