"""TCP connections (RFC 9293) as Zeek tracks them.

Either side has a state of its own, which says what was seen from there, not
what the host thinks. The order of the steps in `TcpConnection.segment` is part
of the contract: it decides in which order events come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packets import tcp
from ..packets.checksum import is_valid, pseudo_header
from ..packets.reassembly import Stream
from ..packets.tcp import ACK, FIN, RST, SYN, URG, Segment, seq_delta
from ..values.port import TCP, Port
from .tcp_closing import Closing
from .tcp_endpoint import (
    CLOSED,
    CONTROL,
    ESTABLISHED,
    INACTIVE,
    MARK_ACK,
    MARK_DATA,
    MARK_FIN,
    MARK_FIN_RST,
    MARK_RST,
    MARK_SEVERAL_FLAGS,
    MARK_SYN,
    NOBODY,
    ORIG_SEEN,
    PARTIAL,
    RESET,
    RESP_SEEN,
    SYN_ACK_SENT,
    SYN_SENT,
    TOO_LARGE_SEQ_DELTA,
    TcpEndpoint,
    is_active,
    quick_side,
    relative_position,
)
from .tcp_events import option_records, syn_record
from .tcp_statistics import SideStatistics, count

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from ..packets.packet import Packet
    from .contract import Analyzer
    from .network import Network


class TcpConnection(Closing):
    """A TCP connection: both sides, and the events about them."""

    __slots__ = (
        "contents",
        "first_ack_seen",
        "gap_bytes",
        "had_gap",
        "sent",
        "statistics",
    )

    had_gap: bool
    gap_bytes: int
    "Whether the capture lost bytes of either side."

    transport = TCP
    name = "TCP"
    is_packetwise = False

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
        self.contents = None
        self.sent = 0
        self.statistics = None
        if self.net.tcp_statistics:
            self.statistics = SideStatistics(), SideStatistics()
        self.first_seen = 0
        self.partial = self.had_gap = False
        self.gap_bytes = 0
        self.timer_epoch = 0
        self.start_timer(float(settings.tcp_SYN_timeout), self.expire, self.net.now)
        self.enable_status_timer()
        self.set_inactivity(float(settings.udp_inactivity_timeout))

    # Packets

    def packet(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        """One segment, whose header begins at `start`."""
        data = ip.data
        fields = tcp.HEADER(data, start)
        is_orig = self.is_orig(ip.src, fields[0])
        captured = end - start
        length = ip.payload_length if ip.total_length else captured
        header = (fields[4] >> 4) * 4
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
        head = data[start : start + header]
        self.segment(side, Segment(fields, head, payload, length), packet.ts, ip)
        if self.statistics is not None:
            mine = self.statistics[side is self.high]
            count(self, mine, side, self.sent, len(payload), ip)
        side.packets += 1
        side.ip_bytes += ip.total_length
        self.net.thresholds.check(self, side is self.orig)
        self.quick = self._may_be_quick()

    def plain_segment(
        self,
        side: TcpEndpoint,
        buffer: Any,
        start: int,
        length: int,
        total: int,
        ts: float,
    ) -> None:
        """A segment that `columns` has read: whole, right, nothing unusual about it."""
        fields = tcp.HEADER(buffer, start)
        data = start + (fields[4] >> 4) * 4
        head, payload = bytes(buffer[start:data]), bytes(buffer[data : data + length])
        side.seen = True
        self.segment(side, Segment(fields, head, payload, length), ts, None)
        side.packets += 1
        side.ip_bytes += total
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
            orig.state in (ESTABLISHED, PARTIAL)
            and resp.state in (ESTABLISHED, PARTIAL)
            and self.first_seen == ORIG_SEEN | RESP_SEEN
            and (self.first_ack_seen or orig.state == PARTIAL)
            and not self.encap
            and not self.skipping
            and not self.watched
            and not (orig.fin_count or resp.fin_count)
            and self.net.tcp_quick
            and quick_side(orig)
            and quick_side(resp)
        )

    def segment(
        self, side: TcpEndpoint, segment: Segment, ts: float, ip: IPv4 | IPv6 | None
    ) -> None:
        """One segment with a good checksum.

        The IP header is for the event of a SYN, and for signatures at the first segment
        of a side.
        """
        peer, flags, was_orig = side.peer, segment.flags, side.is_orig
        self._set_partial(flags, was_orig)
        past = (segment.seq + segment.taken) & 0xFFFFFFFF
        self._init_side(side, segment, past)
        rel_seq, underflow = relative_position(
            side, segment.seq, side.last_seq, side.seq_wraps
        )
        self.sent = rel_seq + bool(flags & SYN)
        if underflow and not flags & RST:
            self.weird("TCP_seq_underflow_or_misorder")
        self._update_history(side, segment, rel_seq)
        self._update_window(side, segment)
        if not (self.orig.did_close and self.resp.did_close):
            self.last = ts
        if flags & CONTROL:
            self._control(side, segment, rel_seq, ts, ip)
        rel_ack = self._acknowledge(side, peer, segment) if flags & ACK else 0
        delta_last = self._update_last(side, past, segment)
        side.last_time = ts
        do_close, gen_event = self.update_state(side, peer, segment, delta_last)
        if flags & ACK:
            self._ack_received(peer, rel_ack)
        if self.net.tcp_packet:
            self._packet_event(was_orig, segment, rel_seq, rel_ack)
        if self.net.tcp_options and len(segment.header) > tcp.MIN_HEADER:
            self._options(segment.header, was_orig)
        self.first_seen |= ORIG_SEEN if side.is_orig else RESP_SEEN
        if self.detector is not None and side.is_orig not in self.detector.headers:
            above = segment.header + segment.payload
            assert ip is not None
            self.detector.first_packet(ip, above, side.is_orig)
        if segment.length > 0 and not flags & RST and not underflow:
            if not self.skipping:
                self._data(side, self.sent, segment)
        self.check_eof(side)
        if do_close:
            self.side_closed(side, peer, gen_event)

    def _control(
        self,
        side: TcpEndpoint,
        segment: Segment,
        rel_seq: int,
        ts: float,
        ip: IPv4 | IPv6 | None,
    ) -> None:
        """What SYN, FIN and RST mean apart from the state."""
        flags = segment.flags
        if flags & SYN:
            self._syn(side, segment, ip)
        if flags & FIN:
            side.fin_count += 1
            self._storm(side, side.fin_count, ts, "FIN_storm")
            side.fin_seq = rel_seq + segment.taken
        if flags & RST:
            side.rst_count += 1
            self._storm(side, side.rst_count, ts, "RST_storm")
            self.tell_end("packet_with_rst")

    def _packet_event(
        self, is_orig: bool, segment: Segment, rel_seq: int, rel_ack: int
    ) -> None:
        shown = rel_ack if segment.flags & ACK else 0
        text = tcp.flag_text(segment.flags)
        length, payload = segment.length, segment.payload
        self.event("tcp_packet", is_orig, text, rel_seq, shown, length, payload)

    def _set_partial(self, flags: int, is_orig: bool) -> None:
        if is_orig:
            if not self.first_seen & ORIG_SEEN:
                self.partial = not flags & SYN or bool(flags & ACK)
        elif not self.first_seen & RESP_SEEN and not self.partial:
            self.partial = not flags & SYN

    def _init_side(self, side: TcpEndpoint, segment: Segment, past: int) -> None:
        state, flags, seq = side.state, segment.flags, segment.seq
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
        self, side: TcpEndpoint, segment: Segment, rel_seq: int
    ) -> None:
        flags, length = segment.flags, segment.length
        control = flags & CONTROL
        if not control:
            if length:
                side.mark(MARK_DATA, "D")
            elif flags & ACK:
                side.mark(MARK_ACK, "A")
        elif control == SYN:
            code = "H" if flags & ACK else "S"
            if side.mark(MARK_SYN, code) and rel_seq != side.last_syn:
                self.add_history(side.letter(code))
            side.last_syn = rel_seq
        elif control == FIN:
            if side.mark(MARK_FIN, "F") and rel_seq + length != side.last_fin:
                self.add_history(side.letter("F"))
            side.last_fin = rel_seq + length
        elif control == RST:
            if side.mark(MARK_RST, "R") and rel_seq != side.last_rst:
                self.add_history(side.letter("R"))
            side.last_rst = rel_seq
        elif control & FIN and control & RST:
            side.mark(MARK_FIN_RST, "I")
        else:
            side.mark(MARK_SEVERAL_FLAGS, "Q")

    def _update_window(self, side: TcpEndpoint, segment: Segment) -> None:
        flags, seq, ack = segment.flags, segment.seq, segment.ack
        scale = side.window_scale
        window = (segment.window << scale) & 0xFFFFFFFF
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

    def _syn(self, side: TcpEndpoint, segment: Segment, ip: IPv4 | IPv6 | None) -> None:
        flags = segment.flags
        if flags & RST:
            self.weird("TCP_christmas")
        if flags & URG:
            self.weird("baroque_SYN")
        if segment.length > 0:
            self.weird("SYN_with_data")
        found = tcp.SynOptions(segment.header)
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
            side.window_seq = peer.window_ack = segment.seq
            side.window_ack = peer.window_seq = segment.ack
        if self.net.handler("connection_SYN_packet").wanted:
            window = segment.window
            record = syn_record(self.net, side.is_orig, ip, window, found)
            self.event("connection_SYN_packet", record)

    def _storm(self, side: TcpEndpoint, count: int, now: float, name: str) -> None:
        settings = self.net.settings
        if count >= settings.tcp_storm_thresh:
            if now < side.last_time + settings.tcp_storm_interarrival_thresh:
                self.weird(name)

    def _acknowledge(
        self, side: TcpEndpoint, peer: TcpEndpoint, segment: Segment
    ) -> int:
        """Note an acknowledgement; its position in the peer's stream."""
        flags, ack = segment.flags, segment.ack
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
        rel_ack, underflow = relative_position(peer, ack, peer.ack_seq, peer.ack_wraps)
        if underflow:
            self.weird("TCP_ack_underflow_or_misorder")
            return 0
        if not flags & RST:
            delta = seq_delta(ack, peer.ack_seq)
            if delta > 0 and not (ack == 0 and delta > TOO_LARGE_SEQ_DELTA):
                peer.update_ack(ack)
        return rel_ack

    def _update_last(self, side: TcpEndpoint, past: int, segment: Segment) -> int:
        flags = segment.flags
        delta = seq_delta(past, side.last_seq)
        if flags & (SYN | RST) and abs(delta) > TOO_LARGE_SEQ_DELTA:
            pass
        elif flags & FIN and side.last_seq == (side.start_seq + 1) & 0xFFFFFFFF:
            side.update_last(past)
        elif side.state == RESET:
            pass
        elif delta > 0:
            side.update_last(past)
        elif segment.length > 0:
            side.count("T", "tcp_multiple_retransmissions")
        return delta

    # Data

    def _data(self, side: TcpEndpoint, seq: int, segment: Segment) -> None:
        length, payload = segment.length, segment.payload
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
        self.net.present_flags = segment.flags
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
        before = self.gap_bytes
        stream.acknowledge(seq, self.partial)
        if not (stream.skip or self.skipping):
            missing = self.gap_bytes - before
            self.net.statistics.acknowledged(side, missing)
        self.check_eof(side)

    def data(self, stream: Stream, seq: int, length: int, data: bytes) -> None:
        """Bytes in order: events and analyzers get them."""
        if self.contents is not None:
            self.contents.data(stream.is_orig, data)
        if self.net.tcp_contents:
            self._contents(stream.is_orig, seq, data)
        if self.analyzers or self.leaving:
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
        self.had_gap = True
        if self.contents is not None:
            self.contents.gap(stream.is_orig, length)
        self.gap_bytes += length
        side = self.orig if stream.is_orig else self.resp
        clean = side.is_clean() and side.peer.is_clean()
        if clean:
            side.count("G", "tcp_multiple_gap")
        if clean or self.net.settings.report_gaps_for_partial:
            self.event("content_gap", stream.is_orig, seq, length)
        if self.analyzers or self.leaving:
            self.deliver_gap(length, stream.is_orig)

    def violation(self, analyzer: Analyzer, reason: str, data: bytes = b"") -> None:
        """An analyzer's complaint, which counts only where nothing is missing."""
        if not self.partial and not self.had_gap:
            super().violation(analyzer, reason, data)

    def overlap(self, stream: Stream, old: bytes, new: bytes) -> None:
        """The same bytes again: they should be the same."""
        if old == new:
            return
        side = self.orig if stream.is_orig else self.resp
        if len(old) > 1 or side.peer.last_time:
            text = tcp.flag_text(self.net.present_flags)
            self.event("rexmit_inconsistency", old, new, text)

    def _options(self, header: bytes, is_orig: bool) -> None:
        net = self.net
        found = list(tcp.options(header))
        if net.handler("tcp_option").wanted:
            for kind, length, _ in found:
                self.event("tcp_option", is_orig, kind, length)
        if net.handler("tcp_options").wanted:
            self.event("tcp_options", is_orig, option_records(self, found))

    def done(self) -> None:
        """The connection ends."""
        super().done()
        if self.statistics is not None:
            pair = self.statistics
            both = [pair[side is self.high] for side in (self.orig, self.resp)]
            self.event("conn_stats", *(one.record(self) for one in both))
        if self.contents is not None:
            self.contents.close()

    def forget(self) -> None:
        """Break the circles that the two sides make."""
        super().forget()
        for side in (self.orig, self.resp):
            side.peer = NOBODY
            side.stream = None
            del side.conn

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

    def has_begun(self, flags: int) -> bool:
        """Whether a segment with these flags cannot be the first of another one."""
        return bool(flags & ACK) and self.orig.state != INACTIVE

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
        elif (is_active(orig) or is_active(resp)) and not reset:
            self.weird("active_connection_reuse")
        elif now - self.last < self.net.settings.tcp_connection_linger and not reset:
            self.weird("premature_connection_reuse")
        return True


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
