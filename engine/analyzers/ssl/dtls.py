"""DTLS: records in datagrams (RFC 6347, RFC 9147)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..contract import ParseError
from . import numbers
from .reading import Reader
from .records import Record, Records

if TYPE_CHECKING:
    from ..conn import Connection

_STUN_COOKIE = b"\x21\x12\xa4\x42"
_STUN_HEADER = 20
_HEADER = 12
"Length of the header behind its first byte."
_LONGEST_MESSAGE = 100_000
_WINDOW = 32
_MOST_FRAGMENTS = 30

# The first byte of an encrypted record of DTLS 1.3 (RFC 9147 4).
_UNIFIED_MASK = 0xE0
_UNIFIED = 0x20
_CONNECTION_ID = 0x10
_LONG_SEQUENCE = 0x08
_HAS_LENGTH = 0x04


class DTLSAnalyzer(Records):
    """Records, several in one datagram."""

    name = "DTLS"

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._messages: dict[bool, _Message] = {}
        self._odd_versions = 0
        self._told_versions = 0

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One datagram; STUN may come between."""
        is_stun = len(data) > _STUN_HEADER and data[4:8] == _STUN_COOKIE
        if self.skips or is_stun:
            return
        try:
            at = 0
            while at < len(data):
                at = self._record(data, at, is_orig)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def _record(self, data: bytes, at: int, is_orig: bool) -> int:
        """One record; where the next one begins."""
        first = data[at]
        header = Reader(data, at + 1, len(data))
        if self.handshake.version == numbers.DTLS_13:
            if first & _UNIFIED_MASK == _UNIFIED:
                return self._unified(first, header, is_orig)
        header.fits("SSLRecord:length", _HEADER)
        version = header.number("SSLRecord:version", 2)
        epoch = header.number("SSLRecord:epoch", 2)
        sequence = header.number("SSLRecord:sequence_number", 6)
        length = header.number("SSLRecord:length", 2)
        if not self._is_version(version):
            return len(data)
        content = header.take("SSLRecord:rec", length)
        record = Record(first, version, length, is_orig)
        if epoch:
            if content:
                self.ciphertext(record, content)
            return header.at
        read = 0
        while read < length:
            if first == numbers.HANDSHAKE:
                self._fragment(record, content[read:], sequence)
            read += self.plaintext(record, content[read:])
        return header.at

    def _is_version(self, version: int) -> bool:
        """Whether a record says a version that there is; too many others are enough."""
        value = self.connection.rt.value
        if version in (numbers.DTLS_10, numbers.DTLS_12):
            if self.confirmed:
                self._odd_versions = 0
            return True
        self._odd_versions += 1
        if self.confirmed:
            self._told_versions += 1
            if self._told_versions <= value("SSL::dtls_max_reported_version_errors"):
                where = "Packet reported version"
                reason = f"Invalid version in DTLS connection. {where}: {version}"
                self.connection.violation(self, reason)
        if self._odd_versions > value("SSL::dtls_max_version_errors"):
            self.skip()
        return False

    def _unified(self, first: int, header: Reader, is_orig: bool) -> int:
        """An encrypted record of DTLS 1.3, which takes the rest of the datagram."""
        if not first & _CONNECTION_ID:
            size = 2 if first & _LONG_SEQUENCE else 1
            header.skip("UnifiedRecord:sequence_number", size)
            if first & _HAS_LENGTH:
                header.skip("UnifiedRecord:length", 2)
        self.encrypted[is_orig] = True
        self._may_be_established()
        length = header.end - header.at
        client = self.is_client(is_orig)
        about = numbers.DTLS_13, numbers.APPLICATION_DATA, length
        self.connection.event("ssl_encrypted_data", client, *about)
        return header.end

    # The handshake

    def _fragment(self, record: Record, content: bytes, sequence: int) -> None:
        """A piece of a message, or a whole one (RFC 6347 4.2.3)."""
        data = Reader(content, 0, len(content))
        data.fits("Handshake:fragment_length", _HEADER)
        kind = data.number("Handshake:msg_type", 1)
        length = data.number("Handshake:length", 3)
        number = data.number("Handshake:message_seq", 2)
        offset = data.number("Handshake:fragment_offset", 3)
        size = data.number("Handshake:fragment_length", 3)
        piece = data.rest()
        if not offset and length == size:
            self._give(record, kind, length, piece)
            return
        if length > _LONGEST_MESSAGE:
            reason = f"DTLS record length {length} larger than allowed maximum."
            self.connection.violation(self, reason)
            return
        message = self._messages.get(record.is_orig)
        if message is None or (message.number, message.length) != (number, length):
            message = _Message(number, length, sequence)
            self._messages[record.is_orig] = message
        try:
            if message.add(sequence, offset, size, piece):
                self._give(record, kind, length, bytes(message.content))
        except _FragmentError as error:
            self.connection.violation(self, str(error))

    def _give(self, record: Record, kind: int, length: int, content: bytes) -> None:
        """A message, with the header that it has over TLS."""
        header = bytes((kind, *length.to_bytes(3, "big")))
        self.handshake.feed(header + content, record.is_orig, record.version)


class _FragmentError(Exception):
    """A fragment that cannot belong to the message."""


class _Message:
    """A message of which some fragments have come, told apart by their records."""

    __slots__ = ("_began", "_first", "_last", "_seen", "content", "length", "number")

    def __init__(self, number: int, length: int, sequence: int):
        self.number = number
        self.length = length
        self.content = bytearray(length)
        self._first = sequence
        self._last = 0
        self._began = False
        "Whether the first record is known."
        self._seen = 0
        "A bit for each record from the first one on."

    def add(self, sequence: int, offset: int, size: int, piece: bytes) -> bool:
        """A fragment; whether all are there."""
        if abs(self._first - sequence) >= _WINDOW:
            raise _FragmentError(
                "DTLS handshake fragment sequence number outside reassembly window."
            )
        if self._first > sequence:
            self._begin_before(sequence)
        if not offset:
            self._began = True
        bit = 1 << sequence - self._first
        if self._seen & bit:
            return False
        if len(piece) != size:
            raise _FragmentError(
                "DTLS handshake record length does not match packet length"
            )
        if offset + size > self.length:
            raise _FragmentError(
                "DTLS handshake fragment trying to write past end of buffer"
            )
        self._seen |= bit
        self.content[offset : offset + size] = piece
        if offset + size == self.length:
            self._last = sequence
        return self._is_whole()

    def _begin_before(self, sequence: int) -> None:
        if self._began:
            raise _FragmentError(
                "Saw second and different first message fragment for handshake."
            )
        self._seen = self._seen << (self._first - sequence) & 0xFFFFFFFF
        self._first = sequence

    def _is_whole(self) -> bool:
        if not (self._last and self._began):
            return False
        count = self._last - self._first
        # Of one that wraps as Zeek's does.
        if not 0 <= count <= _MOST_FRAGMENTS:
            raise _FragmentError(
                "DTLS Message fragmented over more than 30 pieces. Cannot reassemble."
            )
        every = (1 << count + 1) - 1
        return self._seen & every == every
