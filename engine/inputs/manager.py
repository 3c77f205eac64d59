"""The input framework's engine side: `Input::__create_table_stream` and its like."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..typesystem.types import STRING, RecordType
from .checks import (
    check_error_event,
    check_event,
    check_table,
    check_table_event,
    record_type,
)
from .columns import Column, Refused, unroll
from .reader import MORE, WAIT, Reader, Source, Work
from .streams import AnalysisStream, EventStream, Stream, TableStream

if TYPE_CHECKING:
    from ..runtime import Runtime

Made = tuple[Stream, list[Column]]
DONE = object()

READERS = {
    "Input::READER_ASCII": ("ascii", "AsciiReader"),
    "Input::READER_BENCHMARK": ("benchmark", "BenchmarkReader"),
    "Input::READER_BINARY": ("binary", "BinaryReader"),
    "Input::READER_CONFIG": ("config", "ConfigReader"),
    "Input::READER_RAW": ("raw", "RawReader"),
    "Input::READER_SQLITE": ("sqlite", "SQLiteReader"),
}
"""File and class of each reader."""

SOON, LATER = 1e-6, 0.01
"""Seconds of network time after which work goes on, and work that had to wait."""


def reader_class(name: str) -> type[Reader]:
    """The class of a reader; only those in use are imported."""
    file, cls = READERS[name]
    found: type[Reader] = getattr(import_module(f".{file}", __package__), cls)
    return found


class InputManager:
    """All streams of a run; the methods are named after the built-in functions."""

    def __init__(self, rt: Runtime):
        self.rt = rt
        self.streams: dict[str, Stream] = {}
        self.work: deque[tuple[Stream, Work]] = deque()
        "What readers have still to do; each does one thing after the other."
        self._waiting: set[Stream] = set()
        "Streams that had nothing to read at the last turn."
        self._awake = False
        self._beating = False

    # ---- what scripts ask for

    def create_event_stream(self, description: Any) -> bool:
        """Make a stream of events."""
        return self._create(self._event_stream, description)

    def create_table_stream(self, description: Any) -> bool:
        """Make a stream into a table or set."""
        return self._create(self._table_stream, description)

    def create_analysis_stream(self, description: Any) -> bool:
        """Make a stream into file analysis."""
        return self._create(self._analysis_stream, description)

    def _create(self, make: Callable[[Any], Made], description: Any) -> bool:
        name = text_of(description.name)
        try:
            stream, columns = make(description)
        except Refused as e:
            self.rt.reporter.error(f"Input stream {name}: {e}")
            return False
        if name in self.streams:
            problem = f"Trying create already existing input stream {name}"
            self.rt.reporter.error(problem)
            return False
        self._add(stream, columns)
        return True

    def remove_stream(self, name: bytes) -> bool:
        """End a stream once it has done what it was asked to before."""
        stream = self.streams.get(text_of(name))
        if stream is None:
            return False
        self._remove(stream)
        return True

    def force_update(self, name: bytes) -> bool:
        """Read a source anew."""
        stream = self.streams.get(text_of(name))
        if stream is None:
            self.rt.reporter.error(f"Stream {text_of(name)} not found")
            return False
        if stream.removed:
            self.rt.reporter.error(
                f"Stream {stream.name} is already queued for removal."
                " Ignoring force update."
            )
            return False
        self._queue(stream, stream.reader.refresh())
        return True

    def _remove(self, stream: Stream) -> None:
        if stream.removed:
            self.rt.reporter.warning(
                f"Stream {stream.name} is already queued for removal. Ignoring remove."
            )
            return
        stream.removed = True
        self._queue(stream, self._end(stream))

    def _end(self, stream: Stream) -> Work:
        """The last work of a stream."""
        stream.reader.close()
        del self.streams[stream.name]
        return True
        yield MORE

    # ---- making streams

    def _event_stream(self, description: Any) -> Made:
        fields = record_type(description.fields, "idx")
        check_event(description, fields)
        check_error_event(description, "Input::EventDescription")
        lenient = bool(description.want_record) and self._lenient
        columns = self._unroll((fields, lenient))
        return EventStream(self.rt, description, fields), columns

    def _table_stream(self, description: Any) -> Made:
        index = record_type(description.idx, "idx")
        value = None
        if hasattr(description, "val"):
            value = record_type(description.val, "val")
        check_table(description, index, value)
        check_table_event(description, index, value)
        check_error_event(description, "Input::TableDescription")
        columns = self._unroll((index, False))
        if value is not None:
            more = self._unroll((value, self._lenient))
            if len(more) > 1 and not description.want_record:
                raise Refused(
                    "Stream does not want a record (want_record=F), but has more then"
                    " one value field."
                )
            columns += more
        return TableStream(self.rt, description, index, value), columns

    def _analysis_stream(self, description: Any) -> Made:
        return AnalysisStream(self.rt, description), [Column("bytestream", STRING)]

    @property
    def _lenient(self) -> bool:
        return bool(self.rt.value("Input::accept_unsupported_types"))

    def _unroll(self, asked: tuple[RecordType, bool]) -> list[Column]:
        record, lenient = asked
        reporter = self.rt.reporter
        try:
            return unroll(record, reporter.error, reporter.info, lenient=lenient)
        except Refused:
            raise Refused("Problem unrolling") from None

    def _add(self, stream: Stream, columns: list[Column]) -> None:
        given = stream.description
        cls = reader_class(given.reader.name)
        source = Source(
            stream.source, stream.name, given.mode.name.removeprefix("Input::")
        )
        source.config = {text_of(k): v for k, v in given.config.items()}
        source.options = {
            name: self.rt.value(f"{cls.module}::{name}") for name in cls.OPTIONS
        }
        stream.reader = cls(source, columns, stream)
        stream.give_up = lambda: self._remove(stream)
        self.streams[stream.name] = stream
        self._queue(stream, stream.reader.start())
        if source.mode != "MANUAL" and not self._beating:
            self._beating = True
            self._plan_beat()

    # ---- work

    def _queue(self, stream: Stream, work: Work) -> None:
        self.work.append((stream, work))
        self._wake()

    def _wake(self) -> None:
        if not self._awake:
            self._awake = True
            pause = SOON if self.ready else LATER
            self.rt.schedule(self.rt.network_time + pause, self._on_timer)

    def _on_timer(self) -> None:
        self._awake = False
        self.turn()
        if self.work:
            self._wake()

    def turn(self) -> None:
        """Let each reader work for a while."""
        self._waiting.clear()
        busy: set[Stream] = set()
        left: list[tuple[Stream, Work]] = []
        for _ in range(len(self.work)):
            stream, work = self.work.popleft()
            if stream not in busy:
                state = next(work, DONE)
                if state is WAIT and stream.removed and stream.reader.streaming:
                    state = DONE  # such a source never ends by itself
                if state is DONE:
                    continue
                busy.add(stream)
                if state is WAIT:
                    self._waiting.add(stream)
            left.append((stream, work))
        # work that came up meanwhile stands behind
        self.work.extendleft(reversed(left))

    @property
    def ready(self) -> bool:
        """Whether there is work that need not wait."""
        return any(stream not in self._waiting for stream, _ in self.work)

    def _plan_beat(self) -> None:
        pause = float(self.rt.value("Threading::heartbeat_interval"))
        self.rt.schedule(self.rt.network_time + pause, self._beat)

    def _beat(self) -> None:
        """Time for streams to look for what is new."""
        busy = {stream for stream, _ in self.work}
        followed = [s for s in self.streams.values() if s.follows]
        for stream in followed:
            if stream not in busy:
                self._queue(stream, stream.reader.heartbeat())
        self._beating = bool(followed)
        if followed:
            self._plan_beat()

    @property
    def alive(self) -> bool:
        """Whether something may still come of the streams."""
        return bool(self.work) or any(s.follows for s in self.streams.values())

    @property
    def unread(self) -> bool:
        """Whether a stream that is read but once has not been read to its end."""
        return any(not stream.follows for stream, _ in self.work)

    def close(self) -> None:
        """The run has ended: let go of files and processes."""
        for stream in self.streams.values():
            stream.reader.close()
        self.streams.clear()
        self.work.clear()


def text_of(value: bytes) -> str:
    """A string of a script as text."""
    return os.fsdecode(value.partition(b"\0")[0])
