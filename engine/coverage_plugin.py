"""The plugin for coverage.py: which statements of scripts ran.

    [run]
    plugins = pyzeek.coverage_plugin

in `.coveragerc` is all it needs; then `coverage run -m pyzeek …` and pytest-cov
measure scripts like Python files, and every report of coverage.py shows them. Bundled
scripts are left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from coverage import CoveragePlugin, FileReporter, FileTracer

from .diagnostics import Diagnostics, ScriptError
from .library import bundled
from .syntax.nodes import (
    Block,
    Expr,
    FallthroughStmt,
    ForStmt,
    IfStmt,
    LocalStmt,
    NullStmt,
    Stmt,
    SwitchStmt,
    WhenStmt,
    WhileStmt,
)
from .syntax.parse import Collector, parse
from .syntax.walk import walk

SILENT = (Block, FallthroughStmt, NullStmt)
"""Statements that become no code of their own."""

HEADS = {
    ForStmt: "over",
    IfStmt: "condition",
    SwitchStmt: "subject",
    WhenStmt: "condition",
    WhileStmt: "condition",
}
"""The expression before the statements that a statement holds."""


class ScriptPlugin(CoveragePlugin):
    """Takes on the code that was made from scripts."""

    def file_tracer(self, filename: str) -> FileTracer | None:
        """Take on a file of the user's."""
        ours = filename.startswith(bundled())
        if ours or not filename.endswith(".zeek") or not os.path.exists(filename):
            return None
        return ScriptTracer(filename)

    def file_reporter(self, filename: str) -> FileReporter:
        """What can run in a file."""
        return ScriptReporter(filename)


class ScriptTracer(FileTracer):
    """Code made from a script names it as its file, and has its lines."""

    def __init__(self, filename: str):
        self.filename = os.path.abspath(filename)

    def source_filename(self) -> str:
        """The script."""
        return self.filename


class ScriptReporter(FileReporter):
    """The lines on which statements begin."""

    @cached_property
    def extents(self) -> list[tuple[int, int]]:
        """First and last line of what becomes code, outer ones before those inside."""
        everything = _EveryBranch(Diagnostics())
        try:
            parse(self.source(), self.filename, everything.diagnostics, everything)
        except ScriptError:
            return []
        found = [s for s in walk(everything.decls) if isinstance(s, Stmt)]
        extents = map(_extent, filter(_runs, found))
        return sorted(extents, key=lambda lines: (lines[0], -lines[1]))

    @cached_property
    def beginnings(self) -> dict[int, int]:
        """The line on which the innermost statement begins, for each line."""
        return {
            line: first
            for first, last in self.extents
            for line in range(first, last + 1)
        }

    def lines(self) -> set[int]:
        """The lines that can run."""
        return {first for first, _ in self.extents}

    def translate_lines(self, lines: Iterable[int]) -> set[int]:
        """The statements that lines which ran belong to."""
        return {self.beginnings.get(line, line) for line in lines}


class _EveryBranch(Collector):
    """Keeps the declarations on both sides of every `@if`."""

    def condition(self, word: str, value: Expr | str) -> None:
        """Go on, whether it holds or not."""

    def otherwise(self) -> None:
        """Go on."""

    def end_condition(self) -> None:
        """Go on."""


def _runs(s: Stmt) -> bool:
    if isinstance(s, LocalStmt):
        return s.init is not None
    return not isinstance(s, SILENT)


def _extent(s: Stmt) -> tuple[int, int]:
    """The lines of a statement; its own position may be where an operator stands."""
    head = HEADS.get(type(s))
    parts = [s, getattr(s, head)] if head else walk([s])
    places = [node.loc for node in parts if isinstance(node, Stmt | Expr)]
    return min(p.line for p in places), max(p.end_line for p in places)


def coverage_init(registry: Any, options: dict[str, str]) -> None:
    """What coverage.py calls."""
    registry.add_file_tracer(ScriptPlugin())
