"""How much was logged: counters that scripts collect as metrics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .writer import WriterInfo

STREAM_LABELS = ("module", "stream")
WRITER_LABELS = ("writer", "module", "stream", "filter-name", "path")
STREAM_HELP = "Total number of log writes for the given stream."
WRITER_HELP = {
    "writes": "Total number of log writes passed to a concrete log writer not vetoed"
    " by stream or filter policies.",
    "discarded-writes": "Total number of log writes discarded due to size limitations.",
    "truncated-string-fields": "Total number of logged string fields limited by length",
    "truncated-containers": "Total number of logged container fields limited by length",
}


class Reading(NamedTuple):
    """One metric at one moment."""

    name: str
    help: str
    labels: tuple[str, ...]
    "Names of the labels."
    values: tuple[str, ...]
    value: int


class Count:
    """What one log, or one writer of a log, took."""

    __slots__ = ("writes", "discarded", "strings", "containers")

    def __init__(self) -> None:
        self.writes = 0
        self.discarded = 0
        "Records that were too large."
        self.strings = 0
        "Strings that were cut."
        self.containers = 0
        "Containers that were cut."


class Counts:
    """All logs and writers of a run, also those that are closed."""

    def __init__(self) -> None:
        self.streams: dict[tuple[str, ...], Count] = {}
        self.writers: dict[tuple[str, ...], Count] = {}

    def of_stream(self, name: str) -> Count:
        """The counters of a log."""
        return self.streams.setdefault((module_of(name), name), Count())

    def of_writer(self, writer: str, info: WriterInfo) -> Count:
        """The counters of a writer."""
        module = module_of(info.stream)
        key = (writer, module, info.stream, info.filter, info.path)
        return self.writers.setdefault(key, Count())

    def readings(self) -> Iterator[Reading]:
        """Everything that was counted."""
        for key, count in self.streams.items():
            if count.writes:
                yield Reading(
                    "log-stream-writes", STREAM_HELP, STREAM_LABELS, key, count.writes
                )
        for key, count in self.writers.items():
            values = (
                count.writes,
                count.discarded,
                count.strings,
                count.containers,
            )
            for (name, help), value in zip(WRITER_HELP.items(), values, strict=True):
                yield Reading(f"log-writer-{name}", help, WRITER_LABELS, key, value)


def module_of(name: str) -> str:
    """The module of a name such as `Conn::LOG`."""
    return name.rpartition("::")[0] or "GLOBAL"
