"""Mails: messages whose entities raise the events of MIME and are files."""

from __future__ import annotations

from hashlib import md5, sha256
from typing import TYPE_CHECKING, Any

from ...files import EVENTS as FILE_EVENTS
from ...files import file_manager
from .entity import Entity
from .header import Header
from .records import header_record, header_table

if TYPE_CHECKING:
    from ...files.manager import FileManager
    from ..contract import Analyzer

EVENTS = (
    "mime_begin_entity",
    "mime_end_entity",
    "mime_one_header",
    "mime_all_headers",
    "mime_segment_data",
    "mime_entity_data",
    "mime_all_data",
    "mime_event",
    "mime_content_hash",
    "mime_content_hash_sha256",
)

# The least that a segment has beside what it shares with the one before.
_LEAST_NEW = 32


class Mail:
    """One mail, from its header to its end."""

    def __init__(self, analyzer: Analyzer, is_orig: bool):
        self._analyzer = analyzer
        self._connection = analyzer.connection
        self._net = net = analyzer.connection.net
        self._is_orig = is_orig
        self.wants_headers = self._wants("mime_all_headers")
        self._overlap = max(int(net.settings.mime_segment_overlap_length), 0)
        least = self._overlap + _LEAST_NEW
        self._longest = max(int(net.settings.mime_segment_length), least)
        self._md5 = md5() if self._wants("mime_content_hash") else None
        self._sha256 = sha256() if self._wants("mime_content_hash_sha256") else None
        self._hashed = 0
        self._wants_entity = self._wants("mime_entity_data")
        self._wants_all = self._wants("mime_all_data")
        self._entity_data: list[bytes] = []
        self._all_data: list[bytes] = []
        self._tail = b""
        "The end of the segment before, which the next one begins with."
        self._end = self._start = 0
        "Where in Zeek's buffer a segment ends, and where it begins."
        self._fuid = b""
        self._length = 0
        self._files: FileManager | None = None
        if any(self._wants(name) for name in FILE_EVENTS):
            self._files = file_manager(analyzer.connection.rt)
        self._top = Entity(self)
        self.begin_entity(self._top)

    @property
    def analyzer(self) -> Analyzer:
        """The analyzer of the protocol that carries the mail."""
        return self._analyzer

    def _wants(self, name: str) -> bool:
        return self._net.handler(name).wanted

    def _event(self, name: str, *args: Any) -> None:
        self._connection.event(name, *args)

    # What comes

    def deliver(self, data: bytes, crlf: bool) -> None:
        """A line without its end, or a piece of one."""
        self._top.deliver(data, crlf)

    def gap(self, length: int) -> None:
        """Bytes are missing."""
        if self._files is not None:
            place = self._analyzer.name, self._connection, self._is_orig
            self._fuid = self._files.gap(self._length, length, *place, self._fuid)

    def done(self) -> None:
        """The mail is over."""
        self._top.end()
        if self._wants_all:
            whole = b"".join(self._all_data)
            self._event("mime_all_data", len(whole), whole)
        if self._md5 is not None:
            self._event("mime_content_hash", self._hashed, self._md5.digest())
        if self._sha256 is not None:
            # The length is that of the other hash, as in Zeek.
            digest = self._sha256.digest()
            self._event("mime_content_hash_sha256", self._hashed, digest)
        self._end_of_file()

    # What entities tell

    def begin_entity(self, entity: Entity) -> None:
        """Another entity begins."""
        self._length, self._fuid = 0, b""
        self._event("mime_begin_entity")
        self._start = self._end = 0
        self._tail = b""

    def end_entity(self, entity: Entity) -> None:
        """An entity is over."""
        if self._wants_entity:
            whole = b"".join(self._entity_data)
            self._event("mime_entity_data", len(whole), whole)
            self._entity_data.clear()
        self._event("mime_end_entity")
        if self._fuid and self._files is not None:
            self._files.remove(self._fuid)
        else:
            self._end_of_file()
        self._fuid = b""

    def _end_of_file(self) -> None:
        if self._files is not None:
            for is_orig in (True, False):
                name = self._analyzer.name
                self._files.end_of_file(name, self._connection, is_orig)

    def header(self, header: Header) -> None:
        """A field of a header."""
        if self._wants("mime_one_header"):
            self._event("mime_one_header", header_record(self._connection, header))

    def all_headers(self, headers: list[Header]) -> None:
        """The header of an entity is over."""
        if self.wants_headers:
            self._event("mime_all_headers", header_table(self._connection, headers))

    def room(self) -> int:
        """How long the next piece may be, so that segments overlap as asked for."""
        self._start = max(self._end - self._overlap, 0)
        shared = self._end - self._start
        if self._start + self._longest > self._longest:
            self._start, self._end = 0, shared
        return self._longest - shared

    def data(self, data: bytes) -> None:
        """A piece of the content."""
        if self._md5 is not None:
            self._hashed += len(data)
            self._md5.update(data)
        if self._sha256 is not None:
            self._sha256.update(data)
        if self._wants_entity:
            self._entity_data.append(data)
        if self._wants_all:
            self._all_data.append(data)
        if self._wants("mime_segment_data"):
            self._segment(data)
        if self._files is not None:
            place = self._analyzer.name, self._connection, self._is_orig
            self._fuid = self._files.data(data, *place, fuid=self._fuid)
        self._length += len(data)
        self._end += len(data)

    def _segment(self, data: bytes) -> None:
        shared = self._end - self._start
        whole = self._tail[len(self._tail) - shared :] + data
        self._event("mime_segment_data", len(whole), whole)
        self._tail = (self._tail + data)[-self._overlap :] if self._overlap else b""

    def illegal(self, category: str, detail: str) -> None:
        """Something is wrong with the mail."""
        self._event("mime_event", category.encode(), detail.encode())
