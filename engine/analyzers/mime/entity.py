"""Entities: a header and a body, which may be made of entities again (RFC 2045).

An `Entity` gets lines, or pieces of data where its owner knows that lines mean
nothing, and tells its `Message` what they are. HTTP has entities of its own, which
know more about where a body ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from . import syntax
from .decoding import CRLF, Base64, quoted_printable
from .header import Header

if TYPE_CHECKING:
    from ..contract import Analyzer

ILLEGAL_FORMAT = "illegal format"
ILLEGAL_ENCODING = "illegal encoding"

MULTIPART, MESSAGE, TEXT, OTHER = "multipart", "message", "text", "other"
_KINDS = {kind.encode(): kind for kind in (MULTIPART, MESSAGE, TEXT)}
_STRUCTURED = (MULTIPART, MESSAGE)

BASE64 = b"base64"
QUOTED_PRINTABLE = b"quoted-printable"

_CONTENT_TYPE = b"content-type"
_TRANSFER_ENCODING = b"content-transfer-encoding"

_SPACE = b" \t"

# Marks packets beyond limits in the history of a connection.
_BEYOND_LIMITS = 0x400


class Message(Protocol):
    """What a message does with what its entities find."""

    wants_headers: bool
    "Whether all headers of an entity are wanted at once."

    @property
    def analyzer(self) -> Analyzer:
        """The analyzer of the protocol that carries the message."""

    def begin_entity(self, entity: Entity) -> None:
        """Another entity begins."""

    def end_entity(self, entity: Entity) -> None:
        """An entity is over."""

    def header(self, header: Header) -> None:
        """A field of the entity at hand."""

    def all_headers(self, headers: list[Header]) -> None:
        """The header of the entity is over."""

    def room(self) -> int:
        """How long the next piece of data may be."""

    def data(self, data: bytes) -> None:
        """A piece of the body."""

    def illegal(self, category: str, detail: str) -> None:
        """Something is wrong with the entity."""


class Entity:
    """One entity, and its parts if it has any."""

    def __init__(self, message: Message, parent: Entity | None = None):
        self.message = message
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.in_header = True
        self.ended = False
        self.kind = TEXT
        self.type, self.subtype = b"TEXT", b"PLAIN"
        self.boundary: bytes | None = None
        self.encoding: bytes = b"" if parent is None else parent.encoding
        self.headers: list[Header] = []
        self.child: Entity | None = None
        self._lines: list[bytes] = []
        "Those of the field at hand."
        self._length = 0
        self._has_parameters = False
        self._base64: Base64 | None = None
        self._owes_crlf = False
        "Whether a line has ended that may have been the last of a part."

    def new_child(self) -> Entity:
        """The next part."""
        return Entity(self.message, self)

    # What comes

    def deliver(self, data: bytes, crlf: bool) -> None:
        """A line without its end, or a piece of data without CRLF behind it."""
        if not self.in_header:
            self.body(data, crlf)
        elif not data or data[0] == 0:
            self._end_header()
            if not self.ended:
                self._begin_body()
        elif data[0] in _SPACE:
            self._continue_field(data)
        else:
            self._begin_field(data)

    def end(self) -> None:
        """Nothing more comes."""
        if self.ended:
            return
        self.ended = True
        if self.in_header:
            self._end_header()
            self.illegal_format("entity body missing")
        else:
            if self.child is not None:
                if self.kind == MULTIPART:
                    self.illegal_format("multipart closing boundary delimiter missing")
                self._end_child()
            if self._base64 is not None:
                self.submit(self._base64.finish())
                self._base64 = None
        self.message.end_entity(self)

    # The header

    def _begin_field(self, line: bytes) -> None:
        self._end_field()
        if line:
            self._lines.append(line)
            self._length = len(line)

    def _continue_field(self, line: bytes) -> None:
        if not self._lines:
            self.illegal_format("first header line starts with linear whitespace")
            self._begin_field(line.lstrip(_SPACE))
            return
        limit = self.setting("MIME_max_header_bytes")
        if 0 < limit <= self._length:
            connection = self.message.analyzer.connection
            connection.mark(_BEYOND_LIMITS, "X")
            self.weird("exceeded_mime_max_header_bytes", str(self._length))
            return
        self._lines.append(line)
        self._length += len(line)

    def _end_field(self) -> None:
        lines = self._lines
        if not lines:
            return
        self._lines = []
        header = Header(lines)
        if not header.name:
            return
        name = header.name.lower()
        if name == _CONTENT_TYPE:
            self._read_type(header)
        elif name == _TRANSFER_ENCODING:
            self._read_encoding(header)
        self.submit_header(header)
        if self.message.wants_headers:
            self.headers.append(header)

    def _end_header(self) -> None:
        self._end_field()
        self.in_header = False
        self.submit_headers()

    def submit_header(self, header: Header) -> None:
        """A field is complete."""
        self.message.header(header)

    def submit_headers(self) -> None:
        """All fields have come."""
        self.message.all_headers(self.headers)

    def _read_type(self, header: Header) -> None:
        """Content-Type (RFC 2045 5)."""
        pair = syntax.token_pair(header.value)
        if pair is None:
            self.illegal_format("media type/subtype not found in content type")
            return
        first, second = pair
        self.type, self.subtype = first.upper(), second.text.upper()
        self.kind = _KINDS.get(first.lower(), OTHER)
        self._has_parameters = self.kind in _STRUCTURED
        if self._has_parameters:
            self._read_parameters(header.value, second.end, self.kind == MULTIPART)
        if self.kind == MULTIPART and self.boundary is None:
            self.illegal_format(
                "boundary delimiter is not specified for a multipart entity -- "
                "content is treated as type application/octet-stream"
            )
            self.kind = OTHER

    def _read_encoding(self, header: Header) -> None:
        """Content-Transfer-Encoding (RFC 2045 6)."""
        if not header.token:
            self.illegal_format("encoding type not found in content encoding")
            return
        self.encoding = header.token.lower()
        if self._has_parameters:
            self._read_parameters(header.rest, 0, False)

    def _read_parameters(self, data: bytes, at: int, wants_boundary: bool) -> None:
        """Names and values behind semicolons; only the boundary matters."""
        while data.startswith(b";", at := syntax.skip_space(data, at)):
            attribute = syntax.token(data, at + 1)
            if attribute is None:
                explanation = "attribute name not found in parameter specification"
                self.illegal_format(explanation)
                return
            at = syntax.skip_space(data, attribute.end)
            if not data.startswith(b"=", at):
                self.illegal_format("= not found in parameter specification")
                at = attribute.end
                continue
            at += 1
            is_boundary = wants_boundary and attribute.text.lower() == b"boundary"
            value = syntax.value(data, at, is_boundary)
            if value is not None:
                at = value.end
                if is_boundary:
                    self.boundary = value.text
            elif is_boundary:
                self.illegal_format("Could not parse multipart boundary")
            else:
                self.illegal_format("value not found in parameter specification")

    # The body

    def _begin_body(self) -> None:
        if self.encoding == BASE64:
            self._base64 = Base64(self._illegal_base64)
        if self.kind == MESSAGE:
            self._begin_child()

    def body(self, data: bytes, crlf: bool) -> None:
        """A line or a piece of the body."""
        if self.kind == MULTIPART and self._is_delimiter(data):
            return
        if self.kind not in _STRUCTURED:
            self._decode(data, crlf)
        elif self.child is not None:
            # Nothing outside of the parts counts.
            self.child.deliver(data, crlf)

    def _is_delimiter(self, data: bytes) -> bool:
        """See to a line that separates parts (RFC 2046 5.1.1)."""
        if not data.startswith(b"--") or self.boundary is None:
            return False
        if not data.startswith(self.boundary, 2):
            return False
        if self.child is not None:
            self._end_child()
        if data.startswith(b"--", 2 + len(self.boundary)):
            self.end()
        elif not self.ended:
            self._begin_child()
        return True

    def _decode(self, data: bytes, crlf: bool) -> None:
        if self._base64 is not None:
            self.submit(self._base64.decode(data))
        elif self.encoding == QUOTED_PRINTABLE:
            self.submit(quoted_printable(data, self._illegal_encoding))
        else:
            self._plain(data, crlf)

    def _plain(self, data: bytes, crlf: bool) -> None:
        if self._owes_crlf:
            self._owes_crlf = False
            data = CRLF + data
        if crlf:
            if self.parent is not None and self.parent.kind == MULTIPART:
                # The last line's end belongs to the delimiter behind it.
                self._owes_crlf = True
            else:
                data += CRLF
        self.submit(data)

    def submit(self, data: bytes) -> None:
        """Content, in as large pieces as the message takes."""
        message, at = self.message, 0
        while at < len(data):
            room = message.room()
            piece = data if room >= len(data) else data[at : at + room]
            self.submit_data(piece)
            at += len(piece)

    def submit_data(self, data: bytes) -> None:
        """A piece of the content."""
        self.message.data(data)

    # Parts

    def _begin_child(self) -> None:
        limit = self.setting("MIME_max_depth")
        if 0 < limit <= self.depth:
            self.weird("exceeded_mime_max_depth", str(self.depth))
            return
        self.child = self.new_child()
        self.message.begin_entity(self.child)

    def _end_child(self) -> None:
        assert self.child is not None
        self.child.end()
        self.child = None

    # What is odd

    def setting(self, name: str) -> int:
        """A number that scripts may redefine."""
        return int(getattr(self.message.analyzer.connection.net.settings, name))

    def weird(self, name: str, addl: str = "") -> None:
        """An oddity, of the protocol that carries the message."""
        analyzer = self.message.analyzer
        analyzer.connection.weird(name, addl, analyzer.name)

    def illegal_format(self, detail: str) -> None:
        """The entity is not well formed."""
        self.message.illegal(ILLEGAL_FORMAT, detail)

    @property
    def _illegal_encoding(self) -> Callable[[str], None]:
        def complain(detail: str) -> None:
            self.message.illegal(ILLEGAL_ENCODING, detail)

        return complain

    def _illegal_base64(self, detail: str) -> None:
        connection = self.message.analyzer.connection
        connection.weird("base64_illegal_encoding", detail, "")
