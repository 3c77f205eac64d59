"""Decryption of application data with keys that scripts give.

As in Zeek only one cipher suite of TLS 1.2 can be decrypted,
TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 (RFC 5288, RFC 5289). What comes out is looked at
like the beginning of a connection: the analyzers that signatures tell get it.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from ...packets.ip import TCP
from ...signatures.headers import Headers
from ...signatures.rules import Enable
from ..contract import Analyzer, ParseError
from ..detection import Detection, Detector, name_of

if TYPE_CHECKING:
    from ..conn import Connection, Endpoint
    from .records import Record

SUITE = 0xC030

_KEY = 32
_SALT = 4
_MATERIAL = 2 * (_KEY + _SALT)
_EXPLICIT = 8
_TAG = 16
_MISSING = (
    "TLS is not decrypted without the Python package cryptography:"
    " pip install 'pyzeek[decryption]'"
)


def derive(secret: bytes, label: bytes, seed: bytes, size: int) -> bytes:
    """The pseudorandom function of TLS 1.2 with SHA384 (RFC 5246 5)."""
    seed = label + seed
    found, step = b"", seed
    while len(found) < size:
        step = hmac.digest(secret, step, "sha384")
        found += hmac.digest(secret, step + seed, "sha384")
    return found[:size]


class Decryption:
    """The keys of a connection, and who gets what was encrypted."""

    def __init__(self, analyzer: Analyzer):
        self._connection = analyzer.connection
        self.secret = b""
        self.keys = b""
        self._failed = False
        self._count = {True: 0, False: 0}
        "Records of either side after the one that ends the handshake."
        self._inside: _Inside | None = None

    def record(
        self,
        record: Record,
        content: bytes,
        is_client: bool,
        suite: int | None,
        randoms: bytes,
    ) -> None:
        """A record of application data; after one that fails no other is tried."""
        if self._failed:
            return
        plain = None
        if suite == SUITE and (self.secret or self.keys):
            plain = self._decrypt(record, content, is_client, randoms)
        if plain is None:
            self._failed = True
            return
        if self._inside is None:
            self._inside = _Inside(self._connection)
        self._inside.deliver(plain, is_client)

    def _decrypt(
        self, record: Record, content: bytes, is_client: bool, randoms: bytes
    ) -> bytes | None:
        try:
            from cryptography.exceptions import InvalidTag
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        except ImportError:
            self._connection.rt.reporter.warning(_MISSING)
            return None
        if not self.keys:
            self.keys = derive(self.secret, b"key expansion", randoms, _MATERIAL)
        if len(self.keys) != _MATERIAL:
            return None
        self._count[is_client] += 1
        size = len(content) - _EXPLICIT - _TAG
        if size <= 0:
            return None
        side = 0 if is_client else 1
        key = self.keys[side * _KEY : (side + 1) * _KEY]
        salts = self.keys[2 * _KEY :]
        nonce = salts[side * _SALT : (side + 1) * _SALT] + content[:_EXPLICIT]
        # RFC 5246 6.2.3.3: number, type, version and length are authenticated.
        number = (self._count[is_client] & 0xFFFFFFFF).to_bytes(8, "big")
        about = bytes((record.kind, *divmod(record.version, 256), *divmod(size, 256)))
        try:
            return AESGCM(key).decrypt(nonce, content[_EXPLICIT:], number + about)
        except InvalidTag:
            return None

    def finish(self) -> None:
        """The connection is over."""
        if self._inside is not None:
            self._inside.finish()


class _Inside(Detector):
    """What was encrypted, shown to signatures; the analyzers they tell get it."""

    def __init__(self, connection: Connection):
        detection: Detection = connection.net.attaching.detection
        super().__init__(connection, detection)
        self.is_limited = self.keeps_everything = True
        self._found: list[Analyzer] = []
        for is_orig, side, other in (
            (True, connection.orig, connection.resp),
            (False, connection.resp, connection.orig),
        ):
            self.headers[is_orig] = _headers(side, other)

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """What one side sent."""
        before = list(self._found)
        super().deliver(data, is_orig)
        for analyzer in before:
            if not analyzer.removed:
                self.connection.deliver_to(analyzer, data, is_orig)

    def _enable(self, action: Enable) -> None:
        """Attach an analyzer to what was encrypted, with all that has come."""
        connection, name = self.connection, name_of(action)
        if not self.keeps_everything or name in connection.prevented:
            return
        cls = connection.net.analyzer(name)
        if cls is None or any(type(found) is cls for found in self._found):
            return
        analyzer = cls(connection)
        analyzer.aid = connection.net.next_aid()
        if connection.nested is None:
            connection.nested = WeakSet()
        connection.nested.add(analyzer)
        self._found.append(analyzer)
        for chunk, is_orig in self.chunks:
            if isinstance(chunk, bytes):
                connection.deliver_to(analyzer, chunk, is_orig)

    def finish(self) -> None:
        """The connection is over."""
        super().finish()
        for analyzer in self._found:
            if not analyzer.removed:
                self._end(analyzer)

    def _end(self, analyzer: Analyzer) -> None:
        try:
            for is_orig in (True, False):
                analyzer.end_of_data(is_orig)
            analyzer.finish()
        except ParseError as error:
            self.connection.violation(analyzer, str(error))


def _headers(side: Endpoint, other: Endpoint) -> Headers:
    """A packet of the connection, as far as signatures look at it."""
    version = 4 if len(side.addr) == 4 else 6
    ports: Any = side.port.to_bytes(2, "big") + other.port.to_bytes(2, "big")
    return Headers(version, b"", ports, TCP, side.addr, other.addr)
