"""SSL and TLS over a stream (RFC 8446 5.1), with the messages of SSLv2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..contract import ParseError
from ..frames import Frames
from ..layout import out_of_bound
from . import numbers
from .certificates import give_certificates
from .reading import Reader
from .records import Record, Records

if TYPE_CHECKING:
    from ..conn import Connection
    from .decryption import Decryption

HEADER = 5
# Of the header of SSLv2 so many bytes count as content.
_V2_CONTENT = 3
_V2_MARK = 0x80
_MOST = 0xFFFF_FFFF_FFFF_FFFF

_RECORD_TYPES = range(20, 31)


class SSLAnalyzer(Records):
    """Records, each collected as a whole."""

    name = "SSL"

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._frames = {
            True: Frames(HEADER, self._length_of_client),
            False: Frames(HEADER, self._length_of_server),
        }
        # Version of the records once it is settled, and of the ones being collected.
        self._settled = numbers.UNKNOWN_VERSION
        self._versions = {True: 0, False: 0}
        self._head = b""
        self._had_gap = False
        self._decryption: Decryption | None = None

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Bytes of one side, unless something is missing before them."""
        if self._had_gap or self.skips or getattr(self.connection, "partial", False):
            return
        frames = self._frames[is_orig]
        try:
            for frame in frames.feed(data):
                self._frame(frame, is_orig)
                if self.skips:
                    frames.clear()
                    return
        except ParseError as error:
            frames.clear()
            self.connection.violation(self, str(error))

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more."""
        self._had_gap = True

    def finish(self) -> None:
        """The connection is over."""
        if self._decryption is not None:
            self._decryption.finish()

    # Decryption

    def set_secret(self, secret: bytes) -> None:
        """Keys follow from that secret."""
        self.decryption.secret = secret

    def set_keys(self, keys: bytes) -> None:
        """These are the keys."""
        self.decryption.keys = keys

    @property
    def decryption(self) -> Decryption:
        """Made when a script has keys."""
        if self._decryption is None:
            from .decryption import Decryption

            self._decryption = Decryption(self)
        return self._decryption

    def ciphertext(self, record: Record, content: bytes) -> None:
        """An encrypted record, which scripts may have keys for."""
        super().ciphertext(record, content)
        decryption, kind = self._decryption, record.kind
        if decryption is not None and kind == numbers.APPLICATION_DATA:
            hello = self.handshake
            randoms = hello.server_random + hello.client_random
            client = self.is_client(record.is_orig)
            decryption.record(record, content, client, hello.cipher, randoms)

    # Headers

    def _length_of_client(self, data: bytes, at: int) -> int:
        return self._length(data[at : at + HEADER], True)

    def _length_of_server(self, data: bytes, at: int) -> int:
        return self._length(data[at : at + HEADER], False)

    def _length(self, header: bytes, is_orig: bool) -> int:
        """How long a record is; a violation if it is none."""
        try:
            version = self._layer(header, is_orig)
        except _NoRecordError as error:
            self.connection.violation(self, str(error))
            self.skip()
            version = numbers.UNKNOWN_VERSION
        self._versions[is_orig] = version
        return HEADER + max(_content_length(header, version), 0)

    def _layer(self, header: bytes, is_orig: bool) -> int:
        """The version of the layer of records that a header is of."""
        if self.skips:
            return numbers.UNKNOWN_VERSION
        version = int.from_bytes(header[1:3], "big")
        if self._settled == numbers.SSL_20:
            return self._settled
        if self._settled != numbers.UNKNOWN_VERSION:
            if version in numbers.RECORD_VERSIONS:
                return self._settled
            reason = "Invalid version late in TLS connection. Packet reported version"
            raise _NoRecordError(f"{reason}: {version}")
        if header[0] & _V2_MARK:
            return self._old_layer(header, is_orig)
        if version not in numbers.RECORD_VERSIONS:
            raise _NoRecordError(
                f"Invalid version in TLS connection. Version: {version}"
            )
        if header[0] not in _RECORD_TYPES:
            where = f"Version: {version}, Type: {header[0]}"
            raise _NoRecordError(f"Invalid type in TLS connection. {where}")
        self._settled = version
        return version

    def _old_layer(self, header: bytes, is_orig: bool) -> int:
        """A hello of SSLv2; that of a client may lead to any version."""
        kind = header[2]
        if kind == 1 and is_orig:
            version = int.from_bytes(header[3:5], "big")
            if version in numbers.BEFORE_13:
                return numbers.SSL_20
            reason = "Invalid version in SSL client hello. Version"
            raise _NoRecordError(f"{reason}: {version}")
        if kind == 4 and header[4] < 2 and not is_orig:
            self._settled = numbers.SSL_20
            return numbers.SSL_20
        where = f"Head1: {header[1]}, head2: {header[2]}, head3: {header[3]}"
        raise _NoRecordError(f"Invalid headers in SSL connection. {where}")

    # Records

    def _frame(self, frame: bytes, is_orig: bool) -> None:
        version = self._versions[is_orig]
        length = _content_length(frame, version)
        if version == numbers.UNKNOWN_VERSION:
            return
        if version == numbers.SSL_20:
            if length < 0:
                raise out_of_bound("SSLRecord:rec", HEADER + length, len(frame))
            record = Record(numbers.V2_BASE + frame[2], 0, length, is_orig)
        else:
            said = int.from_bytes(frame[1:3], "big")
            record = Record(frame[0], said, length, is_orig)
        self._head = frame[:HEADER]
        at = HEADER
        while at < len(frame):
            if self._is_encrypted(record):
                self.ciphertext(record, frame[at:])
                return
            at += self.plaintext(record, frame[at:])

    def _is_encrypted(self, record: Record) -> bool:
        """Whether a record is; with TLS 1.3 the first application data tells it."""
        side = record.is_orig
        if not self.encrypted[side] and record.kind == numbers.APPLICATION_DATA:
            if self.handshake.version not in numbers.BEFORE_13:
                self.encrypted[side] = True
        return self.encrypted[side]

    def read_plain(self, record: Record, content: bytes) -> int:
        """The message in a record, or that of SSLv2."""
        kind = record.kind
        if kind < numbers.V2_BASE:
            return super().read_plain(record, content)
        data = Reader(content, 0, len(content))
        if kind == numbers.V2_CLIENT_HELLO:
            return self._v2_client_hello(data)
        if kind == numbers.V2_SERVER_HELLO:
            return self._v2_server_hello(data, record.is_orig)
        if kind == numbers.V2_CLIENT_MASTER_KEY:
            return self._v2_client_master_key(data)
        if kind == numbers.V2_ERROR:
            code = int.from_bytes(self._head[3:5], "big")
            # There are no levels; Zeek says -1.
            self.alert(record.is_orig, _MOST, code)
            return len(content)
        return super().read_plain(record, content)

    def read_handshake(self, record: Record, content: bytes) -> None:
        """A piece of the handshake, which need not end with the record."""
        self.handshake.feed(content, record.is_orig, record.version)

    # Messages of SSLv2

    def _v2_client_hello(self, data: Reader) -> int:
        name = "V2ClientHello"
        data.fits(f"{name}:chal_len", 6)
        suites, session, challenge = data.shorts(name, 3)
        data.bound(name, 6 + suites + session + challenge)
        ciphers = data.triples(f"{name}:ciphers", suites // 3)
        at = data.reserve(f"{name}:session_id", session)
        ident = data.data[at : data.at]
        random = data.take(f"{name}:challenge", challenge)
        version = int.from_bytes(self._head[3:5], "big")
        hello = self.handshake
        hello.record_version = 0
        hello.hello_of_client(version, 0, random, ident, ciphers, [])
        return data.end

    def _v2_server_hello(self, data: Reader, is_orig: bool) -> int:
        name = "V2ServerHello"
        data.fits(f"{name}:conn_id_len", 8)
        version, certificate, suites, length = data.shorts(name, 4)
        content = data.take(f"{name}:cert_data", certificate)
        ciphers = data.triples(f"{name}:ciphers", suites // 3)
        ident = data.take(f"{name}:conn_id_data", length)
        if version != numbers.SSL_20:
            reason = f"Invalid version in SSL server hello. Version: {version}"
            self.connection.violation(self, reason)
            self.skip()
            return data.at
        hello = self.handshake
        hello.record_version = 0
        cipher = ciphers[0] if ciphers else 0
        hello.hello_of_server(version, ident, b"", cipher, 0)
        give_certificates(self, [content], self.is_client(is_orig))
        return data.at

    def _v2_client_master_key(self, data: Reader) -> int:
        """After it both sides encrypt."""
        name = "V2ClientMasterKey"
        data.fits(f"{name}:key_arg_len", 7)
        data.skip(name, 1)
        data.bound(name, 7 + sum(data.shorts(name, 3)))
        self.encrypted = {True: True, False: True}
        self.connection.event("ssl_established")
        return data.end


class _NoRecordError(Exception):
    """A header that is none of SSL or TLS."""


def _content_length(header: bytes, version: int) -> int:
    if version == numbers.UNKNOWN_VERSION:
        return 0
    if version == numbers.SSL_20:
        return ((header[0] & 0x7F) << 8 | header[1]) - _V2_CONTENT
    return header[3] << 8 | header[4]
