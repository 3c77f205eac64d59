"""The files of a run: who carries them, when they end, what scripts ask of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

from ..typesystem.types import TableType
from ..values.base62 import base62
from ..values.highway import highway128
from ..values.record import Record, coerce_record
from ..values.vector import Vector
from .analyzers import ANALYZERS, short_name
from .contract import FileAnalyzer
from .tracked import TrackedFile

PROTOCOL_TAG = "Analyzer::ANALYZER_"

# Bits of a number of a hash; a file's id is made of two at most, `bits_per_uid`.
_WORD = 64
# Handles whose ids are remembered.
_MOST_HANDLES = 4096


class FileManager:
    """All files under analysis, by their ids."""

    def __init__(self, rt: Any):
        self.rt = rt
        self.files: dict[bytes, TrackedFile] = {}
        self.ignored: set[bytes] = set()
        self.disabled: set[str] = set()
        "Names of the analyzers that are switched off."
        self.max_violations: int = rt.value("max_analyzer_violations")
        self.fa_file = rt.record("fa_file")
        self._handlers: dict[str, Any] = {}
        self._tags: dict[str, Any] = {}
        self._key = sha256(rt.value("digest_salt")).digest()
        self._bits = min(int(rt.value("bits_per_uid")), 2 * _WORD)
        self._ids: dict[bytes, bytes] = {}
        self._most_ids = _MOST_HANDLES
        self._handle = b""
        self._conns_type: TableType | None = None
        self._match: Any = None
        self.cumulative = self.most = 0
        "Files so far, and the most at one time."
        rt.services.setdefault("statistics", {})["FileAnalysisStats"] = {
            "current": lambda: len(self.files),
            "max": lambda: self.most,
            "cumulative": lambda: self.cumulative,
        }

    # Lookups

    def handler(self, name: str) -> Any:
        """An event by its name."""
        found = self._handlers.get(name)
        if found is None:
            found = self._handlers[name] = self.rt.event(name)
        return found

    def tag(self, name: str) -> Any:
        """The enum member of a protocol analyzer."""
        found = self._tags.get(name)
        if found is None:
            found = self._tags[name] = self.rt.enum(PROTOCOL_TAG + name)
        return found

    @property
    def conns_type(self) -> TableType:
        """The type of `fa_file$conns`."""
        if self._conns_type is None:
            fields = self.fa_file.__zeek_type__.fields
            kind = next(f.type for f in fields if f.name == "conns")
            assert isinstance(kind, TableType)
            self._conns_type = kind
        return self._conns_type

    def matches(self, data: bytes) -> tuple[bytes | None, list[Any]]:
        """The likeliest type of some data, and a `mime_match` for each strength."""
        from .identify import identify, one_of_each

        found = self.rt.services.get("identify", identify)(data)
        if not found:
            return None, []
        if self._match is None:
            self._match = self.rt.record("mime_match")
        each = [self._match(s, mime.encode()) for s, mime in one_of_each(found)]
        return found[0][1].encode(), each

    # Ids

    def file_id(self, handle: bytes) -> bytes:
        """The id of the file that a handle names."""
        found = self._ids.get(handle)
        if found is None:
            first, second = highway128(self._key, handle)
            if self._bits <= _WORD:
                second = 0
            found = b"F" + base62(first >> -self._bits % _WORD) + base62(second)
            if len(self._ids) >= self._most_ids:
                self._forget_ids()
            self._ids[handle] = found
        return found

    def _forget_ids(self) -> None:
        """Forget the ids of all but present files, which must be known by handle."""
        present = self.files
        kept = {handle: fuid for handle, fuid in self._ids.items() if fuid in present}
        self._ids = kept
        self._most_ids = max(_MOST_HANDLES, 2 * len(kept))

    def _asked(self, protocol: str, conn: Any, is_orig: bool) -> bytes:
        """The handle of the file that the script says is under way there, if any."""
        self._handle = b""
        handler = self.handler("get_file_handle")
        if not handler.wanted:
            return b""
        handler.queue(self.tag(protocol), conn.record(), is_orig)
        # Data is not kept until the answer comes, so it must come now.
        self.rt.drain()
        return self._handle

    def _ask(self, protocol: str, conn: Any, is_orig: bool) -> bytes:
        """Which file that is; empty for none."""
        handle = self._asked(protocol, conn, is_orig)
        return self.file_id(handle) if handle else b""

    def set_file_handle(self, handle: bytes) -> None:
        """The script's answer."""
        if handle:
            self._handle = handle

    # Content

    def data(
        self,
        data: bytes,
        protocol: str,
        conn: Any,
        is_orig: bool,
        *,
        offset: int | None = None,
        fuid: bytes = b"",
        mime_type: bytes = b"",
    ) -> bytes:
        """A piece of a file that a connection carries; the file's id if it goes on.

        Without an offset it is the next piece.
        """
        fuid = fuid or self._ask(protocol, conn, is_orig)
        follows = offset is not None
        file = self._file(fuid, protocol, conn, is_orig, follows)
        if file is None:
            return b""
        file.set_mime_type(mime_type)
        file.data(data, offset)
        return b"" if self._ends(file) else fuid

    def local_data(
        self, data: bytes, fuid: bytes, source: str, offset: int | None = None
    ) -> None:
        """A piece of a file that comes from somewhere else than the network."""
        file = self._file(fuid, source, None, False, False)
        if file is not None:
            file.data(data, offset)
            self._ends(file)

    def gap(
        self,
        offset: int,
        length: int,
        protocol: str,
        conn: Any,
        is_orig: bool,
        fuid: bytes = b"",
    ) -> bytes:
        """Part of a file is missing."""
        fuid = fuid or self._ask(protocol, conn, is_orig)
        file = self._file(fuid, protocol, conn, is_orig, True)
        if file is None:
            return b""
        file.gap(offset, length)
        return fuid

    def set_size(
        self, size: int, protocol: str, conn: Any, is_orig: bool, fuid: bytes = b""
    ) -> bytes:
        """The whole size of a file is known."""
        fuid = fuid or self._ask(protocol, conn, is_orig)
        file = self._file(fuid, protocol, conn, is_orig, True)
        if file is None:
            return b""
        file.record.total_bytes = size
        return b"" if self._ends(file) else fuid

    def _ends(self, file: TrackedFile) -> bool:
        if not file.is_complete:
            return False
        self.remove(file.fuid)
        return True

    def end_of_file(self, protocol: str, conn: Any, is_orig: bool) -> None:
        """Nothing more comes for the file under way there."""
        if self.files or self.handler("get_file_handle").wanted:
            # No present file has a handle whose id was never asked for.
            fuid = self._ids.get(self._asked(protocol, conn, is_orig))
            if fuid is not None:
                self.remove(fuid)

    def _file(
        self, fuid: bytes, source: str, conn: Any, is_orig: bool, follows: bool
    ) -> TrackedFile | None:
        """The file of an id, a new one if need be; none if scripts ignore it."""
        if not fuid or fuid in self.ignored:
            return None
        file = self.files.get(fuid)
        if file is None:
            return self._new(fuid, source, conn, is_orig)
        file.touch()
        if follows and conn is not None and file.add_connection(conn):
            file.over_new_connection(conn, is_orig)
        return file

    def _new(
        self, fuid: bytes, source: str, conn: Any, is_orig: bool
    ) -> TrackedFile | None:
        file = TrackedFile(self, fuid, source)
        if conn is not None:
            file.record.is_orig = is_orig
            file.add_connection(conn)
        self.files[fuid] = file
        self.cumulative += 1
        self.most = max(self.most, len(self.files))
        self._watch(file)
        file.raise_event("file_new")
        if conn is not None:
            file.over_new_connection(conn, is_orig)
        return None if fuid in self.ignored else file

    # Ends

    def remove(self, fuid: bytes) -> bool:
        """A file is over; whether there was such a one."""
        file = self.files.get(fuid)
        if file is None:
            return False
        # Scripts may still ask for it while it ends.
        file.end()
        self.files.pop(fuid, None)
        self.ignored.discard(fuid)
        return True

    def _watch(self, file: TrackedFile) -> None:
        due = self.rt.network_time + file.timeout
        self.rt.timers.add(due, partial(self._look, file.fuid), at_exit=True)

    def _look(self, fuid: bytes) -> None:
        """See whether anything came for a file lately."""
        file = self.files.get(fuid)
        if file is None:
            return
        last = float(file.record.last_active)
        if not last:
            # It began before there was a clock.
            file.touch()
            self._watch(file)
        elif max(self.rt.network_time - last, 0.0) >= file.timeout:
            self._give_up(file)
        elif not self.rt.terminating:
            self._watch(file)

    def _give_up(self, file: TrackedFile, is_end: bool = False) -> None:
        file.postponed = False
        file.raise_event("file_timeout")
        if file.postponed and not is_end:
            file.touch()
            self._watch(file)
        else:
            self.remove(file.fuid)

    def terminate(self) -> None:
        """The run ends, and all files with it."""
        for fuid in sorted(self.files):
            file = self.files.get(fuid)
            if file is not None:
                self._give_up(file, is_end=True)
        self.rt.drain()

    # About the analyzers of a file

    def confirmation(self, file: TrackedFile, analyzer: FileAnalyzer) -> None:
        """An analyzer has recognised what it is for."""
        handler = self.handler("analyzer_confirmation_info")
        if handler.wanted:
            info = self.rt.record("AnalyzerConfirmationInfo")(f=file.record)
            handler.queue(analyzer.tag, info)

    def violation(self, file: TrackedFile, analyzer: FileAnalyzer, reason: str) -> None:
        """Content is not what an analyzer is for."""
        handler = self.handler("analyzer_violation_info")
        if handler.wanted:
            cls = self.rt.record("AnalyzerViolationInfo")
            handler.queue(analyzer.tag, cls(reason=reason.encode(), f=file.record))

    def weird(self, file: TrackedFile, name: str, addl: str, source: str) -> None:
        """An oddity of a file, unless the same one comes too often."""
        handler = self.handler("file_weird")
        network = self.rt.services.get("network")
        if network is not None and not network.weirds.permits(file.weird_state, name):
            return
        if handler.wanted:
            handler.queue(name.encode(), file.record, addl.encode(), source.encode())

    # What scripts ask for: the names of Files::__ and their arguments

    def _with(self, fuid: bytes, action: Callable[[TrackedFile], Any]) -> bool:
        file = self.files.get(fuid)
        if file is None:
            return False
        return action(file) is not False

    def add_analyzer(self, fuid: bytes, tag: Any, args: Any) -> bool:
        """Attach an analyzer to a file."""
        if short_name(tag) in self.disabled:
            return False
        args = self._args(args)
        return self._with(fuid, lambda f: not f.done and f.analyzers.add(tag, args))

    def remove_analyzer(self, fuid: bytes, tag: Any, args: Any) -> bool:
        """Take an analyzer off a file."""
        args = self._args(args)
        return self._with(fuid, lambda f: not f.done and f.analyzers.remove(tag, args))

    def _args(self, args: Any) -> Record:
        cls: type[Record] = self.rt.record("Files::AnalyzerArgs")
        return args if isinstance(args, cls) else coerce_record(args, cls)

    def enable_analyzer(self, tag: Any) -> bool:
        """Let an analyzer be attached again."""
        self.disabled.discard(short_name(tag))
        return short_name(tag) in ANALYZERS

    def disable_analyzer(self, tag: Any) -> bool:
        """Attach an analyzer no more."""
        self.disabled.add(short_name(tag))
        return short_name(tag) in ANALYZERS

    def analyzer_enabled(self, tag: Any) -> bool:
        """Whether an analyzer may be attached."""
        return short_name(tag) not in self.disabled

    def enable_reassembly(self, fuid: bytes) -> bool:
        """Put in order what comes in another one."""
        return self._with(fuid, TrackedFile.enable_reassembly)

    def disable_reassembly(self, fuid: bytes) -> bool:
        """Only take what comes in order."""
        return self._with(fuid, TrackedFile.disable_reassembly)

    def set_reassembly_buffer(self, fuid: bytes, most: int) -> bool:
        """Let no more bytes wait than these."""
        return self._with(fuid, lambda f: f.limit_reassembly(most))

    def set_timeout_interval(self, fuid: bytes, interval: float) -> bool:
        """Give up a file after that much silence."""
        return self._with(fuid, lambda f: f.set_timeout(float(interval)))

    def set_extract_limit(self, fuid: bytes, args: Any, most: int) -> bool:
        """Write more or less of a file than its arguments say."""
        args = self._args(args)
        tag = self.rt.enum("Files::ANALYZER_EXTRACT")

        def change(file: TrackedFile) -> bool:
            found: Any = file.analyzers.find(tag, args)
            if found is not None:
                found.limit = most
            return found is not None

        return self._with(fuid, change)

    def file_exists(self, fuid: bytes) -> bool:
        """Whether a file is under analysis."""
        return fuid in self.files

    def lookup_file(self, fuid: bytes) -> Any:
        """The record of a file; an error if there is none."""
        file = self.files.get(fuid)
        if file is not None:
            return file.record
        shown = fuid.decode("utf-8", "replace")
        self.rt.reporter.error(f"file ID {shown} not a known file")
        return None

    def stop(self, fuid: bytes) -> bool:
        """Ignore a file from now on."""
        return self._with(fuid, lambda f: self.ignored.add(fuid))

    def identify_data(self, data: bytes, only_mime: bool) -> bytes:
        """The likeliest type of some data."""
        if not only_mime:
            self.rt.reporter.warning(
                "identify_data() builtin-function only returns MIME types, "
                "but verbose file info requested"
            )
        return self.matches(data)[0] or b"<unknown>"

    def file_magic(self, data: bytes) -> Vector:
        """All that some data may be."""
        return Vector(self.matches(data)[1])
