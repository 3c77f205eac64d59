"""What TLS and DTLS do with a record, once its header is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..contract import Analyzer
from ..layout import out_of_bound
from . import handshake as handshakes
from . import numbers
from .handshake import Handshake

if TYPE_CHECKING:
    from ..conn import Connection

EVENTS = (
    *handshakes.EVENTS,
    "ssl_established",
    "ssl_alert",
    "ssl_heartbeat",
    "ssl_plaintext_data",
    "ssl_encrypted_data",
    "ssl_probable_encrypted_handshake_message",
    "ssl_change_cipher_spec",
)

_ALERT = 2
_HEARTBEAT = 3


@dataclass(frozen=True, slots=True)
class Record:
    """The header of a record."""

    kind: int
    "Type of the content."
    version: int
    "As the record says; 0 for SSLv2."
    length: int
    is_orig: bool


class Records(Analyzer):
    """Both sides' records, and how far encryption has come."""

    EVENTS = EVENTS

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self.handshake = Handshake(self, self.skip)
        self.encrypted = {True: False, False: False}
        self.established = False
        self.skips = False
        "Whether nothing is to be read any more."

    def skip(self) -> None:
        """Read nothing more."""
        self.skips = True

    def start_encryption(self) -> None:
        """Take both sides for encrypted, and the handshake for done."""
        self.encrypted = {True: True, False: True}
        self.established = True

    def is_client(self, is_orig: bool) -> bool:
        """Whether a side is the client."""
        return is_orig ^ self.handshake.flipped

    @property
    def is_tls13(self) -> bool:
        """Whether the server chose TLS 1.3."""
        return numbers.is_tls13(self.handshake.version)

    # Content

    def ciphertext(self, record: Record, content: bytes) -> None:
        """An encrypted record."""
        event = self.connection.event
        if not self.established:
            if self.is_tls13:
                name = "ssl_probable_encrypted_handshake_message"
                event(name, record.is_orig, record.length)
            self._may_be_established()
        client = self.is_client(record.is_orig)
        event("ssl_encrypted_data", client, record.version, record.kind, record.length)

    def _may_be_established(self) -> None:
        if not self.established and all(self.encrypted.values()):
            self.established = True
            self.connection.event("ssl_established")

    def plaintext(self, record: Record, content: bytes) -> int:
        """A record that is not encrypted; how much of the content was one message."""
        read = self.read_plain(record, content)
        client = self.is_client(record.is_orig)
        about = record.version, record.kind, record.length
        self.connection.event("ssl_plaintext_data", client, *about)
        return read

    def read_plain(self, record: Record, content: bytes) -> int:
        """The message in a record."""
        kind = record.kind
        if kind == numbers.CHANGE_CIPHER_SPEC:
            return self._change_cipher_spec(record)
        if kind == numbers.HANDSHAKE:
            self.read_handshake(record, content)
        elif kind == numbers.ALERT:
            self._alerts(record, content)
        elif kind == numbers.HEARTBEAT:
            self._heartbeat(record, content)
        elif kind != numbers.APPLICATION_DATA:
            side = "originator" if record.is_orig else "responder"
            reason = f"unknown SSL record type ({kind}) from {side}"
            self.connection.violation(self, reason)
        return len(content)

    def read_handshake(self, record: Record, content: bytes) -> None:
        """A piece of the handshake."""

    def _change_cipher_spec(self, record: Record) -> int:
        """What follows is encrypted, except with TLS 1.3, where it means nothing."""
        if not self.is_tls13:
            self.encrypted[record.is_orig] = True
        client = self.is_client(record.is_orig)
        self.connection.event("ssl_change_cipher_spec", client)
        return 1

    def _alerts(self, record: Record, content: bytes) -> None:
        if record.length > len(content):
            raise out_of_bound("Alerts", record.length, len(content))
        end = self._limit_alerts(record.length)
        for at in range(0, end, _ALERT):
            if at + _ALERT > end:
                raise out_of_bound("Alert", _ALERT, end - at)
            self.alert(record.is_orig, content[at], content[at + 1])

    def _limit_alerts(self, length: int) -> int:
        """How many bytes of alerts are read of a record that has so many."""
        most = self.connection.rt.value("SSL::max_alerts_per_record") * _ALERT
        if self.is_tls13:
            # RFC 8446 5.1: exactly one in each record.
            most = _ALERT
        if length <= most:
            return length
        name, count = "SSL_excessive_alerts_in_record", str(length // _ALERT)
        self.connection.weird(name, count, self.name)
        return int(most)

    def alert(self, is_orig: bool, level: int, description: int) -> None:
        """One alert."""
        client = self.is_client(is_orig)
        self.connection.event("ssl_alert", client, level, description)

    def _heartbeat(self, record: Record, content: bytes) -> None:
        """A heartbeat (RFC 6520), which should hold as much as it says."""
        if len(content) < _HEARTBEAT:
            raise out_of_bound("Heartbeat:payload_length", _HEARTBEAT, len(content))
        claimed = int.from_bytes(content[1:3], "big")
        about = record.length, content[0], claimed, content[_HEARTBEAT:]
        client = self.is_client(record.is_orig)
        self.connection.event("ssl_heartbeat", client, *about)
