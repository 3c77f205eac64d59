"""The handshake (RFC 5246 7.4, RFC 8446 4), as far as it is not encrypted.

TLS and DTLS hand on what their records carry. Which side is the client is told by the
hellos, since a connection may have been set up the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...values.time import Time
from ...values.vector import Vector
from ..contract import ParseError
from ..frames import Frames
from . import extensions, key_exchange, numbers
from .certificates import certificate_status, give_certificates
from .reading import Reader

if TYPE_CHECKING:
    from ..contract import Analyzer

EVENTS = (
    "ssl_client_hello",
    "ssl_server_hello",
    "ssl_connection_flipped",
    "ssl_handshake_message",
    "ssl_session_ticket_handshake",
    "ssl_stapled_ocsp",
    "ssl_certificate_request",
    *extensions.EVENTS,
    *key_exchange.EVENTS,
)

HEADER = 4
_SESSION_ID = 32
_RANDOM = 32
_TIME = 4


class Handshake:
    """The handshake of one connection."""

    def __init__(self, analyzer: Analyzer, skip: Callable[[], None]):
        self.analyzer = analyzer
        self.connection = analyzer.connection
        self.rt = analyzer.connection.rt
        self._skip = skip
        self._frames = {side: Frames(HEADER, _length) for side in (True, False)}
        self.flipped = False
        self._warned = False
        self.version = numbers.UNKNOWN_VERSION
        "What the server chose; 0 as long as that is not known."
        self.cipher: int | None = None
        self.record_version = 0
        self.is_orig = True
        self.message = 0
        "Number of the message at hand."
        self.client_random = b""
        self.server_random = b""

    @property
    def is_client(self) -> bool:
        """Whether the message at hand comes from the client."""
        return self.is_orig ^ self.flipped

    @property
    def names_algorithms(self) -> bool:
        """Whether signatures say how they were made, as they do since TLS 1.2."""
        return self.version > numbers.TLS_11 and self.version != numbers.DTLS_10

    # What scripts see

    def wants(self, event: str) -> bool:
        """Whether somebody listens to an event."""
        return bool(self.rt.event(event).wanted)

    def tell(self, event: str, *args: Any) -> None:
        """Raise an event about the connection."""
        self.connection.event(event, *args)

    def weird(self, name: str, addl: str = "") -> None:
        """Report an oddity."""
        self.connection.weird(name, addl, self.analyzer.name)

    def violation(self, reason: str) -> None:
        """This does not look like TLS."""
        self.connection.violation(self.analyzer, reason)

    def algorithm(self, pair: tuple[int, int]) -> Any:
        """The record of a hash and a signature algorithm."""
        return self.rt.record("SSL::SignatureAndHashAlgorithm")(*pair)

    # Input

    def feed(self, data: bytes, is_orig: bool, record_version: int) -> None:
        """The next bytes of one side; an error does not reach the records."""
        self.record_version = record_version
        frames = self._frames[is_orig]
        try:
            for message in frames.feed(data):
                self._message(message, is_orig)
        except ParseError as error:
            frames.clear()
            self.violation(str(error))

    def _message(self, message: bytes, is_orig: bool) -> None:
        self.is_orig = is_orig
        kind = self.message = message[0]
        read = _READERS.get(kind)
        if read is not None:
            read(self, Reader(message, HEADER, len(message)))
        elif kind not in _UNREAD:
            side = "originator" if is_orig else "responder"
            self.violation(f"unknown handshake message ({kind}) from {side}")
        length = len(message) - HEADER
        self.tell("ssl_handshake_message", self.is_client, kind, length)

    # Hellos

    def _expect(self, is_orig: bool) -> None:
        """Client and server change places if this comes from the wrong one."""
        if self.is_client == is_orig:
            return
        self.flipped = not self.flipped
        self.tell("ssl_connection_flipped")
        if not self.flipped and not self._warned:
            self._warned = True
            self.weird("SSL_unclear_connection_direction")

    def choose_version(self, version: int) -> None:
        """The server chose a version; what it said first counts."""
        if self.version == numbers.UNKNOWN_VERSION:
            self.version = version

    def _hello_request(self, data: Reader) -> None:
        self._expect(False)

    def _client_hello(self, data: Reader) -> None:
        name = "ClientHello"
        data.fits(f"{name}:gmt_unix_time", 2 + _TIME)
        self._expect(True)
        version = data.number(f"{name}:client_version", 2)
        time = data.number(f"{name}:gmt_unix_time", _TIME)
        random = data.take(f"{name}:random_bytes", _RANDOM - _TIME)
        session = _session(data, name)
        if version in (numbers.DTLS_10, numbers.DTLS_12):
            cookie = data.inner()
            length = cookie.number("ClientHelloCookie:cookie_len", 1)
            cookie.skip("ClientHelloCookie:cookie", length)
            data.at = cookie.at
        length = data.number(f"{name}:csuit_len", 2)
        suites = data.shorts(f"{name}:csuits", length // 2)
        methods = data.octets(f"{name}:cmeths", data.number(f"{name}:cmeth_len", 1))
        extensions.read_extensions(self, data, name)
        self.client_random = time.to_bytes(_TIME, "big") + random
        self.hello_of_client(version, time, random, session, suites, methods)

    def hello_of_client(
        self,
        version: int,
        time: int,
        random: bytes,
        session: bytes,
        suites: list[int],
        methods: list[int],
    ) -> None:
        """What a client offers, in any version."""
        if numbers.is_known(version):
            self.connection.confirm(self.analyzer)
        else:
            self.violation(f"unsupported client SSL version 0x{version:04x}")
            self._skip()
        self.tell(
            "ssl_client_hello",
            version,
            self.record_version,
            Time(time),
            random,
            padded(session),
            Vector(suites),
            Vector(methods),
        )

    def _server_hello(self, data: Reader) -> None:
        data.fits("ServerHelloChoice:server_version1", 2)
        self._expect(False)
        version = data.number("ServerHelloChoice:server_version1", 2)
        hello = data.inner()
        if version == numbers.TLS_13 or version >> 8 == numbers.DRAFT:
            self._server_hello_13(hello, version)
        else:
            self._server_hello_before(hello, version)
        self.choose_version(version)

    def _server_hello_before(self, data: Reader, version: int) -> None:
        """The form that TLS 1.3 has kept, too."""
        name = "ServerHello"
        random = data.take(f"{name}:random_bytes", _RANDOM)
        session = _session(data, name)
        data.fits(f"{name}:compression_method", 3)
        cipher = data.number(f"{name}:cipher_suite", 2)
        method = data.number(f"{name}:compression_method", 1)
        extensions.read_extensions(self, data, name)
        self.cipher = cipher
        self.hello_of_server(version, random, session, cipher, method)

    def _server_hello_13(self, data: Reader, version: int) -> None:
        """The form of drafts of TLS 1.3."""
        name = "ServerHello13"
        random = data.take(f"{name}:random", _RANDOM)
        cipher = data.number(f"{name}:cipher_suite", 2)
        extensions.read_extensions(self, data, name)
        self.cipher = cipher
        self.hello_of_server(version, random, b"", cipher, 0)

    def hello_of_server(
        self, version: int, random: bytes, session: bytes, cipher: int, method: int
    ) -> None:
        """What the server chose, in any version."""
        if not numbers.is_known(version):
            self.violation(f"unsupported server SSL version 0x{version:04x}")
            self._skip()
        self.server_random = random
        old = version == numbers.SSL_20
        time = 0 if old else int.from_bytes(random[:_TIME], "big")
        self.tell(
            "ssl_server_hello",
            version,
            self.record_version,
            Time(time),
            random,
            padded(session),
            cipher,
            method,
        )

    def _hello_verify_request(self, data: Reader) -> None:
        data.fits("HelloVerifyRequest:cookie_length", 3)
        data.skip("HelloVerifyRequest:version", 2)
        length = data.number("HelloVerifyRequest:cookie_length", 1)
        data.skip("HelloVerifyRequest:cookie", length)

    # Certificates and tickets

    def _session_ticket(self, data: Reader) -> None:
        data.fits("SessionTicketHandshake:length", 6)
        hint = data.number("SessionTicketHandshake:ticket_lifetime_hint", 4)
        length = data.number("SessionTicketHandshake:length", 2)
        ticket = data.take("SessionTicketHandshake:data", length)
        self.tell("ssl_session_ticket_handshake", hint, ticket)

    def _certificate(self, data: Reader) -> None:
        certificates = data.listed("Certificate", 3, _certificate)
        give_certificates(self.analyzer, certificates, self.is_client)

    def _certificate_request(self, data: Reader) -> None:
        name = "CertificateRequest"
        count = data.number(f"{name}:certificate_types_len", 1)
        kinds = data.octets(f"{name}:certificate_types", count)
        pairs = []
        if self.names_algorithms:
            inner = data.inner()
            pairs = extensions.signature_algorithms(self, inner)
            data.at = inner.at
        length = data.number(f"{name}:certificate_authorities_len", 2)
        data.fits(f"{name}:certificate_authorities", length)
        names = Reader(data.data, data.at, data.at + length).each(_authority)
        if self.wants("ssl_certificate_request"):
            algorithms = Vector(self.algorithm(pair) for pair in pairs)
            about = Vector(kinds), algorithms, Vector(names)
            self.tell("ssl_certificate_request", self.is_client, *about)

    def _certificate_status(self, data: Reader) -> None:
        data.fits("CertificateStatus:length", HEADER)
        kind = data.number("CertificateStatus:status_type", 1)
        data.skip("CertificateStatus:length", 3)
        certificate_status(self, kind, data.rest())

    def _server_key_exchange(self, data: Reader) -> None:
        key_exchange.of_server(self, data)

    def _client_key_exchange(self, data: Reader) -> None:
        key_exchange.of_client(self, data)


def _length(data: bytes, at: int) -> int:
    """How long a message is, by its header."""
    return HEADER + int.from_bytes(data[at + 1 : at + HEADER], "big")


def _session(data: Reader, name: str) -> bytes:
    length = data.number(f"{name}:session_len", 1)
    at = data.reserve(f"{name}:session_id", length)
    return data.data[at : data.at]


def padded(session: bytes) -> bytes:
    """A session id as scripts see it, always of the greatest length."""
    return session.ljust(_SESSION_ID, b"\0") if len(session) <= 32 else bytes(32)


def _certificate(data: Reader) -> bytes:
    length = data.number("X509Certificate:length", 3)
    return data.take("X509Certificate:certificate", length)


def _authority(data: Reader) -> bytes:
    name = "CertificateAuthorities:certificate_authority"
    return data.take(name, data.number(f"{name}_len", 2))


_READERS: dict[int, Callable[[Handshake, Reader], None]] = {
    numbers.HELLO_REQUEST: Handshake._hello_request,
    numbers.CLIENT_HELLO: Handshake._client_hello,
    numbers.SERVER_HELLO: Handshake._server_hello,
    numbers.HELLO_VERIFY_REQUEST: Handshake._hello_verify_request,
    numbers.SESSION_TICKET: Handshake._session_ticket,
    numbers.CERTIFICATE: Handshake._certificate,
    numbers.SERVER_KEY_EXCHANGE: Handshake._server_key_exchange,
    numbers.CERTIFICATE_REQUEST: Handshake._certificate_request,
    numbers.CLIENT_KEY_EXCHANGE: Handshake._client_key_exchange,
    numbers.CERTIFICATE_STATUS: Handshake._certificate_status,
}

_UNREAD = frozenset(
    (
        numbers.SERVER_HELLO_DONE,
        numbers.CERTIFICATE_VERIFY,
        numbers.FINISHED,
        numbers.CERTIFICATE_URL,
    )
)
"Messages of which there is nothing to tell."
