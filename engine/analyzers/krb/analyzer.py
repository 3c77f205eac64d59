"""The two analyzers: messages as datagrams, and messages with a length before each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...values.record import UNSET
from ..asn1 import Encoding
from ..contract import Analyzer, ParseError
from ..layout import int32
from .messages import EVENTS, Messages

if TYPE_CHECKING:
    from ..conn import Connection
    from .parts import Ticket

_LENGTH = 4
_LENGTH_MASK = 0xFFFFFFFF
# How the buffer grows that Zeek collects a message in, and how far.
_CAPACITY_MIN = 512
_CAPACITY_MAX = 10 * 1024 * 1024


class KRBAnalyzer(Analyzer):
    """One message in each datagram or token."""

    name = "KRB"
    EVENTS = EVENTS

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._messages = Messages(self, self._client_of(connection.rt))

    def _client_of(self, rt: Any) -> Callable[[Ticket], Any]:
        """What tells the client of a ticket, if the user has given a keytab."""
        services = rt.services
        if "krb_keytab" not in services:
            name = rt.value("KRB::keytab").decode()
            services["krb_keytab"] = None
            if name:
                from .keytab import open_keytab

                services["krb_keytab"] = open_keytab(rt, name)
        return services["krb_keytab"] or _unknown

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One message; after an error the next one is read all the same."""
        try:
            self._message(data, is_orig)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def _message(self, data: bytes, is_orig: bool) -> None:
        odd = self.connection.net.weirds.general
        self._messages.read(Encoding(data, 0, len(data), odd), is_orig)


class KRBTCPAnalyzer(KRBAnalyzer):
    """Messages over TCP (RFC 4120 7.2.2)."""

    name = "KRB_TCP"

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._held = {True: bytearray(), False: bytearray()}
        self._capacity = {True: 0, False: 0}
        self._had_gap = False

    def _client_of(self, rt: Any) -> Callable[[Ticket], Any]:
        """Zeek decrypts nothing over TCP, and says so with an empty text."""
        return lambda ticket: b""

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Bytes of one direction, unless something is missing before them."""
        if self._had_gap or getattr(self.connection, "partial", False):
            return
        held = self._held[is_orig]
        held += data
        try:
            while len(held) >= (needed := _needed(held)):
                message = bytes(held[_LENGTH:needed])
                del held[:needed]
                self._message(message, is_orig)
            self._bound(is_orig, len(held))
        except ParseError as error:
            held.clear()
            self.connection.violation(self, str(error))

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more."""
        self._had_gap = True

    def _bound(self, is_orig: bool, held: int) -> None:
        """Give up a message that is too long to be held."""
        if held <= self._capacity[is_orig]:
            return
        capacity = max(held, _CAPACITY_MIN, 2 * self._capacity[is_orig])
        if capacity > _CAPACITY_MAX:
            raise ParseError(
                "Binpac exception: binpac exception: flowbuffer allocation failed: "
                f"expand past max capacity {capacity}/{_CAPACITY_MAX}"
            )
        self._capacity[is_orig] = capacity


def _unknown(ticket: Ticket) -> Any:
    return UNSET


def _needed(held: bytearray) -> int:
    """How many bytes the next message takes with its length."""
    if len(held) < _LENGTH:
        return _LENGTH
    size = int.from_bytes(held[:_LENGTH], "big") + _LENGTH
    return max(int32(size & _LENGTH_MASK), _LENGTH)
