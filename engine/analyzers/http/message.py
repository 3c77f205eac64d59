"""One request or reply: the events about it, and what of it goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content_line import CR_AS_EOL, LF_AS_EOL
from ..mime.entity import MULTIPART, Entity
from ..mime.header import Header
from ..mime.records import header_table
from .entity import HttpEntity
from .start_line import Version

if TYPE_CHECKING:
    from ..content_line import ContentLine
    from .analyzer import HTTPAnalyzer

_NORMALLY = "message ends normally"
# Ranges of a file may come over several connections.
_PARTIAL_CONTENT = 206


class HttpMessage:
    """A message from its first line to the end of its body."""

    def __init__(
        self,
        analyzer: HTTPAnalyzer,
        lines: ContentLine,
        is_orig: bool,
        expects_body: int,
        header_length: int,
    ):
        self.analyzer = analyzer
        self.wants_headers = analyzer.wants("http_all_headers")
        self.lines = lines
        self.is_orig = is_orig
        self.finished = False
        self.start_time = analyzer.now
        self.header_length = header_length
        self.body_length = self.gap_length = 0
        self._wants_data = analyzer.wants("http_entity_data")
        self.top = HttpEntity(self, None, expects_body)
        self.current: Entity | None = None
        self.begin_entity(self.top)

    # What comes

    def deliver(self, data: bytes, crlf: bool) -> None:
        """A line, or a piece of a body."""
        self.top.deliver(data, crlf)

    def gap(self, length: int) -> bool:
        """Bytes are missing; whether all of them are of the body."""
        entity = self.current or self.top
        assert isinstance(entity, HttpEntity)
        if not entity.gap(length):
            return False
        self.gap_length += length
        return True

    def done(self, interrupted: bool = False, detail: str = _NORMALLY) -> None:
        """The message is over."""
        if self.finished:
            return
        self.finished = True
        self.top.end()
        self._end_of_file(self.top)
        analyzer = self.analyzer
        if analyzer.wants("http_message_done"):
            stat = analyzer.connection.net.types.http_message_stat(
                start=analyzer.time(self.start_time),
                interrupted=interrupted,
                finish_msg=detail.encode(),
                body_length=self.body_length,
                content_gap_length=self.gap_length,
                header_length=self.header_length,
            )
            analyzer.event("http_message_done", self.is_orig, stat)
        analyzer.message_done(self.is_orig)

    # What entities tell

    def begin_entity(self, entity: Entity) -> None:
        """Another entity begins."""
        self.current = entity
        self.analyzer.event("http_begin_entity", self.is_orig)

    def end_entity(self, entity: Entity) -> None:
        """An entity is over."""
        if entity is self.top:
            self.body_length += self.top.body_length
            self.header_length += self.top.header_length
        self.analyzer.event("http_end_entity", self.is_orig)
        self.current = entity.parent
        if entity.parent is not None and entity.parent.kind == MULTIPART:
            self.read_parts(False)
        if entity is self.top:
            self.done()
        else:
            self._end_of_file(entity)

    def header(self, header: Header) -> None:
        """A field of a header."""
        self.analyzer.header(self.is_orig, header)

    def all_headers(self, headers: list[Header]) -> None:
        """The header of an entity is over."""
        analyzer, entity = self.analyzer, self.current
        if self.wants_headers:
            table = header_table(analyzer.connection, headers)
            analyzer.event("http_all_headers", self.is_orig, table)
        if entity is not None and analyzer.wants("http_content_type"):
            kind = entity.type, entity.subtype
            analyzer.event("http_content_type", self.is_orig, *kind)

    def room(self) -> int:
        """How long pieces of the content are."""
        return self.analyzer.delivery_size

    def data(self, data: bytes) -> None:
        """A piece of the content."""
        if self._wants_data:
            self.analyzer.event("http_entity_data", self.is_orig, len(data), data)

    def body(
        self, data: bytes, *, is_first: bool = False, is_last: bool = False
    ) -> None:
        """Part of a body as it came, for signatures and other analyzers."""
        self.analyzer.body(self.is_orig, data, is_first, is_last)

    def end_of_body(self) -> None:
        """Nothing more comes for other analyzers."""
        self.analyzer.end_of_body(self.is_orig)

    def illegal(self, category: str, detail: str) -> None:
        """Something is wrong with the message."""
        self.analyzer.tell(category, detail.encode())

    def skip_body(self) -> None:
        """Scripts do not want the content of this entity."""
        if isinstance(self.current, HttpEntity):
            self.current.delivers = False

    # How the lines are read

    def plain_delivery(self, length: int) -> None:
        """Take so many bytes as they are."""
        self.lines.set_plain_delivery(length)
        if length > 0 and self.analyzer.skips_data:
            self.lines.skip_after_line(length)

    def delivery_size(self, length: int) -> None:
        """So much comes; then a line is over even without its end."""
        self.lines.set_delivery_size(length)

    def read_parts(self, parts: bool) -> None:
        """Whether lines end in CRLF only."""
        self.lines.suppress_weirds = parts
        self.lines.eol = 0 if parts else CR_AS_EOL | LF_AS_EOL

    @property
    def reply_code(self) -> int:
        """The code of the reply at hand."""
        return self.analyzer.reply_code

    @property
    def version(self) -> Version:
        """The version that counts for headers."""
        start = self.analyzer.start_lines
        is_request = self.analyzer.request_ongoing
        return start.request_version if is_request else start.reply_version

    # Files

    def file_data(self, data: bytes, offset: int | None, fuid: bytes) -> bytes:
        """A piece of a file; its id."""
        files = self.analyzer.files
        if files is None:
            return b""
        conn = self.analyzer.connection
        return files.data(data, "HTTP", conn, self.is_orig, offset=offset, fuid=fuid)

    def file_size(self, size: int, fuid: bytes) -> bytes:
        """The size of a file; its id."""
        files = self.analyzer.files
        if files is None:
            return b""
        return files.set_size(
            size, "HTTP", self.analyzer.connection, self.is_orig, fuid
        )

    def file_gap(self, offset: int, length: int, fuid: bytes) -> bytes:
        """Missing bytes of a file; its id."""
        files = self.analyzer.files
        if files is None:
            return b""
        conn = self.analyzer.connection
        return files.gap(offset, length, "HTTP", conn, self.is_orig, fuid)

    def _end_of_file(self, entity: Entity) -> None:
        files = self.analyzer.files
        if files is None or not (self.is_orig or self.reply_code != _PARTIAL_CONTENT):
            return
        if isinstance(entity, HttpEntity) and entity.fuid:
            files.remove(entity.fuid)
        else:
            files.end_of_file("HTTP", self.analyzer.connection, self.is_orig)
