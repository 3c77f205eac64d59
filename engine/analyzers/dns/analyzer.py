"""The analyzer: messages as datagrams, or in a stream with a length before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values.port import UDP
from ..conn import Timer
from ..contract import Analyzer
from .listeners import listeners_of
from .message import Message

if TYPE_CHECKING:
    from ..conn import Connection

NETBIOS_PORT = 137

# Whose message it is, where the direction is not to count.
_UNKNOWN = 2

# What a stream brings next.
_LENGTH = 0
_LOW_BYTE = 1
_BODY = 2

# A silence that is shorter by so much than the limit still counts as one, so that the
# usual flow of one query and one reply is looked at once.
_TOLERANCE = 1.0

EVENTS = (
    "dns_message",
    "dns_request",
    "dns_rejected",
    "dns_query_reply",
    "dns_A_reply",
    "dns_AAAA_reply",
    "dns_A6_reply",
    "dns_NS_reply",
    "dns_CNAME_reply",
    "dns_PTR_reply",
    "dns_SOA_reply",
    "dns_WKS_reply",
    "dns_HINFO_reply",
    "dns_MX_reply",
    "dns_TXT_reply",
    "dns_SPF_reply",
    "dns_CAA_reply",
    "dns_SRV_reply",
    "dns_NAPTR_reply",
    "dns_unknown_reply",
    "dns_EDNS_addl",
    "dns_EDNS_ecs",
    "dns_EDNS_tcp_keepalive",
    "dns_EDNS_cookie",
    "dns_TKEY",
    "dns_TSIG_addl",
    "dns_RRSIG",
    "dns_DNSKEY",
    "dns_NSEC",
    "dns_NSEC3",
    "dns_NSEC3PARAM",
    "dns_DS",
    "dns_BINDS",
    "dns_SSHFP",
    "dns_LOC",
    "dns_SVCB",
    "dns_HTTPS",
    "dns_end",
    "dns_dynamic_update",
    "dns_dynamic_update_pre",
    "dns_dynamic_update_del",
    "udp_session_done",
)

# DNS turns connections round and ends those that are silent, which shows in these.
_SHAPED = (
    "analyzer_confirmation_info",
    "connection_flipped",
    "connection_state_remove",
    "connection_timeout",
    "conn_weird",
)


class DNSAnalyzer(Analyzer):
    """DNS on one connection."""

    name = "DNS"
    EVENTS = EVENTS + _SHAPED
    supporters = 2

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self.listeners = listeners_of(connection.net)
        ports = connection.orig.port, connection.resp.port
        self.is_netbios = NETBIOS_PORT in ports
        self._is_first = True
        self._framings: tuple[_Framing, ...] = ()
        if connection.transport == UDP:
            _watch(connection, self.listeners.session_timeout)
        else:
            self._framings = _Framing(self, True), _Framing(self, False)

    # Messages

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """A datagram, or the next bytes of a stream."""
        if not self._framings:
            self.message(data, int(is_orig))
            return
        for framing in self._framings:
            if framing.is_orig == is_orig:
                framing.deliver(data)
                return

    def message(self, data: bytes, is_query: int) -> None:
        """One message; who sent it is 1 for the originator, 0 for the responder."""
        Message(self, data).read_all(is_query)

    def sender(self, is_query: int, is_reply: bool) -> int:
        """Who sends queries; a flow that begins with a reply is turned round."""
        if self._is_first:
            self._is_first = False
            if is_reply and is_query == 1:
                conn = self.connection
                if not is_multicast(conn.resp.addr):
                    conn.flip()
                return 0
        return is_query

    @property
    def serves_netbios(self) -> bool:
        """Whether the responder's port is that of NetBIOS names."""
        return self.connection.resp.port == NETBIOS_PORT

    def weird(self, name: str, addl: str = "") -> None:
        """Report an oddity of DNS."""
        self.connection.weird(name, addl, "DNS")

    # Life

    def flip(self) -> None:
        """Originator and responder change places."""
        for framing in self._framings:
            framing.is_orig = not framing.is_orig

    def closed(self, is_orig: bool) -> None:
        """A side closes: what there is of messages is looked at."""
        for framing in self._framings:
            framing.flush()

    def finish(self) -> None:
        """The connection is over."""
        if not self._framings:
            self.connection.event("udp_session_done")


class _Framing:
    """Cuts one direction of a stream into messages (RFC 1035 4.2.2)."""

    __slots__ = ("analyzer", "is_orig", "_state", "_size", "_held")

    def __init__(self, analyzer: DNSAnalyzer, is_orig: bool):
        self.analyzer = analyzer
        self.is_orig = is_orig
        self._state = _LENGTH
        self._size = 0
        self._held = bytearray()

    def deliver(self, data: bytes) -> None:
        """The next bytes."""
        held, is_query = self._held, int(self.is_orig)
        at, end = 0, len(data)
        while at < end:
            if self._state == _LENGTH:
                self._size, self._state = data[at] << 8, _LOW_BYTE
                at += 1
                continue
            if self._state == _LOW_BYTE:
                self._size, self._state = self._size + data[at], _BODY
                at += 1
                continue
            taken = data[at : at + max(self._size - len(held), 0)]
            held += taken
            at += len(taken)
            if len(held) >= self._size:
                message = bytes(held[: self._size])
                held.clear()
                self._state = _LENGTH
                self.analyzer.message(message, is_query)

    def flush(self) -> None:
        """Take the part of a message that is there for the message.

        As Zeek does, this keeps it: closing once more shows it again, and more bytes
        end it.
        """
        if self._held:
            self.analyzer.message(bytes(self._held), _UNKNOWN)
            self._size = 0


def is_multicast(addr: bytes) -> bool:
    """Whether an address stands for a group of hosts."""
    return addr[0] == 0xFF if len(addr) == 16 else addr[0] & 0xF0 == 0xE0


def _watch(conn: Connection, timeout: float) -> None:
    """Look after a while whether the flow is over."""
    due = conn.net.now + timeout
    conn.net.rt.timers.add(due, Timer(conn.tie, _look, 0), at_exit=True)


def _look(conn: Connection, _: int) -> None:
    """End a flow that is silent; at the end of the input all are."""
    present = *conn.leaving, *conn.analyzers
    analyzer = next((a for a in present if isinstance(a, DNSAnalyzer)), None)
    if analyzer is None:
        return
    timeout = analyzer.listeners.session_timeout
    if conn.net.terminating or conn.net.now - conn.last >= timeout - _TOLERANCE:
        conn.event("connection_timeout")
        conn.remove()
    else:
        _watch(conn, timeout)
