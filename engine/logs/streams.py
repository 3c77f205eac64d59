"""Streams and their filters: which records go where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..typesystem.types import FuncType, RecordType
from ..values.record import Record
from .columns import Column, Selection, unroll
from .limits import Limits
from .writer import Writer, WriterInfo

if TYPE_CHECKING:
    from ..runtime.state import Runtime
    from .delays import Active, Delays
    from .manager import LogManager

WRITERS = {
    "Log::WRITER_ASCII": ("ascii", "AsciiWriter"),
    "Log::WRITER_NONE": ("none", "NoneWriter"),
    "Log::WRITER_PARQUET": ("parquet", "ParquetWriter"),
    "Log::WRITER_SQLITE": ("sqlite", "SqliteWriter"),
}
"""Module and class of each writer; loaded when first used."""


class Stream:
    """A log: a type of records, and filters."""

    def __init__(self, manager: LogManager, id: Any, given: Any, columns: RecordType):
        self.manager = manager
        self.rt: Runtime = manager.rt
        self.id = id
        self.columns = columns
        self.enabled = True
        self.event = getattr(given, "ev", None)
        self.policy = getattr(given, "policy", None)
        self.given = given
        self.filters: list[Filter] = []
        self.writers: dict[tuple[str, str], Writer] = {}
        self.active: list[Active] = manager.active
        self.max_delay_interval: float = given.max_delay_interval
        self.max_delay_queue_size: int = given.max_delay_queue_size
        self._delays: Delays | None = None
        self._class: type[Record] | None = None
        self.count = manager.counts.of_stream(id.name)

    @property
    def limits(self) -> Limits:
        """How long a line may become."""
        given = self.given
        return Limits(
            given.max_field_string_bytes,
            given.max_total_string_bytes,
            given.max_field_container_elements,
            given.max_total_container_elements,
            self.rt.value("Log::max_log_record_size"),
        )

    @property
    def delays(self) -> Delays:
        """The records that wait."""
        if self._delays is None:
            from .delays import Delays

            self._delays = Delays(self)
        return self._delays

    def waiting(self) -> int:
        """How many records wait."""
        return len(self._delays.queue) if self._delays else 0

    # ---- writing

    def write(self, record: Any) -> bool:
        """Take a record."""
        if type(record) is not self._class:
            record = self._coerced(record)
        if self.event is not None:
            self.event(record)
        self.count.writes += 1
        hook = self.manager.stream_policy
        if hook is not None and hook.active and not self._passes(hook, record):
            return True
        return self.to_filters(record)

    def _coerced(self, record: Any) -> Any:
        """The record in the type of the columns."""
        from .coercing import class_of, coerced

        if self._class is None:
            self._class = class_of(self.rt, self.columns)
        if type(record) is self._class:
            return record
        return coerced(self.rt, record, self._class)

    def _passes(self, hook: Any, record: Any) -> bool:
        """Ask Log::log_stream_policy; False if the record is held back or vetoed."""
        from .delays import Active

        active = Active(self, record)
        self.active.append(active)
        try:
            passed = hook(record, self.id) is not False
        finally:
            self.active.pop()
        if active.delayed is None:
            if not passed:
                self._vetoed(record)
            return passed
        if passed:
            self.delays.enqueue(active.delayed)
        else:
            self.delays.forget(active.delayed)
            self._vetoed(record)
        return False

    def _vetoed(self, record: Any) -> None:
        """The policies of filters still see a record that is not written."""
        for filter in self.filters:
            filter.allows(record)

    def to_filters(self, record: Any) -> bool:
        """Write a record by each filter."""
        filters = self.filters
        if len(filters) == 1:
            return filters[0].write(record)
        return all([filter.write(record) for filter in filters])

    def ask(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call a script function; None if it fails."""
        try:
            return function(*args)
        except Exception as e:
            self.rt.fault(e)
            return None

    # ---- writers

    def each_writer(self, action: Callable[[Writer], None]) -> None:
        """Do something to all writers that work."""
        for writer in self.writers.values():
            if not writer.broken:
                action(writer)

    def close(self) -> None:
        """Close every file."""
        for writer in self.writers.values():
            writer.close()
        self.writers.clear()
        for filter in self.filters:
            filter.by_path.clear()


class Filter:
    """A way from a stream to files."""

    def __init__(self, stream: Stream, given: Any):
        self.stream = stream
        self.given = given
        self.name = text_of(given.name)
        self.writer_name: str = given.writer.name
        self.policy = getattr(given, "policy", stream.policy)
        self.path_func: Any = getattr(given, "path_func", None)
        path = getattr(given, "path", None)
        self.path = None if path is None else text_of(path)
        self.by_path: dict[str, Writer] = {}
        self.ext_func: Any = getattr(given, "ext_func", None)
        self._columns: list[Column] | None = None
        self._extended: bool | None = None

    # ---- columns

    def complaint(self) -> str | None:
        """Why the filter cannot be used, if it cannot."""
        result = self.ext_type()
        if result is not None and result.tag not in ("record", "void", "any"):
            return f"Return value of log_ext is not a record (got {result.tag})"
        return None

    def ext_type(self) -> Any:
        """What the extension function returns."""
        info = getattr(self.ext_func, "__zeek__", None)
        kind = getattr(info, "type", None)
        return kind.result if isinstance(kind, FuncType) else None

    @property
    def columns(self) -> list[Column]:
        """The columns under the names that they get in the log."""
        if self._columns is None:
            self._columns = self._unroll()
        return self._columns

    def _unroll(self) -> list[Column]:
        given = self.given
        columns: list[Column] = []
        separator = text_of(given.scope_sep)
        extra = self.ext_type()
        if isinstance(extra, RecordType):
            prefix = text_of(given.ext_prefix)
            chosen = Selection(None, None, separator, prefix, True)
            columns += unroll(extra, chosen)
        chosen = Selection(
            getattr(given, "include", None), getattr(given, "exclude", None), separator
        )
        columns += unroll(self.stream.columns, chosen)
        names = given.field_name_map
        for column in columns:
            new = names.get(column.name.encode())
            if new is not None:
                column.name = text_of(new)
        return columns

    # ---- writing

    def allows(self, record: Any) -> bool:
        """Ask the policy hook."""
        policy = self.policy
        if policy is None or not getattr(policy, "active", True):
            return True
        return policy(record, self.stream.id, self.given) is not False

    def write(self, record: Any) -> bool:
        """Write a record, unless the policy forbids it."""
        policy = self.policy
        if policy is not None and getattr(policy, "active", True):
            if policy(record, self.stream.id, self.given) is False:
                return True
        if self.path_func is None:
            path = self.path
        else:
            path = self._choose_path(record)
        if path is None:
            return False
        writer = self.by_path.get(path)
        if writer is None:
            writer = self.writer_for(path)
        if not writer.broken:
            writer.count.writes += 1
            writer.write(record, self._extension() if self._extended else None)
        return True

    def _extension(self) -> Any:
        path = (self.path or "").encode("utf-8", "surrogateescape")
        return self.stream.ask(self.ext_func, path)

    def _choose_path(self, record: Any) -> str | None:
        """Ask the path function."""
        before = (self.path or "").encode("utf-8", "surrogateescape")
        stream = self.stream
        record = self._as_asked(record)
        answer = stream.ask(self.path_func, stream.id, before, record)
        if not isinstance(answer, bytes):
            stream.rt.reporter.error("path_func did not return a value")
            return None
        path = text_of(answer)
        if self.path is None:
            self.path = path
        return path

    def _as_asked(self, record: Any) -> Any:
        """The record in the type that the path function takes."""
        info = getattr(self.path_func, "__zeek__", None)
        kind = info.type.params.fields[2].type if info else None
        if not isinstance(kind, RecordType) or kind is type(record).__zeek_type__:
            return record
        from ..values.record import coerce_record
        from .coercing import class_of

        return coerce_record(record, class_of(self.stream.rt, kind))

    def writer_for(self, path: str) -> Writer:
        """The writer of a path, made when first needed."""
        writers, asked = self.stream.writers, path
        number, taken = 2, writers.get((self.writer_name, path))
        first = taken
        while taken is not None and taken.info.filter != self.name:
            path = f"{asked}-{number}"
            taken = writers.get((self.writer_name, path))
            number += 1
        if first is not None and path != asked:
            self.path = path
            self.stream.rt.reporter.warning(
                f"Write using filter '{self.name}' on path '{asked}' changed to use"
                f" new path '{path}' to avoid conflict with filter"
                f" '{first.info.filter}'"
            )
        if taken is None:
            taken = self._make_writer(path)
            writers[self.writer_name, path] = taken
        self.by_path[path] = taken
        if self._extended is None:
            self._extended = isinstance(self.ext_type(), RecordType)
        return taken

    def _wants_both(self) -> bool:
        """Whether JSON is to stand beside the text."""
        wishes = self.stream.rt.services.get("json_logs")
        if wishes is None or not wishes.beside:
            return False
        given = dict.get(self.given.config, b"use_json")
        is_json = self.stream.rt.value("LogAscii::use_json")
        return not (is_json if given is None else given == b"T")

    def _make_writer(self, path: str) -> Writer:
        from importlib import import_module

        given, rt = self.given, self.stream.rt
        if self.path == path:
            interval = given.interv
            postprocessor = getattr(given, "postprocessor", None)
        else:
            interval = rt.value("Log::default_rotation_interval")
            postprocessor = None
        info = WriterInfo(
            rt,
            self.stream.id.name,
            self.name,
            path,
            self.columns,
            {text_of(k): text_of(v) for k, v in given.config.items()},
            self.stream.limits,
            interval,
            postprocessor,
        )
        module, name = WRITERS[self.writer_name]
        if not given.log_local:
            # a filter for other nodes only
            module, name = "writer", "Writer"
        elif module == "ascii" and self._wants_both():
            module, name = "beside", "TextAndJson"
        writer: Writer = getattr(import_module(f"..{module}", __name__), name)(info)
        writer.count = self.stream.manager.counts.of_writer(self.writer_name, info)
        writer.attempt(writer.open)
        self.stream.manager.opened(writer)
        return writer


def text_of(value: bytes) -> str:
    """A string value as text."""
    return value.decode("utf-8", "surrogateescape")
