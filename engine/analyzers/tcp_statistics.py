"""What one side of a TCP connection sent twice or in the wrong order.

Told from the identifiers in IP headers, which many systems count up; some of them do so
in the byte order of their processor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packets.tcp import seq_delta

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from .tcp import TcpConnection
    from .tcp_endpoint import TcpEndpoint

UNKNOWN, LITTLE, BIG, CONFUSED = range(4)
"Byte orders as scripts see them."

REACH = 256
"An identifier that is less behind than this is that of a packet out of order."


class SideStatistics:
    """The counters of one side."""

    __slots__ = (
        "in_order",
        "last_id",
        "order",
        "out_of_order",
        "packets",
        "replicated",
        "rexmit_bytes",
        "rexmits",
        "top",
    )

    def __init__(self) -> None:
        self.packets = self.rexmits = self.rexmit_bytes = 0
        self.in_order = self.out_of_order = self.replicated = 0
        self.order = UNKNOWN
        self.last_id = 0
        self.top = 0
        "The position that data reached so far."

    def add(self, conn: TcpConnection, side: TcpEndpoint, seq: int, ip: Any) -> int:
        """A packet with data from a position on; how far identifiers went on."""
        number = identifier(ip)
        self.packets += 1
        if self.packets == 1:
            self.last_id = number
            return 0
        if number == self.last_id:
            self.replicated += 1
            return 0
        delta = self._step(number)
        if -REACH < delta < 0:
            self.out_of_order += 1
            return 0
        self.last_id = number
        self.in_order += 1
        return delta

    def _step(self, number: int) -> int:
        """How far this identifier is from the last, in the likelier byte order."""
        big = _short(number - self.last_id)
        little = _short(_swapped(number) - _swapped(self.last_id))
        order = BIG if abs(big) < abs(little) else LITTLE
        if self.order == UNKNOWN:
            self.order = order
        elif self.order != order:
            self.order = CONFUSED
        return big if order == BIG else little

    def record(self, conn: TcpConnection) -> Any:
        """The `endpoint_stats`."""
        return conn.net.types.endpoint_stats(
            num_pkts=self.packets,
            num_rxmit=self.rexmits,
            num_rxmit_bytes=self.rexmit_bytes,
            num_in_order=self.in_order,
            num_OO=self.out_of_order,
            num_repl=self.replicated,
            endian_type=self.order,
        )


def count(
    conn: TcpConnection,
    mine: SideStatistics,
    side: TcpEndpoint,
    seq: int,
    length: int,
    ip: IPv4 | IPv6,
) -> None:
    """A packet of one side, which may be a retransmission."""
    before = mine.in_order
    mine.add(conn, side, seq, ip)
    if mine.in_order == before:
        return
    flight = max(seq_delta(side.last_seq, side.ack_seq), 0)
    end = (seq + length) & 0xFFFFFFFFFFFFFFFF
    if 0 < (end - mine.top) & 0xFFFFFFFFFFFFFFFF < 1 << 63:
        mine.top = end
        return
    if not conn.net.settings.ignore_keep_alive_rexmit or length > 1 or flight > 0:
        mine.rexmits += 1
        mine.rexmit_bytes += length
    window = side.peer.window
    conn.event("tcp_rexmit", side.is_orig, seq, length, flight, window)


def identifier(ip: IPv4 | IPv6) -> int:
    """What tells the packets of a host apart; 0 in IPv6, but for fragments."""
    return ip.ident if ip.version == 4 else 0


def _short(number: int) -> int:
    number &= 0xFFFF
    return number - 0x10000 if number & 0x8000 else number


def _swapped(number: int) -> int:
    return (number & 0xFF) << 8 | (number & 0xFF00) >> 8
