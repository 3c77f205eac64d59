"""TCP connections (RFC 9293) as Zeek tracks them.

Either side has a state of its own, which says what was seen from there, not
what the host thinks. The order of the steps in `TcpConnection.segment` is part
of the contract: it decides in which order events come.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..packets import tcp
from ..packets.checksum import is_valid, pseudo_header
from ..packets.reassembly import Stream
from ..packets.tcp import ACK, FIN, RST, SYN, URG, seq_between, seq_delta
from ..values.port import TCP, Port
from .conn import Connection, Endpoint
from .tcp_events import option_records, syn_record

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from ..packets.packet import Packet
    from .network import Network

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
            self.prev_state == SYN_SENT
            and self.state == RESET
            and self.peer.state == INACTIVE
            and not self.no_data_acked
        ):
            return 0
        last = (self.seq_wraps << 32) + self.last_seq
        ack = (self.ack_wraps << 32) + self.ack_seq
        size = max(last, ack) - self.start_seq & 0xFFFFFFFFFFFFFFFF
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
            self.conn.history += self.letter(code)
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


class TcpConnection(Connection):
    """A TCP connection: both sides, and the events about them."""

    __slots__ = (
        "active",
        "close_deferred",
        "deferred_event",
        "first_ack_seen",
        "first_seen",
        "partial",
        "timer_epoch",
    )

    transport = TCP
    name = "TCP"

    orig: TcpEndpoint
    resp: TcpEndpoint
    low: TcpEndpoint
    high: TcpEndpoint

    def begin(self) -> None:
        """Start the timers of a new connection."""
        settings = self.net.settings
        self.active = True
        self.close_deferred = self.deferred_event = False
        self.first_ack_seen = False
        self.first_seen = 0
        self.partial = False
        self.timer_epoch = 0
        self._timer(float(settings.tcp_SYN_timeout), self._expire, self.net.now)
        self.enable_status_timer()
        self.set_inactivity(float(settings.udp_inactivity_timeout))

    # Packets

    def packet(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        """One segment, whose header begins at `start`."""
        data = ip.data
        sport, _, seq, ack, offset, flags, window, _, _ = tcp.HEADER(data, start)
        is_orig = self.is_orig(ip.src, sport)
        captured = end - start
        length = ip.payload_length if ip.total_length else captured
        header = (offset >> 4) * 4
        if header < tcp.MIN_HEADER:
            return self.weird("bad_TCP_header_len")
        if header > length or header > captured:
            return self.weird("truncated_header")
        captured -= header
        length -= header
        payload = data[start + header : start + header + min(length, captured)]
        if self.net.packet_contents and payload:
            self.event("packet_contents", payload)
        side = self.orig if is_orig else self.resp
        if captured >= length and self._bad_checksum(ip, start, header + length):
            self.bad_checksum(side)
            return
        packet.session = self
        options = data[start : start + header]
        self.segment(packet, side, seq, ack, flags, window, options, payload, length)
        side.packets += 1
        side.ip_bytes += ip.total_length
        self.net.sizes_changed(self, side is self.orig)
        self.quick = self._may_be_quick()

    def bad_checksum(self, side: TcpEndpoint) -> None:
        """A segment to be ignored, but told of."""
        self.net.bad_checksums += 1
        self.weird("bad_TCP_checksum")
        side.count("C", "tcp_multiple_checksum_errors")

    def _bad_checksum(self, ip: IPv4 | IPv6, start: int, length: int) -> bool:
        if self.net.ignores_checksum(ip):
            return False
        segment = ip.data[start : start + length]
        return not is_valid(segment, pseudo_header(ip.src, ip.dst, 6, length))

    def _may_be_quick(self) -> bool:
        orig, resp = self.orig, self.resp
        return (
            orig.state == ESTABLISHED
            and resp.state == ESTABLISHED
            and self.first_seen == ORIG_SEEN | RESP_SEEN
            and self.first_ack_seen
            and not self.encap
            and not self.skipping
            and not (orig.fin_count or resp.fin_count)
            and self.net.tcp_quick
            and _quick_side(orig)
            and _quick_side(resp)
        )

    def segment(
        self,
        packet: Packet,
        side: TcpEndpoint,
        seq: int,
        ack: int,
        flags: int,
        window: int,
        header: bytes,
        payload: bytes,
        length: int,
    ) -> None:
        """One segment with a good checksum; `length` is that of its payload."""
        now = packet.ts
        peer = side.peer
        was_orig = side.is_orig
        self._set_partial(flags, was_orig)
        after = _segment_length(length, flags)
        past = (seq + after) & 0xFFFFFFFF
        self._init_side(side, flags, seq, past)
        rel_seq, underflow = _relative(side, seq, side.last_seq, side.seq_wraps)
        if underflow and not flags & RST:
            self.weird("TCP_seq_underflow_or_misorder")
        self._update_history(flags, side, rel_seq, length)
        self._update_window(side, window, seq, ack, flags)
        if not (self.orig.did_close and self.resp.did_close):
            self.last = now
        if flags & SYN:
            self._syn(packet, side, flags, seq, ack, window, header, length)
        if flags & FIN:
            side.fin_count += 1
            self._storm(side, side.fin_count, now, "FIN_storm")
            side.fin_seq = rel_seq + after
        if flags & RST:
            side.rst_count += 1
            self._storm(side, side.rst_count, now, "RST_storm")
        rel_ack = self._acknowledge(side, peer, flags, ack) if flags & ACK else 0
        delta_last = self._update_last(side, past, flags, length)
        side.last_time = now
        do_close, gen_event = self._update_state(
            side, peer, seq, ack, length, delta_last, flags
        )
        if flags & ACK:
            self._ack_received(peer, rel_ack)
        if self.net.tcp_packet:
            shown = rel_ack if flags & ACK else 0
            text = tcp.flag_text(flags)
            self.event(
                "tcp_packet", side.is_orig, text, rel_seq, shown, length, payload
            )
        if self.net.tcp_options and len(header) > tcp.MIN_HEADER:
            self._options(header, side.is_orig)
        self.first_seen |= ORIG_SEEN if side.is_orig else RESP_SEEN
        data_seq = rel_seq + 1 if flags & SYN else rel_seq
        if length > 0 and not flags & RST and not self.skipping and not underflow:
            self._data(side, data_seq, length, payload, flags)
        self._check_eof(side)
        if do_close:
            self._closed(side, peer, gen_event)

    def _set_partial(self, flags: int, is_orig: bool) -> None:
        if is_orig:
            if not self.first_seen & ORIG_SEEN:
                self.partial = not flags & SYN or bool(flags & ACK)
        elif not self.first_seen & RESP_SEEN and not self.partial:
            self.partial = not flags & SYN

    def _init_side(self, side: TcpEndpoint, flags: int, seq: int, past: int) -> None:
        state = side.state
        if state == INACTIVE:
            if flags & SYN:
                side.init_seqs(seq, past)
            else:
                # As though a SYN had come, so that positions stay the same.
                side.init_seqs(seq - 1, seq)
        elif not flags & SYN:
            return
        elif state in (SYN_SENT, SYN_ACK_SENT):
            if seq != side.start_seq:
                self.weird("SYN_seq_jump", source="")
                side.init_seqs(seq, past)
        elif state in (ESTABLISHED, PARTIAL):
            if side.size() > 0:
                self.weird("SYN_inside_connection", source="")
            if seq != side.start_seq:
                self.weird("SYN_seq_jump", source="")
            side.init_seqs(seq, past)
        elif state == RESET and side.prev_state == INACTIVE:
            side.init_seqs(seq, past)

    def _update_history(
        self, flags: int, side: TcpEndpoint, rel_seq: int, length: int
    ) -> None:
        control = flags & CONTROL
        if not control:
            if length:
                side.mark(MARK_DATA, "D")
            elif flags & ACK:
                side.mark(MARK_ACK, "A")
        elif control == SYN:
            code = "H" if flags & ACK else "S"
            if side.mark(MARK_SYN, code) and rel_seq != side.last_syn:
                self.history += side.letter(code)
            side.last_syn = rel_seq
        elif control == FIN:
            if side.mark(MARK_FIN, "F") and rel_seq + length != side.last_fin:
                self.history += side.letter("F")
            side.last_fin = rel_seq + length
        elif control == RST:
            if side.mark(MARK_RST, "R") and rel_seq != side.last_rst:
                self.history += side.letter("R")
            side.last_rst = rel_seq
        elif control & FIN and control & RST:
            side.mark(MARK_FIN_RST, "I")
        else:
            side.mark(MARK_SEVERAL_FLAGS, "Q")

    def _update_window(
        self, side: TcpEndpoint, window: int, seq: int, ack: int, flags: int
    ) -> None:
        scale = side.window_scale
        window = (window << scale) & 0xFFFFFFFF
        if (
            window == 0
            and not flags & RST
            and side.peer.state != CLOSED
            and side.state != RESET
        ):
            side.count("W", "tcp_multiple_zero_windows")
        if flags & CONTROL or side.state in (CLOSED, RESET):
            return
        if (
            seq_delta(seq, side.window_seq) >= 0
            and seq_delta(ack, side.window_ack) >= 0
        ):
            advance = seq_delta(ack + window, side.window_ack + side.window)
            # Scaling makes small differences meaningless.
            if advance < 0 and -advance >= 1 << scale:
                self.weird("window_recision", source="")
            side.window = window
            side.window_ack = ack
            side.window_seq = seq

    def _syn(
        self,
        packet: Packet,
        side: TcpEndpoint,
        flags: int,
        seq: int,
        ack: int,
        window: int,
        header: bytes,
        length: int,
    ) -> None:
        if flags & RST:
            self.weird("TCP_christmas")
        if flags & URG:
            self.weird("baroque_SYN")
        if length > 0:
            self.weird("SYN_with_data")
        found = tcp.SynOptions(header)
        peer = side.peer
        if found.window_scale < 0:
            side.window_scale = 0
            if flags & ACK:
                peer.window_scale = 0
        else:
            scale = found.window_scale
            if scale > 14:
                if not self.was_weird:
                    self.weird("TCP_scale_range", str(scale))
                scale = 14
            side.window_scale = scale
            side.window_seq, side.window_ack = seq, ack
            peer.window_seq, peer.window_ack = ack, seq
        if self.net.handler("connection_SYN_packet").wanted:
            record = syn_record(self.net, side.is_orig, packet.ip, window, found)
            self.event("connection_SYN_packet", record)

    def _storm(self, side: TcpEndpoint, count: int, now: float, name: str) -> None:
        settings = self.net.settings
        if count >= settings.tcp_storm_thresh:
            if now < side.last_time + settings.tcp_storm_interarrival_thresh:
                self.weird(name)

    def _acknowledge(
        self, side: TcpEndpoint, peer: TcpEndpoint, flags: int, ack: int
    ) -> int:
        """Note an acknowledgement; its position in the peer's stream."""
        if (
            side.is_orig
            and not self.first_ack_seen
            and side.state in (ESTABLISHED, SYN_SENT)
        ):
            self.first_ack_seen = True
            self.event("connection_first_ACK")
        if peer.state == INACTIVE:
            if not flags & CONTROL and side.state in (
                SYN_SENT,
                SYN_ACK_SENT,
                ESTABLISHED,
            ):
                if not self.was_weird:
                    self.weird("possible_split_routing", source="")
            peer.init_seqs(ack - 1, ack - 1)
            return 1
        rel_ack, underflow = _relative(peer, ack, peer.ack_seq, peer.ack_wraps)
        if underflow:
            self.weird("TCP_ack_underflow_or_misorder")
            return 0
        if not flags & RST:
            delta = seq_delta(ack, peer.ack_seq)
            if delta > 0 and not (ack == 0 and delta > TOO_LARGE_SEQ_DELTA):
                peer.update_ack(ack)
        return rel_ack

    def _update_last(
        self, side: TcpEndpoint, past: int, flags: int, length: int
    ) -> int:
        delta = seq_delta(past, side.last_seq)
        if flags & (SYN | RST) and abs(delta) > TOO_LARGE_SEQ_DELTA:
            pass
        elif flags & FIN and side.last_seq == (side.start_seq + 1) & 0xFFFFFFFF:
            side.update_last(past)
        elif side.state == RESET:
            pass
        elif delta > 0:
            side.update_last(past)
        elif length > 0:
            side.count("T", "tcp_multiple_retransmissions")
        return delta

    # The state machine

    def _update_state(
        self,
        side: TcpEndpoint,
        peer: TcpEndpoint,
        seq: int,
        ack: int,
        length: int,
        delta_last: int,
        flags: int,
    ) -> tuple[bool, bool]:
        """Whether the side closes now, and whether an event tells of it."""
        state = side.state
        if state in (ESTABLISHED, PARTIAL):
            if not flags & CONTROL:
                return False, False
            return self._in_established(side, peer, flags)
        if state == INACTIVE:
            return self._in_inactive(side, peer, seq, ack, length, flags)
        if state in (SYN_SENT, SYN_ACK_SENT):
            return self._in_syn_sent(side, peer, length, flags)
        if state == CLOSED:
            return self._in_closed(side, peer, delta_last, flags), False
        self._in_reset(length, flags)
        return False, False

    def _in_inactive(
        self,
        side: TcpEndpoint,
        peer: TcpEndpoint,
        seq: int,
        ack: int,
        length: int,
        flags: int,
    ) -> tuple[bool, bool]:
        close = gen_event = False
        if flags & SYN:
            if side.is_orig:
                self._first_syn(side, flags)
            else:
                self._answering_syn(side, peer, seq, ack, flags)
        if flags & FIN:
            side.set_state(CLOSED)
            close = gen_event = True
            if peer.state != PARTIAL and not flags & SYN:
                self.weird("spontaneous_FIN")
        if flags & RST:
            side.set_state(RESET)
            if side.is_orig:
                # The peer sent a SYN-ACK but nobody a SYN: a scan in reverse.
                rejected = peer.state == ESTABLISHED
            else:
                rejected = peer.state in (SYN_SENT, SYN_ACK_SENT)
            close, gen_event = True, not rejected
            if rejected:
                self.event("connection_rejected")
            elif peer.state == INACTIVE:
                self.weird("spontaneous_RST")
        if side.state == INACTIVE:
            self._without_control(side, peer, length, flags)
        return close, gen_event

    def _first_syn(self, side: TcpEndpoint, flags: int) -> None:
        if flags & ACK:
            self.weird("connection_originator_SYN_ack")
            side.set_state(SYN_ACK_SENT)
        else:
            side.set_state(SYN_SENT)
        delay = float(self.net.settings.tcp_attempt_delay)
        if delay:
            self._timer(delay, self._attempt, self.net.packet_time, True)

    def _answering_syn(
        self, side: TcpEndpoint, peer: TcpEndpoint, seq: int, ack: int, flags: int
    ) -> None:
        if flags & ACK:
            if peer.state not in (INACTIVE, PARTIAL) and not seq_between(
                ack, peer.start_seq, peer.last_seq
            ):
                self.weird("bad_SYN_ack")
        elif peer.state == SYN_ACK_SENT and seq == side.start_seq:
            # SYN and SYN-ACK came in the wrong order.
            self.partial = False
            self.flip()
            peer.set_state(ESTABLISHED)
            self.first_seen |= ORIG_SEEN
        else:
            self.weird("simultaneous_open")
        if peer.state == SYN_SENT:
            peer.set_state(ESTABLISHED)
        elif peer.state == INACTIVE:
            self.weird("unsolicited_SYN_response")
        side.set_state(ESTABLISHED)
        if peer.state != PARTIAL:
            self.event("connection_established")
            self.enable_status_timer()

    def _without_control(
        self, side: TcpEndpoint, peer: TcpEndpoint, length: int, flags: int
    ) -> None:
        if not side.is_orig and length == 0 and self.orig.state == SYN_SENT:
            # Some hosts acknowledge a SYN before they answer it.
            return
        if flags & ACK and peer.state == ESTABLISHED:
            # A SYN-ACK was seen, so only the SYN was missed.
            side.set_state(ESTABLISHED)
            self.partial = False
            self.first_seen |= ORIG_SEEN if side.is_orig else RESP_SEEN
            return
        side.set_state(PARTIAL)
        self.enable_status_timer()
        if peer.state == PARTIAL:
            self.event("partial_connection")

    def _in_syn_sent(
        self, side: TcpEndpoint, peer: TcpEndpoint, length: int, flags: int
    ) -> tuple[bool, bool]:
        close = gen_event = False
        if flags & SYN:
            if side.is_orig:
                if flags & (ACK | FIN | RST) == ACK and side.state != SYN_ACK_SENT:
                    self.weird("repeated_SYN_with_ack")
            elif not flags & ACK and side.state != SYN_SENT:
                self.weird("repeated_SYN_reply_wo_ack")
        if flags & FIN:
            if peer.state in (INACTIVE, SYN_SENT):
                self.weird("inappropriate_FIN")
            side.set_state(CLOSED)
            close = gen_event = True
        if flags & RST:
            side.set_state(RESET)
            self._was_reset()
            close = True
        elif length > 0:
            self.weird("data_before_established")
        return close, gen_event

    def _in_established(
        self, side: TcpEndpoint, peer: TcpEndpoint, flags: int
    ) -> tuple[bool, bool]:
        close = gen_event = False
        if (
            flags & SYN
            and not flags & ACK
            and side.state == PARTIAL
            and peer.state == INACTIVE
        ):
            self.weird("SYN_after_partial")
            side.set_state(SYN_SENT)
        if flags & FIN and not flags & RST:
            side.set_state(CLOSED)
            if peer.state == RESET and peer.prev_state == CLOSED:
                # A FIN followed by a RST was a normal end after all.
                peer.set_state(CLOSED)
            close = gen_event = True
        if flags & RST:
            side.set_state(RESET)
            close = True
            if peer.state != RESET or peer.prev_state != ESTABLISHED:
                self._was_reset()
        return close, gen_event

    def _in_closed(
        self, side: TcpEndpoint, peer: TcpEndpoint, delta_last: int, flags: int
    ) -> bool:
        if flags & SYN:
            self.weird("SYN_after_close")
        if flags & FIN and delta_last > 0:
            self.weird("FIN_advanced_last_seq")
        if not flags & RST or peer.state == CLOSED:
            return False
        side.set_state(RESET)
        close = not side.did_close
        if self.net.handler("connection_reset").wanted:
            delay = float(self.net.settings.tcp_reset_delay)
            self._timer(delay, self._reset_timer, self.net.packet_time, True)
        return close

    def _in_reset(self, length: int, flags: int) -> None:
        if flags & SYN:
            self.weird("SYN_after_reset")
        if flags & FIN:
            self.weird("FIN_after_reset")
        if length > 0 and not flags & RST:
            self.weird("data_after_reset")

    # Data

    def _data(
        self, side: TcpEndpoint, seq: int, length: int, payload: bytes, flags: int
    ) -> None:
        if len(payload) < length:
            self.weird("truncated_tcp_payload")
            return
        stream = side.get_stream()
        if stream.skip:
            return
        ack = side.relative_ack
        if seq < ack:
            if seq + length <= ack:
                return
            payload = payload[ack - seq :]
            length -= ack - seq
            seq = ack
        self.net.present_flags = flags
        stream.add(seq, length, payload)
        self._bound(side, stream)

    def _bound(self, side: TcpEndpoint, stream: Stream) -> None:
        """Limit what a stream may hold without acknowledgements."""
        settings = self.net.settings
        unacked = side.no_data_acked
        if unacked:
            limit = settings.tcp_max_initial_window
            if limit and stream.last > stream.trim and side.size() > limit:
                stream.release()
            limit = settings.tcp_max_above_hole_without_any_acks
            if limit and stream.above_hole > limit:
                self.weird("above_hole_data_without_any_acks")
                stream.abandon()
        limit = settings.tcp_excessive_data_without_further_acks
        if limit and stream.last - stream.trim + stream.above_hole > limit:
            if stream.held > limit:
                self.weird("excessive_data_without_further_acks")
                stream.abandon()

    def _ack_received(self, side: TcpEndpoint, seq: int) -> None:
        if side.fin_count and seq >= side.fin_seq:
            seq = side.fin_seq - 1
        if seq <= 1 and side.stream is None:
            return
        stream = side.get_stream()
        if seq <= stream.trim:
            return
        if (
            seq > stream.last
            and stream.last == 1
            and self.net.settings.detect_filtered_trace
            and (side.fin_count or side.rst_count)
        ):
            stream.skip = True
        stream.acknowledge(seq, self.partial)
        self._check_eof(side)

    def data(self, stream: Stream, seq: int, length: int, data: bytes) -> None:
        """Bytes in order: events and analyzers get them."""
        if self.net.tcp_contents:
            self._contents(stream.is_orig, seq, data)
        if self.analyzers:
            self.deliver(data, stream.is_orig)

    def _contents(self, is_orig: bool, seq: int, data: bytes) -> None:
        settings = self.net.settings
        side = "orig" if is_orig else "resp"
        wanted = getattr(settings, f"tcp_content_deliver_all_{side}")
        if not wanted:
            table = getattr(settings, f"tcp_content_delivery_ports_{side}")
            wanted = bool(table.get(Port.tcp(self.resp.port)))
        if wanted:
            self.event("tcp_contents", is_orig, seq, data)

    def gap(self, stream: Stream, seq: int, length: int) -> None:
        """Bytes that the capture lost."""
        side = self.orig if stream.is_orig else self.resp
        clean = side.is_clean() and side.peer.is_clean()
        if clean:
            side.count("G", "tcp_multiple_gap")
        if clean or self.net.settings.report_gaps_for_partial:
            self.event("content_gap", stream.is_orig, seq, length)
        if self.analyzers:
            self.deliver_gap(length, stream.is_orig)

    def overlap(self, stream: Stream, old: bytes, new: bytes) -> None:
        """The same bytes again: they should be the same."""
        if old == new:
            return
        side = self.orig if stream.is_orig else self.resp
        if len(old) > 1 or side.peer.last_time:
            text = tcp.flag_text(self.net.present_flags)
            self.event("rexmit_inconsistency", old, new, text)

    def _check_eof(self, side: TcpEndpoint) -> None:
        if not (side.fin_count or side.state in (CLOSED, RESET)):
            return
        stream = side.get_stream()
        if stream.saw_eof or not side.delivered_all():
            return
        stream.saw_eof = True
        self.event("connection_EOF", side.is_orig)
        if self.analyzers:
            self.deliver_end(side.is_orig)
        if self.close_deferred:
            if self._pending(side) and self._both_closed():
                self.weird("pending_data_when_closed")
            self._closed(side, side.peer, self.deferred_event)
            self.close_deferred = False

    def _pending(self, side: TcpEndpoint) -> bool:
        return not self.skipping and not side.delivered_all()

    def _both_closed(self) -> bool:
        return self.orig.did_close and self.resp.did_close

    def _options(self, header: bytes, is_orig: bool) -> None:
        net = self.net
        found = list(tcp.options(header))
        if net.handler("tcp_option").wanted:
            for kind, length, _ in found:
                self.event("tcp_option", is_orig, kind, length)
        if net.handler("tcp_options").wanted:
            self.event("tcp_options", is_orig, option_records(self, found))

    # The end

    def _closed(self, side: TcpEndpoint, peer: TcpEndpoint, gen_event: bool) -> None:
        if self._pending(side):
            # There is still data to deliver.
            self.close_deferred = True
            self.deferred_event = self.deferred_event or gen_event
            return
        self.close_deferred = False
        if side.did_close:
            return
        side.did_close = True
        settings = self.net.settings
        if not (side.state == RESET or peer.did_close or peer.state == INACTIVE):
            self._half_closed(side)
            return
        if side.prev_state != INACTIVE or peer.state != INACTIVE:
            if self.deferred_event:
                gen_event, self.deferred_event = True, False
            if gen_event:
                half = peer.state == INACTIVE
                name = "connection_half_finished" if half else "connection_finished"
                self.event(name)
                self.active = False
        self.timer_epoch += 1
        delay = float(settings.tcp_close_delay)
        self._timer(delay, self._delete, self.last)

    def _half_closed(self, side: TcpEndpoint) -> None:
        settings = self.net.settings
        if side.prev_state == INACTIVE:
            if self.net.handler("connection_partial_close").wanted:
                delay = float(settings.tcp_partial_close_delay)
                self._timer(delay, self._partial_close, self.last)
        else:
            self._timer(float(settings.tcp_session_timer), self._expire, self.last)

    def _was_reset(self) -> None:
        self.event("connection_reset")
        self.active = False

    def flip_transport(self) -> None:
        """Endpoints know which one they are."""
        for side in (self.orig, self.resp):
            side.is_orig = not side.is_orig
            side.sent_ack = side.sent_data = False
            if side.stream is not None:
                side.stream.is_orig = side.is_orig
        seen = self.first_seen
        self.first_seen = (seen & ORIG_SEEN) << 1 | (seen & RESP_SEEN) >> 1
        self.partial = False

    def is_reuse(self, ip: IPv4 | IPv6, start: int, now: float) -> bool:
        """Whether a segment begins a new connection under an old name."""
        _, _, seq, _, offset, flags, _, _, _ = tcp.HEADER(ip.data, start)
        if offset >> 4 < 5 or not flags & SYN:
            return False
        orig, resp = self.orig, self.resp
        side = orig
        if flags & ACK:
            if orig.state != INACTIVE:
                return False
            side = resp
        reset = RESET in (orig.state, resp.state)
        if not (orig.did_close or resp.did_close):
            if seq == side.start_seq:
                return False
            if (
                not flags & ACK
                and side.state == SYN_ACK_SENT
                and resp.state == INACTIVE
                and seq == resp.start_seq
            ):
                return False
            jump = side.state == SYN_SENT
            self.weird("SYN_seq_jump" if jump else "active_connection_reuse")
        elif (_is_active(orig) or _is_active(resp)) and not reset:
            self.weird("active_connection_reuse")
        elif now - self.last < self.net.settings.tcp_connection_linger and not reset:
            self.weird("premature_connection_reuse")
        return True

    def done(self) -> None:
        """The connection ends."""
        super().done()
        if self.net.terminating and self.active and not self._both_closed():
            self.event("connection_pending")

    # Timers

    def _timer(
        self, delay: float, method: Any, since: float, at_exit: bool = False
    ) -> None:
        callback = partial(method, self.timer_epoch)
        self.net.later(since + delay, callback, at_exit)

    def _stale(self, epoch: int) -> bool:
        return self.removed or epoch != self.timer_epoch

    def _attempt(self, epoch: int) -> None:
        if self._stale(epoch) or not self.active:
            return
        if self.orig.state in (SYN_SENT, SYN_ACK_SENT) and self.resp.state == INACTIVE:
            self.event("connection_attempt")
            self.active = False
            self.remove()

    def _partial_close(self, epoch: int) -> None:
        if self._stale(epoch) or not self.active or self.net.terminating:
            return
        orig, resp = self.orig, self.resp
        if INACTIVE in (orig.state, resp.state) or self._both_closed():
            return
        if RESET not in (orig.state, resp.state):
            self.event("connection_partial_close")
            self.remove()

    def _expire(self, epoch: int) -> None:
        if self._stale(epoch) or not self.active or self.net.terminating:
            return
        orig, resp = self.orig, self.resp
        now = self.net.rt.network_time
        states = (orig.state, resp.state)
        if self.last + float(self.net.settings.tcp_connection_linger) < now:
            over = (orig.did_close or resp.did_close) and (
                self._both_closed() or RESET in states or INACTIVE in states
            )
            if over or states == (INACTIVE, INACTIVE):
                self.event("connection_timeout")
                self.active = not over
                self.remove()
                return
        self._timer(float(self.net.settings.tcp_session_timer), self._expire, now)

    def _reset_timer(self, epoch: int) -> None:
        if self._stale(epoch) or not self.active:
            return
        if not self._both_closed():
            self._was_reset()
        self.remove()

    def _delete(self, epoch: int) -> None:
        if self._stale(epoch) or self.net.terminating:
            return
        # As in Zeek this asks whether the flow timed out, not whether TCP closed.
        if self.net.settings.tcp_close_delay:
            self.event("connection_timeout")
        self.remove()


def _is_active(side: TcpEndpoint) -> bool:
    return side.state != INACTIVE and not side.did_close


def _segment_length(length: int, flags: int) -> int:
    """How much of the sequence space a segment takes."""
    taken = 0 if flags & RST else length
    return taken + bool(flags & SYN) + bool(flags & FIN)


def _relative(side: TcpEndpoint, seq: int, last: int, wraps: int) -> tuple[int, bool]:
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


def _quick_side(side: TcpEndpoint) -> bool:
    stream = side.get_stream()
    return (
        side.seq_wraps == 0
        and side.ack_wraps == 0
        and side.last_seq - side.start_seq < QUICK_REACH
        and not stream.blocks
        and not stream.skip
        and stream.last == side.last_seq - side.start_seq
    )


def tcp_connection(
    net: Network, key: bytes, forward: bool, packet: Packet, sport: int, dport: int
) -> TcpConnection:
    """A new connection whose first packet this is."""
    assert packet.ip is not None
    conn = TcpConnection(net, key, forward, packet)
    orig = TcpEndpoint(conn, packet.ip.src, sport, True)
    resp = TcpEndpoint(conn, packet.ip.dst, dport, False)
    orig.peer, resp.peer = resp, orig
    conn.set_endpoints(orig, resp, forward)
    return conn
