"""One file under analysis: its record, its beginning, its order and its analyzers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values.table import Table
from ..values.time import Interval, Time
from ..values.vector import Vector
from .analyzers import Attached
from .contract import FileAnalyzer
from .reassembly import LAST_OFFSET, FileReassembler

if TYPE_CHECKING:
    from .manager import FileManager

# After these the script may have asked for something that must be done at once.
_ANSWERED_AT_ONCE = frozenset(
    (
        "file_new",
        "file_over_new_connection",
        "file_sniff",
        "file_timeout",
        "file_extraction_limit",
    )
)


class TrackedFile:
    """What is known of a file, and who looks at its content."""

    __slots__ = (
        "manager",
        "fuid",
        "record",
        "analyzers",
        "offset",
        "done",
        "postponed",
        "weird_state",
        "_seen",
        "_missing",
        "_overflow",
        "_beginning",
        "_began",
        "_is_begin_full",
        "_is_sniffed",
        "_reassembles",
        "_reassembler",
        "_most_held",
        "_uids",
    )

    def __init__(self, manager: FileManager, fuid: bytes, source: str):
        self.manager = manager
        self.fuid = fuid
        now = Time(manager.rt.network_time)
        self.record = manager.fa_file(id=fuid, source=source.encode(), last_active=now)
        self.analyzers = Attached(self)
        self.offset = 0
        "Everything before it was delivered or given up."
        self.done = False
        self.postponed = False
        "Whether a script asked for more time when the file was to be given up."
        self.weird_state: dict[str, Any] = {}
        self._seen = self._missing = self._overflow = 0
        # The beginning, kept until there is enough of it to tell what it is.
        self._beginning: list[bytes] = []
        self._began = 0
        self._is_begin_full = False
        self._is_sniffed = False
        self._reassembles = False
        self._reassembler: FileReassembler | None = None
        self._most_held = 0
        self._uids: set[bytes] = set()

    @property
    def rt(self) -> Any:
        """The running program."""
        return self.manager.rt

    # Who carries it, and since when

    def touch(self) -> None:
        """Something came for the file."""
        self.record.last_active = Time(self.manager.rt.network_time)

    def add_connection(self, conn: Any) -> bool:
        """Note a connection that carries the file; whether it is a new one."""
        uid = conn.get_uid()
        if uid in self._uids:
            return False
        self._uids.add(uid)
        record = self.record
        conns = getattr(record, "conns", None)
        if conns is None:
            conns = record.conns = Table(type=self.manager.conns_type)
        carrier = conn.record()
        ident = carrier.id
        if ident in conns:
            return False
        # The connection may change its own, when it is flipped.
        ends = ident.orig_h, ident.orig_p, ident.resp_h, ident.resp_p, ident.proto
        conns[type(ident)(*ends)] = carrier
        return True

    def over_new_connection(self, conn: Any, is_orig: bool) -> None:
        """Tell of a connection that carries the file."""
        if self.wants("file_over_new_connection"):
            self.raise_event("file_over_new_connection", conn.record(), is_orig)

    # Events

    def wants(self, name: str) -> bool:
        """Whether an event about this file would be heard."""
        manager = self.manager
        return manager.handler(name).wanted and self.fuid not in manager.ignored

    def raise_event(self, name: str, *args: Any) -> None:
        """Queue an event about the file; of some the answers are needed at once."""
        if not self.wants(name):
            return
        record = self.record
        record.seen_bytes = self._seen
        record.missing_bytes = self._missing
        record.overflow_bytes = self._overflow
        self.manager.handler(name).queue(record, *args)
        if name in _ANSWERED_AT_ONCE:
            self.manager.rt.drain()
            self.analyzers.settle()

    def confirm(self, analyzer: FileAnalyzer) -> None:
        """An analyzer has recognised what it is for."""
        if not analyzer.confirmed:
            analyzer.confirmed = True
            self.manager.confirmation(self, analyzer)

    def violation(self, analyzer: FileAnalyzer, reason: str) -> None:
        """The content is not what an analyzer is for."""
        analyzer.violations += 1
        limit = self.manager.max_violations
        if analyzer.violations <= limit:
            self.manager.violation(self, analyzer, reason)
        elif analyzer.violations == limit + 1:
            self.weird("too_many_analyzer_violations", "", analyzer.name)

    def weird(self, name: str, addl: str, source: str) -> None:
        """Report an oddity of the file."""
        self.manager.weird(self, name, addl, source)

    # What scripts ask for

    def enable_reassembly(self) -> None:
        """Put in order what comes in another one."""
        self._reassembles = True

    def disable_reassembly(self) -> None:
        """Only take what comes in order."""
        self._reassembles = False
        self._reassembler = None

    def limit_reassembly(self, most: int) -> None:
        """Let no more bytes wait than these; 0 for any number."""
        self._most_held = most

    # Content

    @property
    def is_complete(self) -> bool:
        """Whether all of it was delivered, where its size is known."""
        total = getattr(self.record, "total_bytes", None)
        return total is not None and self.offset >= total

    def data(self, data: bytes, offset: int | None = None) -> None:
        """A piece of the file, the next one if it has no offset."""
        self.analyzers.settle()
        self._piece(data, self.offset if offset is None else offset)
        self.analyzers.settle()

    def _piece(self, data: bytes, offset: int) -> None:
        if offset + len(data) > LAST_OFFSET:
            addl = f"offset={offset:x} len={len(data):x}"
            self.weird("file_offset_overflow", addl, self.record.source.decode())
            data = data[: LAST_OFFSET - offset]
        if self._reassembler is not None:
            self._bound(self._reassembler)
            self._reassembler.add(offset, data)
        elif offset == self.offset:
            self.stream(data)
        elif self._reassembles:
            self._reassembler = FileReassembler(self, self.offset)
            self._reassembler.add(offset, data)
        else:
            self._overflow += len(data)
        for analyzer in self.analyzers:
            if not analyzer.skips and not analyzer.chunk(data, offset):
                self._rest(analyzer)
        if self.is_complete:
            self.end()

    def _bound(self, reassembler: FileReassembler) -> None:
        """When too much waits, wait no more."""
        if 0 < self._most_held < reassembler.held:
            offset = self.offset
            missing = reassembler.flush()
            self._overflow += missing
            self.raise_event("file_reassembly_overflow", offset, missing)

    def stream(self, data: bytes) -> None:
        """The next bytes in order."""
        was_full = self._is_begin_full
        if not was_full:
            self._begin_with(data)
        if self._is_begin_full and not self._is_sniffed and not self._missing:
            self._sniff()
        for analyzer in self.analyzers:
            if not analyzer.started:
                self._catch_up(analyzer, was_full)
            if not analyzer.skips and not analyzer.stream(data):
                self._rest(analyzer)
        self.offset += len(data)
        self._seen += len(data)

    def _begin_with(self, data: bytes) -> None:
        """Keep a part of the beginning."""
        self._beginning.append(data)
        self._began += len(data)
        if self._began >= self.record.bof_buffer_size:
            self._is_begin_full = True
            if self._began:
                self.record.bof_buffer = b"".join(self._beginning)

    def _catch_up(self, analyzer: FileAnalyzer, was_full: bool) -> None:
        """Give an analyzer what came before it was attached."""
        analyzer.started = True
        beginning = self._beginning
        for data in beginning[:] if was_full else beginning[:-1]:
            if not analyzer.skips and not analyzer.stream(data):
                self._rest(analyzer)

    def _rest(self, analyzer: FileAnalyzer) -> None:
        """An analyzer wants nothing more."""
        analyzer.skips = True
        self.analyzers.drop(analyzer)

    # What it is

    def set_mime_type(self, mime_type: bytes) -> None:
        """Somebody knows the type before the first byte has come."""
        if not mime_type or self._began or self._is_sniffed:
            return
        self._is_sniffed = self._is_begin_full = True
        if self.wants("file_sniff"):
            meta = self.rt.record("fa_metadata")(mime_type=mime_type, inferred=False)
            self.raise_event("file_sniff", meta)

    def _sniff(self) -> None:
        """Tell the type from the beginning."""
        self._is_sniffed = True
        beginning = getattr(self.record, "bof_buffer", None)
        if beginning is None:
            if not self._began:
                return
            beginning = self.record.bof_buffer = b"".join(self._beginning)
        if not self.wants("file_sniff"):
            return
        best, matches = self.manager.matches(beginning[: self.record.bof_buffer_size])
        meta = self.rt.record("fa_metadata")()
        if best is not None:
            meta.mime_type = best
            meta.mime_types = Vector(matches)
        self.raise_event("file_sniff", meta)

    # Ends

    def gap(self, offset: int, length: int) -> None:
        """Bytes that will never come."""
        reassembler = self._reassembler
        if reassembler is not None and not reassembler.flushing:
            # It calls back with what is really missing.
            reassembler.flush_to(offset + length)
            return
        self._close_beginning()
        for analyzer in self.analyzers:
            if not analyzer.gap(offset, length):
                self.analyzers.drop(analyzer)
        self.raise_event("file_gap", offset, length)
        self.analyzers.settle()
        self.offset += length
        self._missing += length

    def _close_beginning(self) -> None:
        """Go on with what there is of the beginning."""
        if not self._is_begin_full:
            self._is_begin_full = True
            self.stream(b"")

    def end(self) -> None:
        """Nothing more comes."""
        if self.done:
            return
        if self._reassembler is not None:
            self._reassembler.flush()
        self._close_beginning()
        self.analyzers.settle()
        self.done = True
        for analyzer in self.analyzers:
            if not analyzer.end():
                self.analyzers.drop(analyzer)
        self.raise_event("file_state_remove")
        self.analyzers.settle()
        self.analyzers.clear()
        self._reassembler = None

    # Time

    @property
    def timeout(self) -> float:
        """How long nothing may come before the file is given up."""
        return float(self.record.timeout_interval)

    def set_timeout(self, interval: float) -> None:
        """Give up the file after that much silence."""
        if interval > 0:
            self.postponed = True
        self.record.timeout_interval = Interval(interval)
