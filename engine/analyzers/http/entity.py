"""Entities of HTTP: where their bodies end, and what they are without encodings.

A body is as long as Content-Length says, comes in chunks, or lasts as long as the
connection (RFC 9112 6); only parts of multipart bodies are read as lines.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ..mime.entity import BASE64, MESSAGE, MULTIPART, QUOTED_PRINTABLE, Entity
from ..mime.header import Header
from .inflate import Inflater
from .ranges import UNKNOWN, BadRange, content_range, number
from .start_line import HTTP_1_1

if TYPE_CHECKING:
    from .message import HttpMessage

NOT_EXPECTED, EXPECTED, MAYBE = range(3)
"Whether a message has a body."

# What Zeek takes for the rest of the connection.
_FOREVER = 2**31 - 1

_PARTIAL_CONTENT = 206

_ENCODINGS = (b"gzip", b"x-gzip", b"deflate")


class Chunk(Enum):
    """What comes next of a body in chunks (RFC 9112 7.1)."""

    NONE = 0
    BEFORE = 1
    SIZE = 2
    DATA = 3
    CRLF = 4
    TRAILER = 5
    NOTHING = 6


class HttpEntity(Entity):
    """A message's body, or a part of it."""

    message: HttpMessage

    def __init__(
        self,
        message: HttpMessage,
        parent: Entity | None = None,
        expects_body: int = EXPECTED,
    ):
        super().__init__(message, parent)
        self.expects_body = expects_body
        self.chunk = Chunk.NONE
        self.content_length = UNKNOWN
        self.range_length = UNKNOWN
        self.awaited = 0
        "How much of the body, or of a chunk, is still to come."
        self.body_length = self.header_length = 0
        self.delivers = True
        "Whether scripts want the content."
        self.encoded = False
        self.is_partial = False
        "Whether this is but a range of a file."
        self.offset = 0
        self.total = UNKNOWN
        self.expects_100 = False
        self.fuid = b""
        self._sends_size = True
        self._is_plain = False
        "Whether the body is content as it comes."
        self._inflater: Inflater | None = None

    def new_child(self) -> HttpEntity:
        """The next part."""
        return HttpEntity(self.message, self)

    # What comes

    def deliver(self, data: bytes, crlf: bool) -> None:
        """A line, or a piece of a body."""
        if self.ended:
            # Something may follow the last delimiter.
            if self.kind != MULTIPART:
                self.illegal_format("data trailing the end of entity")
        elif self.in_header:
            if not crlf:
                self.odd("http_no_crlf_in_header_list")
            self.header_length += len(data)
            super().deliver(data, crlf)
        elif self.kind == MULTIPART or self.kind == MESSAGE:
            self._content(data, crlf)
            if self.depth == 0 and self.content_length > 0:
                self._structured(len(data) + 2 * crlf)
        elif self.chunk is not Chunk.NONE:
            self._chunked(data)
        elif self.content_length >= 0:
            self._content(data, False)
            self.awaited -= len(data)
            if self.awaited <= 0:
                self.plain_delivery(0)
                self.message.delivery_size(UNKNOWN)
                self.end()
        else:
            self._content(data, crlf)

    def _structured(self, length: int) -> None:
        """Parts do not go beyond the length of the whole."""
        self.awaited -= length
        if self.awaited <= 0:
            self.plain_delivery(0)
            self.end()

    def _chunked(self, data: bytes) -> None:
        chunk = self.chunk
        if chunk is Chunk.DATA:
            self.awaited -= len(data)
            if self.awaited <= 0:
                self.plain_delivery(0)
                self.chunk = Chunk.CRLF
            self._content(data, False)
        elif chunk is Chunk.SIZE:
            self._chunk_size(data)
        elif chunk is Chunk.CRLF:
            if data:
                self.illegal_format("inaccurate chunk size: data before <CR><LF>")
            self.chunk = Chunk.SIZE

    def _chunk_size(self, line: bytes) -> None:
        size = number(line, 16)
        if size is None:
            self.odd("HTTP_bad_chunk_size", line)
        self.awaited = size or 0
        if self.awaited > 0:
            self.chunk = Chunk.DATA
            self.plain_delivery(self.awaited)
        else:
            self.in_header = True
            self.chunk = Chunk.TRAILER

    def _content(self, data: bytes, crlf: bool) -> None:
        """Part of the body, without chunks."""
        if not self.encoded:
            self._clear(data, crlf)
            return
        if self._inflater is None:
            self._inflater = Inflater(self._zip_odd)
            self.message.analyzer.connection.net.next_aid()
        for piece in self._inflater.feed(data):
            self._clear(piece, False)

    def _zip_odd(self, name: str) -> None:
        self.message.analyzer.connection.weird(name, source="ZIP")

    def _clear(self, data: bytes, crlf: bool) -> None:
        """Part of the body, without any coding of transport."""
        is_first = not self.body_length
        self.body_length += len(data) + 2 * crlf
        if self.delivers:
            if self._is_plain and not crlf:
                self.submit(data)
            else:
                self.body(data, crlf)
        if self.message.analyzer.shows_bodies:
            self.message.body(data, is_first=is_first)

    def gap(self, length: int) -> bool:
        """Bytes are missing; whether all of them are of the body."""
        if (self.ended and self.in_header) or not self.body_length:
            return False
        self.fuid = self.message.file_gap(self.body_length, length, self.fuid)
        if self.is_partial:
            self.offset += length
        if self.chunk is not Chunk.NONE:
            if self.chunk is not Chunk.DATA or self.awaited < length:
                return False
            self._miss(length)
            if not self.awaited:
                self.chunk = Chunk.CRLF
            return True
        if self.content_length < 0 or self.awaited < length:
            return False
        self._miss(length)
        if self.awaited <= 0:
            self.end()
        return True

    def _miss(self, length: int) -> None:
        self.body_length += length
        self.awaited -= length
        self.plain_delivery(self.awaited)

    def end(self) -> None:
        """Nothing more comes."""
        self._inflater = None
        self.encoded = False
        if self.message.analyzer.shows_bodies:
            self.message.body(b"", is_last=True)
        if self.body_length:
            self.message.end_of_body()
        super().end()

    def submit_data(self, data: bytes) -> None:
        """A piece of the content, for scripts and for the analysis of files."""
        message = self.message
        if self.delivers:
            message.data(data)
        if self.encoded:
            # The sizes in headers are those of what is compressed.
            self._sends_size = False
        size = self.total if self.is_partial else self.content_length
        if self._sends_size and size > 0:
            self.fuid = message.file_size(size, self.fuid)
        self._sends_size = False
        if self.is_partial:
            self.fuid = message.file_data(data, self.offset, self.fuid)
            self.offset += len(data)
        else:
            self.fuid = message.file_data(data, None, self.fuid)

    def plain_delivery(self, length: int) -> None:
        """Take so many bytes as they are."""
        self.message.plain_delivery(length)

    # Headers

    def submit_header(self, header: Header) -> None:
        """A field: it may tell how the body comes."""
        if self.depth == 0 and header.lines > 1:
            # Deprecated, as it helps to smuggle requests (RFC 9112 5.2).
            self.odd("HTTP_obsolete_line_folding", header.name)
        meaning = _MEANINGS.get(header.name.lower())
        if meaning is None or meaning(self, header):
            super().submit_header(header)

    def _length_header(self, header: Header) -> bool:
        if self.chunk is not Chunk.NONE:
            self.odd("HTTP_content_length_and_chunked")
        text = header.token
        if not text:
            return True
        length = number(text)
        if length is None or length < 0:
            self.odd("HTTP_bad_content_length", text)
            self.content_length = 0
            return True
        if length > 0 and text.startswith(b"0"):
            self.odd("HTTP_content_length_leading_zeros", text)
        self.content_length = length
        if self.is_partial:
            self._compare_lengths()
        self._check_100()
        return True

    def _compare_lengths(self) -> None:
        """Take the larger length if they differ, so that nothing can hide."""
        if self.range_length != self.content_length:
            self.odd("HTTP_range_not_matching_len")
            self.content_length = max(self.content_length, self.range_length)

    def _range_header(self, header: Header) -> bool:
        if self.message.reply_code != _PARTIAL_CONTENT:
            return True
        if self.chunk is not Chunk.NONE:
            self.odd("HTTP_content_range_and_chunked")
        try:
            found = content_range(header.token, header.rest)
        except BadRange as bad:
            self.odd(*bad.args)
            return False
        if found.has_bad_total:
            text = header.rest.replace(b" ", b"")
            self.odd("HTTP_content_range_invalid_instance", text)
        if found.total != UNKNOWN:
            self.total = found.total
        self.is_partial = True
        self.offset, self.range_length = found.first, found.length
        if self.content_length > 0:
            self._compare_lengths()
        else:
            self.content_length = self.range_length
        return True

    def _transfer_header(self, header: Header) -> bool:
        if self.depth:
            # It must not change how the whole body is read.
            self.odd("HTTP_nested_transfer_encoding_header")
        elif header.token.lower() == b"chunked" and self.message.version == HTTP_1_1:
            self.chunk = Chunk.BEFORE
            if header.rest:
                self.odd("HTTP_chunked_multi", header.rest)
            if self.content_length >= 0:
                self.odd("HTTP_content_length_and_chunked")
        return True

    def _encoding_header(self, header: Header) -> bool:
        if header.token.lower() in _ENCODINGS:
            self.encoded = True
        return True

    def _expect_header(self, header: Header) -> bool:
        if header.token.lower() != b"100-continue":
            self.odd("HTTP_expect_not_100_continue", header.token)
        self.expects_100 = True
        self._check_100()
        return True

    def _check_100(self) -> None:
        if self.content_length == 0 and self.expects_100:
            self.odd("HTTP_content_length_0_and_expect_100_cont")

    def submit_headers(self) -> None:
        """All headers have come: see how the body does."""
        message = self.message
        encoded = self.encoding in (BASE64, QUOTED_PRINTABLE)
        structured = self.kind in (MULTIPART, MESSAGE)
        self._is_plain = self.parent is None and not (encoded or structured)
        if self.parent is not None and self.parent.kind == MULTIPART:
            # Single CRs and LFs in parts are content.
            message.read_parts(True)
        if self.content_length >= 0:
            message.delivery_size(self.content_length)
        if self.chunk is Chunk.TRAILER:
            self.chunk = Chunk.NOTHING
            self.end()
            return
        super().submit_headers()
        if self.expects_body == NOT_EXPECTED:
            self.end()
        elif self.kind == MULTIPART or self.kind == MESSAGE:
            self._begin_structured()
        elif self.chunk is not Chunk.NONE:
            self.chunk = Chunk.SIZE
        elif self.content_length >= 0:
            self._begin_length(self.content_length)
        elif message.analyzer.closes or self.encoded:
            self._begin_length(_FOREVER)
        elif self.expects_body != EXPECTED:
            self.end()

    def _begin_structured(self) -> None:
        if self.chunk is not Chunk.NONE:
            self.odd("HTTP_chunked_transfer_for_multipart_message")
        if self.depth or self.content_length < 0:
            return
        if self.content_length:
            self.awaited = self.content_length
            self.message.delivery_size(self.content_length)
        else:
            self.end()

    def _begin_length(self, length: int) -> None:
        if length:
            self.awaited = length
            self.plain_delivery(length)
        else:
            self.end()

    def odd(self, name: str, text: bytes = b"") -> None:
        """An oddity, perhaps with the text in question."""
        self.weird(name, text.partition(b"\0")[0].decode(errors="surrogateescape"))


_MEANINGS = {
    b"content-length": HttpEntity._length_header,
    b"content-range": HttpEntity._range_header,
    b"transfer-encoding": HttpEntity._transfer_header,
    b"content-encoding": HttpEntity._encoding_header,
    b"expect": HttpEntity._expect_header,
}
