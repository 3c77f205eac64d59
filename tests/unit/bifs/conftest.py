"""A run that knows enough for built-in functions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from pyzeek.bifs import BIFS
from pyzeek.bifs.contract import Builtin


class Reporter:
    """Keeps messages."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def error(self, text: str) -> None:
        self.said.append(("error", text))

    def warning(self, text: str) -> None:
        self.said.append(("warning", text))

    def builtin_error(self, text: str, *argument: object) -> None:
        self.said.append(("builtin", text))

    def script(self, level: str, text: str) -> None:
        self.said.append((level, text))

    def weird(self, name: str, *rest: str) -> None:
        self.said.append(("weird", name))


class Loose:
    """Stands for a record of any type."""

    def __init__(self, *values: Any, **fields: Any):
        self.values = values
        self.__dict__.update(fields)


class Names:
    """Names of the scripts: none but those a test puts in."""

    def __init__(self) -> None:
        self.types: dict[str, Any] = {}
        self.symbols: dict[str, Any] = {}
        self.program = SimpleNamespace(symbols=self.symbols)

    def find_hook(self, name: str) -> None:
        return None

    def type_of(self, name: str) -> Any:
        return self.types.get(name)

    def symbol(self, name: str) -> Any:
        return self.symbols.get(name)

    def all_bodies(self) -> list[Any]:
        return []


class Run:
    """What built-in functions use of a run."""

    def __init__(self) -> None:
        self.reporter = Reporter()
        self.services: dict[str, Any] = {}
        self.names = Names()
        self.network_time = self.start_time = 0.0
        self.terminating = False
        self.values: dict[str, Any] = {"bits_per_uid": 96, "global_hash_seed": b""}
        self.enums: dict[str, Any] = {}
        self.analyzer_ports: dict[Any, Any] = {}
        self.command_line = ("pyzeek", "-b")
        self.disabled_groups: set[str] = set()
        self.out = io.BytesIO()

    def record(self, name: str) -> type[Loose]:
        return Loose

    def enum(self, name: str) -> Any:
        return self.enums.get(name, name)

    def value(self, name: str) -> Any:
        return self.values[name]

    def find_event(self, name: str) -> None:
        return None

    def flush(self) -> None:
        self.out.flush()

    def terminate(self) -> None:
        self.terminating = True

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was reported; asking forgets it."""
        said, self.reporter.said = self.reporter.said, []
        return said

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a built-in function by its Zeek name."""
        found: Builtin = BIFS[name]
        return found.bound(self)(*arguments)


@pytest.fixture
def rt() -> Iterator[Run]:
    """A run of its own for each test."""
    run = Run()
    yield run
    for file in run.services.get("files", ()):
        file.close()
