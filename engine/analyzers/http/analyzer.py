"""HTTP on one connection: requests, replies, and what belongs together of them."""

from __future__ import annotations

from collections import deque
from enum import Enum
from typing import TYPE_CHECKING, Any

from ...files import EVENTS as FILE_EVENTS
from ...files import file_manager
from ...values.time import Time
from ..content_line import ContentLine
from ..contract import Analyzer
from ..mime.header import Header
from .entity import EXPECTED, MAYBE, NOT_EXPECTED
from .handover import Handover
from .message import HttpMessage
from .start_line import HTTP_0_9, Reply, Request, StartLines, Version

if TYPE_CHECKING:
    from ...files.manager import FileManager
    from ..conn import Connection

EVENTS = (
    "http_request",
    "http_reply",
    "http_header",
    "http_all_headers",
    "http_begin_entity",
    "http_end_entity",
    "http_entity_data",
    "http_content_type",
    "http_message_done",
    "http_event",
    "http_stats",
    "http_connection_upgrade",
)

_SWITCHING_PROTOCOLS = 101
_OK = 200
_WITHOUT_BODY = (204, 304)
_INFORMATIONAL = range(100, 200)

_REQUEST_BODY, _REPLY_BODY = "http-request-body", "http-reply-body"
_REQUEST_HEADER, _REPLY_HEADER = "http-request-header", "http-reply-header"

# Where the data of a direction begins.
_FIRST = 1


class Expect(Enum):
    """What is to come next in one direction."""

    LINE = 0
    MESSAGE = 1
    NOTHING = 2
    HTTP_0_9 = 3


class HTTPAnalyzer(Analyzer):
    """Both directions of a connection."""

    name = "HTTP"
    EVENTS = (*EVENTS, *FILE_EVENTS)
    supporters = 2

    def __init__(self, connection: Connection):
        super().__init__(connection)
        settings = connection.net.settings
        self.delivery_size = int(settings.http_entity_data_delivery_size)
        self.skips_data = bool(settings.skip_http_data)
        self._longest_uri = int(settings.truncate_http_URI)
        self.start_lines = StartLines(self._odd, self.tell)
        self.requests = self.replies = 0
        self.closes = False
        "Whether the server closes the connection after its reply."
        self.request_ongoing = self.reply_ongoing = False
        self.reply_code = 0
        self._methods: deque[bytes] = deque()
        "Of requests without replies."
        self._request_expects = self._reply_expects = Expect.LINE
        self._messages: dict[bool, HttpMessage | None] = {True: None, False: None}
        self._lines = {True: self._make_lines(True), False: self._make_lines(False)}
        self._lines[False].skip_partial = True
        self._raw: set[bool] = set()
        "Directions that are not read as lines any more."
        self._position = {True: _FIRST, False: _FIRST}
        self._connects = False
        self._upgrades = False
        self._protocol = b""
        "What the server switches to."
        self._handover: Handover | None = None
        self.shows_bodies = False
        "Whether signatures or other analyzers are to see bodies."
        rt = connection.rt
        self.files: FileManager | None = None
        if any(rt.event(name).wanted for name in FILE_EVENTS):
            self.files = file_manager(rt)

    def _make_lines(self, is_orig: bool) -> ContentLine:
        return ContentLine(
            self, is_orig, self._line, plain=self._plain, skipped=self._missing
        )

    # Events

    @property
    def now(self) -> float:
        """The network time."""
        return float(self.connection.net.rt.network_time)

    def time(self, ts: float) -> Time:
        """A time for scripts."""
        return Time(ts)

    def wants(self, name: str) -> bool:
        """Whether anybody handles an event."""
        return self.connection.net.handler(name).wanted

    def event(self, name: str, *args: Any) -> None:
        """Raise an event about this connection."""
        self.connection.event(name, *args)

    def tell(self, category: str, detail: bytes) -> None:
        """Something is wrong with what one side sent."""
        self.event("http_event", category.encode(), detail)

    def _odd(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, self.name)

    # What comes

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of one direction."""
        self._position[is_orig] += len(data)
        if is_orig in self._raw:
            self._line(data, is_orig)
        else:
            self._lines[is_orig].deliver(data)

    def gap(self, length: int, is_orig: bool) -> None:
        """Missing bytes."""
        position = self._position[is_orig]
        self._position[is_orig] += length
        self._missing(position, length, is_orig)

    def _missing(self, position: int, length: int, is_orig: bool) -> None:
        """Bytes that will not come: fine within a body, else the message is lost."""
        message, lines = self._messages[is_orig], self._lines[is_orig]
        if message is not None and not lines.is_skipped(position, length):
            self.tell("content gap", b"seq=%d, len=%d" % (position, length))
        if message is not None and message.gap(length):
            return
        detail = "message interrupted by a content gap"
        if is_orig:
            # Whether a reply has a body may depend on the request.
            self._request_made(True, detail)
        self._reply_made(True, detail)
        lines.skip_deliveries = True

    def end_of_data(self, is_orig: bool) -> None:
        """One direction was closed."""
        # There may be a line that began before the direction had none any more.
        self._lines[is_orig].end()
        detail = "message ends as connection contents are completely delivered"
        if is_orig:
            self._request_made(False, detail)
        else:
            self._reply_made(False, detail)

    def connection_finished(self, half: bool) -> None:
        """Both sides have closed the connection."""
        self._both_made("message ends as connection is finished")

    def packet_with_rst(self) -> None:
        """One side has reset the connection."""
        self._both_made("message interrupted by RST")

    connection_reset = packet_with_rst

    def _both_made(self, detail: str) -> None:
        self._request_made(True, detail)
        self._reply_made(True, detail)

    def flip(self) -> None:
        """Originator and responder change places, which they do before any data."""
        if self._handover is not None:
            self._odd("HTTP_late_flip_roles")
        elif self.requests or self.replies:
            self._odd("HTTP_late_flip_roles")
            for lines in self._lines.values():
                lines.skip_deliveries = True
        else:
            orig, resp = self._lines[False], self._lines[True]
            self._lines = {True: orig, False: resp}
            for lines in (orig, resp):
                lines.flip()
                lines.skip_partial = lines is resp
        places = self._position
        places[True], places[False] = places[False], places[True]

    def finish(self) -> None:
        """The connection is over."""
        self._both_made("message interrupted when connection done")
        if self._handover is not None:
            self._handover.finish()
        if self.wants("http_stats"):
            start = self.start_lines
            record = self.connection.net.types.http_stats_rec(
                num_requests=self.requests,
                num_replies=self.replies,
                request_version=as_double(start.request_version),
                reply_version=as_double(start.reply_version),
            )
            self.event("http_stats", record)
        self._methods.clear()
        if self.files is not None:
            self.files.end_of_file(self.name, self.connection, True)

    # Where it goes

    @property
    def _ignores(self) -> bool:
        """Whether the beginning of the connection was missed."""
        return bool(getattr(self.connection, "partial", False))

    def _plain(self, data: bytes, is_orig: bool) -> None:
        """Part of a body whose length is known."""
        if self._ignores or self._is_otherwise(data, is_orig):
            return
        message = self._messages[is_orig]
        if message is not None:
            message.deliver(data, False)
        else:
            side = "client" if is_orig else "server"
            self._odd(f"unexpected_{side}_HTTP_data")

    def _is_otherwise(self, data: bytes, is_orig: bool) -> bool:
        """Deal with what is no HTTP as we know it; whether this was it."""
        if self._handover is not None:
            self._handover.deliver(data, is_orig)
            return True
        if self._reply_expects is Expect.HTTP_0_9 and not is_orig:
            self._old_reply(data)
            return True
        return False

    def _line(self, line: bytes, is_orig: bool) -> None:
        """A line, or data of a direction that has none any more."""
        if self._ignores or self._is_otherwise(line, is_orig):
            return
        if is_orig:
            self._request_text(line)
        else:
            self._reply_text(line)

    def body(self, is_orig: bool, data: bytes, is_first: bool, is_last: bool) -> None:
        """Part of a body, for signatures."""
        kind = _REQUEST_BODY if is_orig else _REPLY_BODY
        self._match(kind, data, is_orig, is_first, is_last)
        if self._handover is not None and data:
            self._handover.deliver(data, is_orig)

    def end_of_body(self, is_orig: bool) -> None:
        """Nothing more comes of a body."""

    def _match(
        self, kind: str, data: bytes, is_orig: bool, first: bool, last: bool
    ) -> None:
        detector = self.connection.detector
        if detector is not None and kind in detector.detection.kinds:
            detector.match(kind, data, is_orig, first=first, last=last)

    # Requests

    def _request_text(self, line: bytes) -> None:
        """A line of the client."""
        expects = self._request_expects
        if expects is Expect.MESSAGE:
            message = self._messages[True]
            assert message is not None
            message.deliver(line, True)
        elif expects is Expect.LINE:
            request = self.start_lines.request(line)
            if request is not None:
                self._begin_request(request, len(line))
            else:
                self._no_request(line)

    def _no_request(self, line: bytes) -> None:
        if self.requests and not self.start_lines.keep_alive:
            self.tell("crud_trailing_HTTP_request", line)
        elif not line:
            # A line's end that does not count in the length of the body before.
            self._odd("empty_http_request")
        else:
            self.connection.violation(self, "not a http request line")
            self._request_expects = Expect.NOTHING

    def _begin_request(self, request: Request, length: int) -> None:
        self._match("http-request", request.unescaped, True, True, True)
        self.requests += 1
        if not self.start_lines.keep_alive and self.requests > 1:
            self._odd("unexpected_multiple_HTTP_requests")
        self._request_expects = Expect.MESSAGE
        self.request_ongoing = True
        self._methods.append(request.method)
        self._request_event(request)
        self._begin_message(True, MAYBE, length)
        if self.start_lines.request_version == HTTP_0_9:
            self._begin_old(request.method)

    def _request_event(self, request: Request) -> None:
        self.connection.confirm(self)
        # As in Zeek, a beginning is enough.
        if b"CONNECT".startswith(request.method.upper()):
            self._connects = True
        if self.wants("http_request"):
            uri, unescaped = self._short(request.uri), self._short(request.unescaped)
            version = as_text(self.start_lines.request_version)
            self.event("http_request", request.method, uri, unescaped, version)

    def _short(self, uri: bytes) -> bytes:
        longest = self._longest_uri
        return uri[:longest] + b"..." if 0 <= longest < len(uri) else uri

    def _begin_old(self, method: bytes) -> None:
        """HTTP/0.9: the reply is nothing but a body."""
        if method != b"GET":
            text = method.decode(errors="surrogateescape")
            self._odd("invalid_http_09_request_method", text)
        reply = self._messages[False]
        if reply is not None:
            self._odd("http_09_reply_before_request")
            reply.done()
            self._messages[False] = None
        self._reply_expects = Expect.HTTP_0_9
        self._raw.add(False)

    def _request_made(self, interrupted: bool, detail: str) -> None:
        if not self.request_ongoing:
            return
        self.request_ongoing = False
        message = self._messages[True]
        if message is not None:
            message.done(interrupted, detail)
        self._request_expects = Expect.NOTHING if interrupted else Expect.LINE

    # Replies

    def _reply_text(self, line: bytes) -> None:
        """A line of the server."""
        if self._reply_expects is Expect.MESSAGE:
            message = self._messages[False]
            assert message is not None
            message.deliver(line, True)
            if self._connects and not line:
                self._begin_tunnel()
        elif self._reply_expects is Expect.LINE:
            reply = self.start_lines.reply(line)
            if reply is not None:
                self._begin_reply(reply, len(line))
            elif line:
                self.connection.violation(self, "not a http reply line")
                self._reply_expects = Expect.NOTHING

    def _begin_reply(self, reply: Reply, length: int) -> None:
        self.reply_code = reply.code
        self.replies += 1
        if self._methods:
            self.connection.confirm(self)
        self._reply_expects = Expect.MESSAGE
        self.reply_ongoing = True
        self._reply_event(reply.reason)
        if self._connects and reply.code != _OK:
            self._connects = False
        self._begin_message(False, self._reply_has_body(), length)

    def _reply_event(self, reason: bytes | None) -> None:
        version = as_text(self.start_lines.reply_version)
        text = b"<empty>" if reason is None else reason
        self.event("http_reply", version, self.reply_code, text)

    def _reply_has_body(self) -> int:
        """Whether the reply at hand has one (RFC 9112 6.3)."""
        if self._methods and b"HEAD".startswith(self._methods[0].upper()):
            return NOT_EXPECTED
        code = self.reply_code
        if code in _INFORMATIONAL or code in _WITHOUT_BODY:
            return NOT_EXPECTED
        return EXPECTED

    def _old_reply(self, data: bytes) -> None:
        """A piece of a reply of HTTP/0.9."""
        if self._messages[False] is None:
            self.start_lines.set_reply_version(HTTP_0_9)
            if self._methods:
                self.connection.confirm(self)
                self._methods.popleft()
            # Only this ends the reply.
            self.closes = True
            self.reply_ongoing = True
            self._reply_event(None)
            self._begin_message(False, self._reply_has_body(), 0)
            self._deliver_reply(b"", True)
        self._deliver_reply(data, False)

    def _deliver_reply(self, data: bytes, crlf: bool) -> None:
        message = self._messages[False]
        if message is not None:
            message.deliver(data, crlf)

    def _reply_made(self, interrupted: bool, detail: str) -> None:
        if not self.reply_ongoing:
            return
        self.reply_ongoing = False
        message = self._messages[False]
        if message is not None:
            message.done(interrupted, detail)
        code = self.reply_code
        # Informational replies do not answer a request.
        if code not in _INFORMATIONAL and self._methods:
            self._methods.popleft()
        if code == _SWITCHING_PROTOCOLS and len(self._methods) == 1:
            if self._upgrades and self._protocol:
                self._upgrade()
        self.reply_code = 0
        self._upgrades, self._protocol = False, b""
        over = interrupted or self._handover is not None
        self._reply_expects = Expect.NOTHING if over else Expect.LINE

    # Messages

    def _begin_message(self, is_orig: bool, expects_body: int, length: int) -> None:
        detector = self.connection.detector
        if detector is not None:
            kinds = detector.detection.kinds
            self.shows_bodies = _REQUEST_BODY in kinds or _REPLY_BODY in kinds
        before = self._messages[is_orig]
        if before is not None and not before.finished:
            self._odd("HTTP_overlapping_messages")
        # What ends at once must be known as the message at hand.
        message = HttpMessage(self, self._lines[is_orig], is_orig, expects_body, length)
        self._messages[is_orig] = message

    def message_done(self, is_orig: bool) -> None:
        """A message ends by itself."""
        if is_orig:
            self._request_made(False, "message ends normally")
        else:
            self._reply_made(False, "message ends normally")

    def header(self, is_orig: bool, header: Header) -> None:
        """A field of a header: some are about the connection."""
        name = header.name.upper()
        if name == b"CONNECTION":
            self._connection_header(is_orig, header.token.lower())
        elif name == b"UPGRADE" and not is_orig:
            self._protocol = header.token
        handler = self.connection.net.handler("http_header")
        if handler.wanted:
            self._match_header(is_orig, header)
            value = header.value
            handler.queue(self.connection.record(), is_orig, header.name, name, value)

    def _connection_header(self, is_orig: bool, option: bytes) -> None:
        if is_orig:
            if option == b"keep-alive":
                # Even if the server does not agree, the client may go on.
                self.start_lines.keep_alive = True
        elif option == b"close":
            self.closes = True
        elif option == b"upgrade":
            self._upgrades = True

    def _match_header(self, is_orig: bool, header: Header) -> None:
        kind = _REQUEST_HEADER if is_orig else _REPLY_HEADER
        self._match(kind, header.name, is_orig, True, False)
        self._match(kind, b": ", is_orig, False, False)
        self._match(kind, header.value, is_orig, False, True)

    def skip_body(self, is_orig: bool) -> None:
        """Scripts do not want the content of the entity at hand."""
        message = self._messages[is_orig]
        if message is not None:
            message.skip_body()

    # Other protocols

    def _begin_tunnel(self) -> None:
        """The header of a reply to CONNECT is over: what follows is no HTTP."""
        self._odd_remainder("protocol_data_with_HTTP_CONNECT_reply")
        self._handover = Handover(self)
        self.shows_bodies = True
        self._handover.detect()
        self._raw = {True, False}

    def _odd_remainder(self, weird: str) -> None:
        """Data behind a reply in the same segment go to the next protocol, too."""
        lines = self._lines[False]
        if lines.remaining > 0:
            self._odd(weird, str(lines.remaining))
            lines.set_plain_delivery(lines.remaining)

    def _upgrade(self) -> None:
        """Both sides go on with another protocol."""
        self._odd_remainder("protocol_data_with_HTTP_upgrade_reply")
        self._handover = Handover(self)
        self.shows_bodies = True
        self._handover.upgrade(self._protocol)
        self._raw = {True, False}
        self.event("http_connection_upgrade", self._protocol)


def as_double(version: Version) -> float:
    """A version as scripts see it in statistics."""
    major, minor = version
    return major + minor * 0.1


def as_text(version: Version) -> bytes:
    """A version as scripts see it."""
    return b"%d.%d" % version
