"""The logging framework's engine side: `Log::__write` and its companions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..typesystem.types import RecordType
from .columns import complaint
from .counts import Counts
from .streams import Filter, Stream, text_of

if TYPE_CHECKING:
    from ..runtime.state import Runtime
    from .delays import Active, LogDelayToken
    from .rotation import Rotation
    from .writer import Writer


class LogManager:
    """All logs of a run; the methods are named after the built-in functions."""

    def __init__(self, rt: Runtime, stream_policy: Any = None):
        self.rt = rt
        self.streams: dict[Any, Stream] = {}
        self.stream_policy = stream_policy
        "The hook Log::log_stream_policy."
        self.active: list[Active] = []
        "The writes that are going on, the innermost last."
        self.counts = Counts()
        sources = getattr(rt, "services", {}).setdefault("metrics of", {})
        sources["logs"] = self.counts.readings
        self._rotation: Rotation | None = None
        self._tokens = 0

    # ---- streams

    def create_stream(self, id: Any, given: Any) -> bool:
        """Make a log, in place of one with the same id."""
        columns = getattr(given.columns, "type", given.columns)
        problem = complaint(columns) or self._event_problem(given, columns)
        if problem:
            self.rt.reporter.error(problem)
            return False
        self.remove_stream(id)
        self.streams[id] = Stream(self, id, given, columns)
        return True

    def _event_problem(self, given: Any, columns: RecordType) -> str | None:
        event = getattr(given, "ev", None)
        if event is None:
            return None
        kind = event.__zeek__.type
        if kind.flavor != "event":
            return "stream event is a function, not an event"
        if len(kind.params.fields) != 1:
            return "stream event must take a single argument"
        if kind.params.fields[0].type is not columns:
            from ..typesystem.coercion import same_type

            if not same_type(kind.params.fields[0].type, columns):
                return "stream event's argument type does not match column record type"
        return None

    def remove_stream(self, id: Any) -> bool:
        """Drop a log and close its files."""
        stream = self.streams.pop(id, None)
        if stream is None:
            return False
        stream.close()
        return True

    def enable_stream(self, id: Any) -> bool:
        """Let a log take records again."""
        return self._switch(id, True)

    def disable_stream(self, id: Any) -> bool:
        """Let a log take no more records."""
        return self._switch(id, False)

    def _switch(self, id: Any, enabled: bool) -> bool:
        stream = self.streams.get(id)
        if stream is None:
            return False
        stream.enabled = enabled
        return True

    def is_on(self, name: str) -> bool:
        """Whether records of a log, by the name of its id, are wanted."""
        return any(
            id.name == name and stream.enabled and bool(stream.filters or stream.event)
            for id, stream in self.streams.items()
        )

    # ---- filters

    def add_filter(self, id: Any, given: Any) -> bool:
        """Add a filter, in place of one with the same name."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        filter = Filter(stream, given)
        problem = filter.complaint()
        if problem:
            self.rt.reporter.error(problem)
            return False
        self._drop_filter(stream, filter.name)
        stream.filters.append(filter)
        return True

    def remove_filter(self, id: Any, name: bytes) -> bool:
        """Remove a filter; that there is none is no error."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        self._drop_filter(stream, text_of(name))
        return True

    def _drop_filter(self, stream: Stream, name: str) -> None:
        stream.filters = [f for f in stream.filters if f.name != name]

    # ---- writing

    def write(self, id: Any, record: Any) -> bool:
        """Write a record."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        return not stream.enabled or stream.write(record)

    def set_buf(self, id: Any, buffered: bool) -> bool:
        """Whether lines of a log may wait."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        stream.each_writer(lambda writer: writer.set_buffered(buffered))
        return True

    def flush(self, id: Any) -> bool:
        """Write out the lines of a log that wait."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        stream.each_writer(lambda writer: writer.flush())
        return True

    def flush_all(self) -> None:
        """Write out the lines of all logs."""
        for stream in self.streams.values():
            stream.each_writer(lambda writer: writer.flush())

    # ---- delays

    def delay(self, id: Any, record: Any, callback: Any) -> Any:
        """Hold the record back that is being written."""

        if not self.active:
            return self._refuse(
                "invalid Log::delay() call: outside of Log::log_stream_policy() hook"
            )
        active = self.active[-1]
        if active.stream.id is not id or active.record is not record:
            return self._refuse(
                "invalid Log::delay() call: argument mismatch with active Log::write()"
            )
        token: LogDelayToken = active.stream.delays.hold(active, callback)
        return token

    def _refuse(self, text: str) -> Any:
        from .delays import LogDelayToken

        self.rt.reporter.error(text)
        return LogDelayToken()

    def next_token(self) -> LogDelayToken:
        """A token that no other record has."""
        from .delays import LogDelayToken

        self._tokens += 1
        return LogDelayToken(self._tokens)

    def delay_finish(self, id: Any, record: Any, token: Any) -> bool:
        """Let go of a record."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        problem = stream.delays.finish(record, token)
        if problem:
            self.rt.reporter.error(problem)
        return not problem

    def set_max_delay_interval(self, id: Any, longest: float) -> bool:
        """How long records may wait."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        if longest < stream.max_delay_interval:
            self.rt.reporter.warning(
                f"refusing to set lower delay {longest:.6f}"
                f" < {stream.max_delay_interval:.6f}"
            )
            return False
        stream.max_delay_interval = longest
        return True

    def set_max_delay_queue_size(self, id: Any, most: int) -> bool:
        """How many records may wait."""
        stream = self.streams.get(id)
        if stream is None:
            return False
        stream.max_delay_queue_size = most
        stream.delays.evict()
        return True

    def get_delay_queue_size(self, id: Any) -> int:
        """How many records wait."""
        stream = self.streams.get(id)
        return -1 if stream is None else stream.waiting()

    # ---- files

    def recover(self) -> None:
        """Rotate the logs that an earlier run left behind, if that is asked for."""
        if self.rt.value("LogAscii::enable_leftover_log_rotation"):
            from .leftovers import Leftovers

            Leftovers(self.rt).rotate()

    def opened(self, writer: Writer) -> None:
        """A writer began: plan its rotation."""
        if writer.info.interval:
            if self._rotation is None:
                from .rotation import Rotation

                self._rotation = Rotation(self.rt)
            self._rotation.plan(writer)

    def close(self) -> None:
        """The run has ended: close every file."""
        for stream in list(self.streams.values()):
            if stream.waiting():
                stream.delays.finish_all()
            stream.close()
