"""One side of a TCP connection: its state and its place in the sequence space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..packets.reassembly import Stream
from ..packets.tcp import FIN, RST, SYN, seq_delta
from .conn import Endpoint

if TYPE_CHECKING:
    from .tcp import TcpConnection

INACTIVE = 0
SYN_SENT = 1
SYN_ACK_SENT = 2
PARTIAL = 3
ESTABLISHED = 4
CLOSED = 5
RESET = 6

HANDSHAKE = (INACTIVE, SYN_SENT, SYN_ACK_SENT)

MARK_SYN = 0x1
MARK_FIN = 0x2
MARK_RST = 0x4
MARK_FIN_RST = 0x8
MARK_DATA = 0x10
MARK_ACK = 0x20
MARK_SEVERAL_FLAGS = 0x40

ORIG_SEEN = 1
RESP_SEEN = 2

TOO_LARGE_SEQ_DELTA = 1 << 20

QUICK_REACH = 1 << 31
"The short way only handles streams below this, where nothing wraps."

CONTROL = SYN | FIN | RST


class TcpEndpoint(Endpoint):
    """One side of a TCP connection; sequence numbers are those on the wire."""

    __slots__ = (
        "ack_seq",
        "ack_wraps",
        "conn",
        "counts",
        "did_close",
        "fin_count",
        "fin_seq",
        "is_orig",
        "last_fin",
        "last_rst",
        "last_seq",
        "last_syn",
        "last_time",
        "peer",
        "prev_state",
        "rst_count",
        "sent_ack",
        "sent_data",
        "seq_wraps",
        "start_seq",
        "state",
        "stream",
        "window",
        "window_ack",
        "window_scale",
        "window_seq",
    )

    peer: TcpEndpoint

    def __init__(self, conn: TcpConnection, addr: bytes, port: int, is_orig: bool):
        super().__init__(addr, port)
        self.conn = conn
        self.is_orig = is_orig
        self.state = self.prev_state = INACTIVE
        self.start_seq = self.last_seq = self.ack_seq = 0
        self.seq_wraps = self.ack_wraps = 0
        self.window = self.window_scale = self.window_seq = self.window_ack = 0
        self.fin_seq = self.fin_count = self.rst_count = 0
        self.did_close = False
        self.sent_ack = self.sent_data = False
        "Whether the history shows these, for `rows`."
        self.last_time = 0.0
        self.last_syn = self.last_fin = self.last_rst = 0
        self.counts: dict[str, list[int]] | None = None
        "Of what happens often: how many, and at which number it shows next."
        self.stream: Stream | None = None

    def state_code(self) -> int:
        """The state as scripts see it."""
        return self.state

    def init_seqs(self, seq: int, last: int) -> None:
        """Begin to count at `seq`."""
        self.start_seq = self.ack_seq = seq & 0xFFFFFFFF
        self.last_seq = last & 0xFFFFFFFF

    def relative(self, seq: int, wraps: int) -> int:
        """A position in the whole stream, as an unsigned 64-bit number."""
        return ((wraps << 32) + seq - self.start_seq) & 0xFFFFFFFFFFFFFFFF

    @property
    def relative_ack(self) -> int:
        """Up to where the peer has acknowledged."""
        return self.relative(self.ack_seq, self.ack_wraps)

    @property
    def no_data_acked(self) -> bool:
        """Whether nothing but perhaps a SYN was acknowledged."""
        ack = (self.ack_wraps << 32) + self.ack_seq
        return ack in (self.start_seq, self.start_seq + 1)

    def size(self) -> int:
        """Payload bytes, derived from sequence numbers."""
        if (
            self.state == RESET
            and self.prev_state == SYN_SENT
            and self.peer.state == INACTIVE
            and not self.no_data_acked
        ):
            return 0
        last, ack = self.last_seq, self.ack_seq
        if self.seq_wraps or self.ack_wraps:
            last += self.seq_wraps << 32
            ack += self.ack_wraps << 32
        size = (last if last > ack else ack) - self.start_seq & 0xFFFFFFFFFFFFFFFF
        if size:
            size -= 1
        if self.fin_count and size:
            size -= 1
        return size

    def update_last(self, seq: int) -> None:
        """The end of the newest segment."""
        if seq < self.last_seq:
            self.seq_wraps += 1
        self.last_seq = seq

    def update_ack(self, seq: int) -> None:
        """The newest acknowledgement by the peer."""
        if seq < self.ack_seq:
            self.ack_wraps += 1
        self.ack_seq = seq

    def set_state(self, state: int) -> None:
        """Change the state; leaving the handshake prolongs the timeout."""
        if state == self.state:
            return
        if (
            state not in HANDSHAKE
            and self.state in HANDSHAKE
            and self.peer.state in HANDSHAKE
        ):
            conn = self.conn
            conn.set_inactivity(float(conn.net.settings.tcp_inactivity_timeout))
        self.prev_state = self.state
        self.state = state

    def letter(self, code: str) -> str:
        """A history letter in this side's case."""
        return code if self.is_orig else code.lower()

    def mark(self, bit: int, code: str) -> bool:
        """Note something once in the history; True if it was there."""
        conn = self.conn
        if code == "A":
            self.sent_ack = True
        elif code == "D":
            self.sent_data = True
        if (code == "A" or code == "D") and conn.history == "H":
            # It began with a SYN-ACK and traffic follows, so the SYN was missed.
            conn.flip()
            conn.history = "^h"
            conn.first_seen |= ORIG_SEEN
        return conn.mark(bit if self.is_orig else bit << 16, self.letter(code))

    def count(self, code: str, event: str) -> None:
        """Count something that shows in the history at 1, 10, 100 …"""
        if self.counts is None:
            self.counts = {}
        entry = self.counts.setdefault(code, [0, 1])
        entry[0] += 1
        if entry[0] == entry[1]:
            threshold = entry[1]
            self.conn.add_history(self.letter(code))
            entry[1] = threshold * 10
            if threshold > 1:
                self.conn.event(event, self.is_orig, threshold)

    def get_stream(self) -> Stream:
        """The stream of this side's bytes."""
        if self.stream is None:
            keep = self.conn.net.keep_delivered
            self.stream = Stream(self.conn, self.is_orig, keep)
        return self.stream

    def delivered_all(self) -> bool:
        """Whether no data of this closing side is pending."""
        stream = self.stream
        if stream is not None and stream.skip:
            return True
        next_seq = stream.last if stream is not None else 1
        delivered = self.start_seq + next_seq
        last = (self.seq_wraps << 32) + self.last_seq
        if last < delivered:
            return True
        if delivered not in (last - 1, last):
            return False
        peer = self.peer.stream
        waits = peer is not None and peer.has_blocks
        return self.state == RESET or not waits

    def is_clean(self) -> bool:
        """Established, or closed after having been."""
        return self.state == ESTABLISHED or (
            self.state == CLOSED and self.prev_state == ESTABLISHED
        )


NOBODY = TcpEndpoint.__new__(TcpEndpoint)
"The peer of a side whose connection has ended."
NOBODY.state = NOBODY.prev_state = INACTIVE


def is_active(side: TcpEndpoint) -> bool:
    return side.state != INACTIVE and not side.did_close


def relative_position(
    side: TcpEndpoint, seq: int, last: int, wraps: int
) -> tuple[int, bool]:
    """Position of a sequence number in a side's stream; True if before its start."""
    delta = seq_delta(seq, last)
    if delta < 0:
        if wraps and seq > last:
            wraps -= 1
    elif delta > 0 and seq < last:
        wraps += 1
    if wraps == 0:
        delta = seq_delta(seq, side.start_seq)
        return delta & 0xFFFFFFFFFFFFFFFF, delta < 0
    return side.relative(seq, wraps), False


def quick_side(side: TcpEndpoint) -> bool:
    stream = side.get_stream()
    return (
        side.seq_wraps == 0
        and side.ack_wraps == 0
        and side.last_seq - side.start_seq < QUICK_REACH
        and not stream.blocks
        and not stream.skip
        and stream.last == side.last_seq - side.start_seq
    )
