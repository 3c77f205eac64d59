"""A sink that keeps what readers send, and readers at work on files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyzeek.inputs.columns import Column
from pyzeek.inputs.reader import WAIT, Reader, Source
from pyzeek.typesystem.types import Type


class Sink:
    """Keeps rows, messages and events."""

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.lines: list[int] = []
        self.ends = 0
        self.events: list[tuple[Any, ...]] = []
        self.told: list[tuple[str, str]] = []
        self.reported: list[str] = []
        self.disabled = 0
        self.options: dict[str, Type] = {}
        self.values: list[tuple[bytes, Any]] = []

    def entry(self, values: tuple[Any, ...], line: int) -> None:
        self.rows.append(values)
        self.lines.append(line)

    put = entry

    def end(self) -> None:
        self.ends += 1

    def raise_event(self, name: str, *values: Any) -> None:
        self.events.append((name, *values))

    def option_type(self, name: str) -> Type | None:
        return self.options.get(name)

    def new_value(self, source: str, names: tuple[bytes, ...], value: Any) -> None:
        self.values.append((names[-1], value))

    def tell(self, level: str, text: str) -> None:
        self.told.append((level, text))

    def report(self, level: str, text: str) -> None:
        self.reported.append(f"{level}: {text}")

    def disable(self) -> None:
        self.disabled += 1

    @property
    def said(self) -> list[str]:
        """The texts of messages; asking forgets them."""
        said, self.told = [text for _, text in self.told], []
        return said


DEFAULTS: dict[str, Any] = {
    "separator": b"\t",
    "set_separator": b",",
    "empty_field": b"(empty)",
    "unset_field": b"-",
    "fail_on_invalid_lines": False,
    "fail_on_file_problem": False,
    "path_prefix": b"",
    "record_separator": b"\n",
    "chunk_size": 4,
    "factor": 2.0,
    "addfactor": 1,
}


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def reader(sink: Sink, tmp_path: Path, monkeypatch) -> Callable[..., Reader]:
    """Make a reader in an empty folder: `reader(AsciiReader, "x.txt", columns)`."""
    monkeypatch.chdir(tmp_path)
    made: list[Reader] = []

    def make(
        cls: type[Reader],
        path: str,
        columns: dict[str, Type] | list[Column],
        mode: str = "MANUAL",
        config: dict[str, bytes] | None = None,
        **options: Any,
    ) -> Reader:
        if isinstance(columns, dict):
            columns = [Column(name, kind) for name, kind in columns.items()]
        source = Source(path, "name", mode, config or {}, DEFAULTS | options)
        made.append(cls(source, columns, sink))
        return made[-1]

    yield make
    for one in made:
        one.close()


def work(steps: Any) -> bool:
    """Let a reader do its work to the end; what it returns."""
    from time import sleep

    while True:
        try:
            if next(steps) is WAIT:
                sleep(0.002)
        except StopIteration as e:
            return bool(e.value)
