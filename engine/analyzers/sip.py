"""SIP: who calls whom (RFC 3261), in datagrams.

A message is a line of its own, headers and a body. Zeek reads datagrams as a stream,
so that a message that is too short goes on in the next one; which of the two streams
a datagram belongs to is told by its first line rather than by its sender.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from ..values.table import Table
from .datagrams import DatagramAnalyzer
from .flow_buffer import Flow, FlowBuffer, Unit
from .layout import int32, mismatch, negative_length, out_of_bound

if TYPE_CHECKING:
    from .conn import Connection

_SOURCE = "sip/sip-protocol.pac"
_JUNK = re.compile(rb"[^a-zA-Z0-9_.!%*+`'~-]*")
_TOKEN = re.compile(rb"[a-zA-Z0-9_.!%*+`'~-]+")
_BLANKS = re.compile(rb"[ \t]*")
_URI = re.compile(rb"[!-~]+")
_STATUS = re.compile(rb"[0-9]{3}")
_NUMBERS = re.compile(rb"[0-9]+\.[0-9]+")
_NAME = re.compile(rb"[^: \t]+")
_INTEGER = re.compile(rb"-?[0-9]+")

_VERSION = b"SIP/"
_LEAST_REPLY = 7


class Line:
    """One line, read from its beginning on."""

    __slots__ = ("_at", "_text")

    def __init__(self, text: bytes):
        self._text = text
        self._at = 0

    @property
    def rest(self) -> bytes:
        """What was not read."""
        return self._text[self._at :]

    def take(self, pattern: re.Pattern[bytes], line: int, source: str) -> bytes:
        """What fits a pattern, which Zeek has at that line of its source."""
        found = pattern.match(self._text, self._at)
        if found is None:
            raise mismatch(f"{_SOURCE}:{line}", source, self.rest)
        self._at = found.end()
        return found[0]

    def skip_blanks(self) -> None:
        """Move behind blanks."""
        found = _BLANKS.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def expect(self, text: bytes, line: int, where: str, begin: int) -> None:
        """Move behind a text that must stand here."""
        after = self._at + len(text)
        if after > len(self._text):
            raise out_of_bound(where, after - begin, len(self._text) - begin)
        if self._text[self._at : after] != text:
            raise mismatch(f"{_SOURCE}:{line}", text.decode(), self.rest)
        self._at = after

    def version(self) -> bytes:
        """The version of the protocol (RFC 3261 7.1)."""
        self.expect(_VERSION, 45, "SIP_Version:anonymous_field_010", self._at)
        return self.take(_NUMBERS, 46, r"[0-9]+\.[0-9]+")


class SIPAnalyzer(DatagramAnalyzer):
    """Requests and replies."""

    name = "SIP"
    EVENTS = (
        "sip_request",
        "sip_reply",
        "sip_header",
        "sip_all_headers",
        "sip_begin_entity",
        "sip_end_entity",
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._flows = {
            is_request: Flow(partial(self._unit, is_request))
            for is_request in (True, False)
        }
        # Kept from one message to the next, as Zeek does.
        self._lengths = {True: 0, False: 0}
        self._headers: dict[bool, list[tuple[bytes, bytes]]] = {True: [], False: []}

    def message(self, data: bytes, is_orig: bool) -> None:
        """One datagram, unless it only keeps the way open."""
        if len(data) == 2 and data.startswith(b"\r"):
            return
        is_reply = len(data) >= _LEAST_REPLY and data.startswith(_VERSION)
        self._flows[not is_reply].feed(data)

    def _unit(self, is_request: bool, flow: FlowBuffer) -> Unit:
        """One message."""
        line = Line((yield from flow.line()))
        if is_request:
            self._request(line)
        else:
            self._reply(line)
        self.connection.event("sip_begin_entity", is_request)
        while text := (yield from flow.line()):
            self._header(Line(text), is_request)
        self._all_headers(is_request)
        yield from flow.frame(0)
        length = self._lengths[is_request]
        yield from flow.grow(length)
        if length < 0:
            raise negative_length(f"{_SOURCE}:68", length)
        self.connection.event("sip_end_entity", is_request)

    def _request(self, line: Line) -> None:
        """RFC 3261 7.1."""
        junk = line.take(_JUNK, 22, "[^a-zA-Z0-9_.!%*+`'~-]*")
        method = line.take(_TOKEN, 23, "[a-zA-Z0-9_.!%*+`'~-]+")
        line.skip_blanks()
        uri = line.take(_URI, 25, "[[:alnum:]@[:punct:]]+")
        line.skip_blanks()
        version = line.version()
        if junk:
            shown = "".join(chr(x) if 32 <= x < 127 else f"\\x{x:02x}" for x in junk)
            self.connection.weird("sip_junk_before_request", shown, self.name)
        self.connection.event("sip_request", method, uri, version)

    def _reply(self, line: Line) -> None:
        """RFC 3261 7.2."""
        version = line.version()
        line.skip_blanks()
        status = int(line.take(_STATUS, 39, "[0-9]{3}"))
        line.skip_blanks()
        self.connection.confirm(self)
        self.connection.event("sip_reply", version, status, line.rest)

    def _header(self, line: Line, is_request: bool) -> None:
        """RFC 3261 7.3.1."""
        name = line.take(_NAME, 60, "[^: \\t]+")
        line.skip_blanks()
        line.expect(b":", 62, "SIP_Header:anonymous_field_014", 0)
        line.skip_blanks()
        value = line.rest
        if name in (b"Content-Length", b"L"):
            found = _INTEGER.match(value)
            self._lengths[is_request] = int32(int(found[0])) if found else 0
        self.connection.event("sip_header", is_request, name.upper(), value)
        self._headers[is_request].append((name.upper(), value))

    def _all_headers(self, is_request: bool) -> None:
        headers, self._headers[is_request] = self._headers[is_request], []
        handler = self.connection.net.handler("sip_all_headers")
        if handler.wanted:
            make = self.connection.rt.record("mime_header_rec")
            listed: dict[int, Any] = {
                number: make(name, value)
                for number, (name, value) in enumerate(headers, 1)
            }
            kind = handler.type.params.fields[2].type
            record = self.connection.record()
            handler.queue(record, is_request, Table(listed, type=kind))
