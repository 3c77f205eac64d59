"""A run that knows enough for files: events that are noted down, records, time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from pyzeek.files.manager import FileManager
from pyzeek.runtime.timers import Timers
from pyzeek.typesystem.types import EnumType
from pyzeek.values.enum import EnumVal
from pyzeek.values.record import Record

DEFAULTS: dict[str, dict[str, Any]] = {
    "fa_file": {"timeout_interval": 120.0, "bof_buffer_size": 8},
    "fa_metadata": {"inferred": True},
}


class Loose(Record):
    """Stands for a record of any type."""

    kind = ""
    names: tuple[str, ...] = ()

    def __init__(self, *values: Any, **fields: Any):
        self.__dict__.update(DEFAULTS.get(self.kind, {}))
        self.__dict__.update(zip(self.names, values, strict=False))
        self.__dict__.update(fields)

    @property
    def __zeek_slots__(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.names or tuple(sorted(self.__dict__))


NAMES = {
    "mime_match": ("strength", "mime"),
    "PE::OptionalHeader": tuple(f"f{i}" for i in range(24)),
    "PE::SectionHeader": ("name",),
    "PE::DOSHeader": ("signature",),
    "PE::FileHeader": ("machine", "ts", "ptr", "num", "size", "characteristics"),
}


class Handler:
    """An event: its bodies, and whether it counts as wanted."""

    def __init__(self, run: Run, name: str):
        self.run = run
        self.name = name
        self.bodies: list[Callable[..., Any]] = []
        self.wanted = True

    def queue(self, *args: Any) -> None:
        self.run.pending.append((self, args))


class Reporter:
    """Keeps messages."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def error(self, text: str) -> None:
        self.said.append(text)

    warning = builtin_error = error


class Run:
    """What the room of files uses of a run."""

    def __init__(self) -> None:
        self.network_time = 1.0
        self.terminating = False
        self.services: dict[str, Any] = {}
        self.pending: deque[tuple[Handler, tuple[Any, ...]]] = deque()
        self.raised: list[tuple[Any, ...]] = []
        self.handlers: dict[str, Handler] = {}
        self.values: dict[str, Any] = {
            "max_analyzer_violations": 2,
            "bits_per_uid": 96,
            "digest_salt": b"Please change this value.",
        }
        self.reporter = Reporter()
        self.timers = Timers()
        self.records: dict[str, Any] = {}

    def event(self, name: str) -> Handler:
        return self.handlers.setdefault(name, Handler(self, name))

    def on(self, name: str, body: Callable[..., Any]) -> None:
        """Handle an event."""
        self.event(name).bodies.append(body)

    def record(self, name: str) -> Any:
        if name not in self.records:
            made = {"kind": name, "names": NAMES.get(name, ())}
            self.records[name] = type(name, (Loose,), made)
        return self.records[name]

    def enum(self, name: str) -> EnumVal:
        return tag(name)

    def value(self, name: str) -> Any:
        return self.values[name]

    def drain(self) -> None:
        while self.pending:
            handler, args = self.pending.popleft()
            self.raised.append((handler.name, *args))
            for body in handler.bodies:
                body(*args)

    def names(self) -> list[str]:
        """The events so far, once everything that is queued has run."""
        self.drain()
        return [name for name, *_ in self.raised]

    def args(self, name: str) -> list[tuple[Any, ...]]:
        """What the events of that name said beside the file."""
        self.drain()
        return [tuple(rest[1:]) for event, *rest in self.raised if event == name]


_TAGS: dict[str, EnumVal] = {}


def tag(name: str) -> EnumVal:
    """An enum member, the same one each time."""
    if name not in _TAGS:
        _TAGS[name] = EnumVal(EnumType(name.rpartition("::")[0]), name, len(_TAGS))
    return _TAGS[name]


class Ident(NamedTuple):
    """The ends of a connection."""

    orig_h: bytes
    orig_p: int
    resp_h: bytes
    resp_p: int
    proto: int


class Connection:
    """A connection with a record and a uid."""

    def __init__(self, uid: bytes = b"C1"):
        self.uid = uid
        self.the_record = SimpleNamespace(uid=uid, id=Ident(uid, 1, uid, 2, 6))

    def get_uid(self) -> bytes:
        return self.uid

    def record(self) -> Any:
        return self.the_record


@pytest.fixture
def rt() -> Run:
    return Run()


@pytest.fixture
def manager(rt: Run, monkeypatch: pytest.MonkeyPatch) -> FileManager:
    """A manager whose script says that the file under way is the one of `handle`."""
    monkeypatch.setattr(FileManager, "conns_type", None)
    made = FileManager(rt)
    rt.services["file_analysis"] = made
    rt.services["handle"] = b"handle"
    rt.services["identify"] = lambda data: [(9, "a/b")] if data[:2] == b"ab" else []

    def answer(*_: Any) -> None:
        made.set_file_handle(rt.services["handle"])

    rt.on("get_file_handle", answer)
    return made


@pytest.fixture
def conn() -> Connection:
    return Connection()


def attach(manager: FileManager, fuid: bytes, name: str, **args: Any) -> bool:
    """Attach an analyzer to a file, with a record of its arguments."""
    record = manager.rt.record("Files::AnalyzerArgs")(**args)
    return manager.add_analyzer(fuid, tag(f"Files::ANALYZER_{name}"), record)
