"""What all writers of logs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from ..structure import Structure
from .columns import Column, values_of
from .counts import Count
from .limits import Cut, Limits

if TYPE_CHECKING:
    from ..runtime.state import Runtime


class WriterError(Exception):
    """A log cannot be written any more; the text says why."""


class WriterInfo(Structure):
    """What a writer is to write, and where to."""

    rt: Runtime
    stream: str
    filter: str
    path: str
    columns: list[Column]
    config: dict[str, str]
    limits: Limits
    interval: float = 0.0
    "Seconds from one rotation to the next."
    postprocessor: Callable[..., Any] | None = None


class Writer:
    """Writes the records of one path."""

    name: ClassVar[str] = "Log::WRITER_NONE"

    def __init__(self, info: WriterInfo):
        self.info = info
        self.broken = False
        self.count = Count()
        self.values = values_of(info.columns)
        self.harmless = info.limits.harmless
        self.harmless_bytes = info.limits.harmless_bytes
        containers = [c for c in info.columns if c.type.tag in ("set", "vector")]
        self.contained = values_of(containers)
        self.harmless_elements = info.limits.harmless_elements(len(containers))
        self.opened = info.rt.network_time
        self.rotation: object = None
        "What tells the present timer of rotation from earlier ones."

    # ---- what writers do

    def open(self) -> None:
        """Begin; WriterError if that fails."""

    def write(self, record: Any, extension: Any) -> None:
        """Write a record."""

    def set_buffered(self, buffered: bool) -> None:
        """Whether lines may wait."""

    def flush(self) -> None:
        """Write out what waits."""

    def close(self) -> None:
        """The end."""

    def rotate(self, path: str) -> tuple[str, str] | None:
        """Put what was written aside; the new name and the old one, if it was done."""
        return "/dev/null", self.info.path

    # ---- what they share

    def constant(self, name: str) -> Any:
        """The value of a script-level constant."""
        return self.info.rt.value(name)

    def text(self, name: str) -> str:
        """The value of a constant that is a string."""
        found: bytes = self.constant(name)
        return found.decode("utf-8", "surrogateescape")

    def exceeds(self, size: int, record: Any, extension: Any) -> bool:
        """Whether a line of more than `harmless` bytes may exceed the limits."""
        if size > self.harmless_bytes:
            return True
        most = self.harmless_elements
        found = self.contained(record, extension)
        return any(value is not None and len(value) > most for value in found)

    def shortened(self, record: Any, extension: Any) -> list[Any] | None:
        """The values of a record that exceeds the limits, None if it does not.

        There are no values if the record is too large to be written.
        """
        cut = Cut(self.info.limits, self._weird)
        values = cut.values(self.info.columns, self.values(record, extension))
        self.count.strings += cut.strings
        self.count.containers += cut.containers
        if cut.too_large:
            self._weird("log_record_too_large")
            self.count.writes -= 1
            self.count.discarded += 1
            return []
        return values if cut.strings or cut.containers else None

    def _weird(self, name: str) -> None:
        self.info.rt.reporter.weird(name, self.info.stream)

    def attempt(self, action: Callable[..., object], *args: Any) -> None:
        """Do something that may fail; after a failure nothing more is written."""
        if self.broken:
            return
        try:
            action(*args)
        except WriterError as e:
            self.broken = True
            self.info.rt.services["failed_logs"] = True
            self.report(str(e))

    def report(self, text: str) -> None:
        """Tell of an error."""
        self.info.rt.reporter.error(f"{self.info.path}/{self.name}: {text}")
