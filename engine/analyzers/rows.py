"""The short way through a connection, for packets that need no thought.

In a capture of any size nearly all packets continue a TCP connection in order,
or are one more datagram of a known flow. `walk` does for them what
`TcpConnection.packet` and `UdpConnection.packet` would do, and nothing else;
whatever is unusual about a packet or its connection sends it the long way. So
each condition below stands for a step of the long way that would do nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..packets.columns import (
    CONTROL,
    CORRUPT,
    DATAGRAM,
    LABEL_SHIFT,
    OPENING,
    SEGMENT,
    SLOW,
    Columns,
    Row,
)
from ..packets.pcap import PcapFile
from ..packets.pcapng import PcapngFile
from ..packets.tcp import SYN
from .settings import EARLIEST
from .tcp_endpoint import MARK_ACK, MARK_DATA, QUICK_REACH
from .udp import ORIG_DATA, RESP_DATA

if TYPE_CHECKING:
    from .network import Network

LONGEST = (1 << LABEL_SHIFT) - 1
"A length above this has the flow label of an IPv6 packet on top."

WINDOW = 16384
"With less than this in flight no limit of the long way can be reached."


def read_rows(net: Network, capture: PcapFile | PcapngFile) -> None:
    """Analyze a capture, most of its packets the short way."""
    columns = Columns(capture, not net.ignores_all_checksums)

    def passes(record: int) -> bool:
        return bool(net.capture_filter(capture.packet(record)))

    try:
        refilter(net, columns, passes)
        for rows in columns.batches():
            net.refresh_demand()
            net.half_open.refresh()
            net.received.begin(columns)
            walk(net, capture, rows)
            while net.interrupted and not net.rt.terminate_asked:
                refilter(net, columns, passes)
                kept = (row for row in rows if columns.keep is None or passes(row[2]))
                walk(net, capture, kept)
            net.received.end(early=net.rt.terminate_asked)
            if net.rt.terminate_asked:
                break
    finally:
        columns.release()


def refilter(net: Network, columns: Columns, passes: Callable[[int], bool]) -> None:
    """Let only packets through that pass the filter which is in force now."""
    net.interrupted = False
    if net.capture_filter is None:
        columns.keep = None
    elif isinstance(columns.capture, PcapFile):
        columns.keep = passes
    else:
        columns.keep = lambda found: passes(found[0])


def begin_clock(net: Network, rows: Iterable[Row]) -> Iterable[Row]:
    """Set the clock by the first packet."""
    for row in rows:
        net.begin_clock(max(row[1], EARLIEST))
        return chain((row,), rows)
    return ()


def walk(net: Network, capture: PcapFile | PcapngFile, rows: Iterable[Row]) -> None:
    """Analyze the packets of one batch.

    This is one long function because it runs once a packet: a call for each step
    would cost as much as the step.
    """
    rt = net.rt
    find = net.flows.get
    advance, drain = rt.advance, rt.drain_after_packet
    heap = rt.timers.heap
    long_way, read = net.one_packet, capture.packet
    buffer = capture.buffer
    excess = int(net.settings.tcp_excessive_data_without_further_acks) or 1 << 60
    contents, tell_corrupt = net.tcp_contents, net.conn_weird
    take_corrupt = net.tcp_quick and not net.trusted_nets
    half_open, waiting = net.half_open, net.half_open.waiting
    # Other files have parts, and what a part says of packets is known only inside.
    whole = capture if isinstance(capture, PcapFile) else None
    plain = net.tcp_quick
    no_syn_event = not net.handler("connection_SYN_packet").wanted
    present = net.present
    present.packet, present.capture = None, capture
    now = max(rt.network_time, EARLIEST)
    due = net.next_due()
    acks = 0
    if not net.begun:
        rows = begin_clock(net, rows)
        now, due = rt.network_time, net.next_due()
    for kind, ts, record, key, low, seq, ack, window, length, total, start in rows:
        conn: Any = find(key)
        raised = False
        if ts > now:
            now = ts
            if now >= due:
                present.record = record
                advance(now)
                raised = True
                due = net.next_due()
                conn = find(key)
        if total > LONGEST and conn is not None:
            side = conn.low if low else conn.high
            if not side.seen or side.flow_label != total >> LABEL_SHIFT & 0xFFFFF:
                kind = SLOW
            total &= LONGEST
        if conn is not None and conn.quick:
            side = conn.low if low else conn.high
            if kind == SEGMENT:
                peer = side.peer
                gained = ack - peer.ack_seq
                moved = ack - side.window_ack
                window <<= side.window_scale
                last = seq + length
                flight = last - side.ack_seq
                if (
                    seq == side.last_seq
                    and gained >= 0
                    and ack <= peer.last_seq
                    and last - side.start_seq < QUICK_REACH
                    and last < 0x100000000
                    and 0 <= moved < QUICK_REACH
                    and 0 <= seq - side.window_seq < QUICK_REACH
                    and side.window - moved - window < 1 << side.window_scale
                    and (
                        flight <= WINDOW
                        or (side.ack_seq - side.start_seq > 1 and flight <= excess)
                    )
                ):
                    side.window = window
                    side.window_ack = ack
                    side.window_seq = seq
                    side.last_time = conn.last = ts
                    side.packets += 1
                    side.ip_bytes += total
                    if gained:
                        peer.ack_seq = ack
                        stream = peer.stream
                        reached = ack - peer.start_seq
                        if reached > stream.trim:
                            acks += 1
                            if stream.kept is None:
                                stream.trim = reached
                            else:
                                stream.acknowledge(reached, False)
                    if length:
                        if not side.sent_data:
                            side.mark(MARK_DATA, "D")
                        side.last_seq = last
                        stream = side.stream
                        if stream.kept is not None or contents:
                            rt.network_time = now
                            net.packet_time = ts
                            place = start + (buffer[start + 12] >> 4 << 2)
                            data = bytes(buffer[place : place + length])
                            stream.add(seq - side.start_seq, length, data)
                            raised = True
                        else:
                            stream.last += length
                            if conn.analyzers or conn.leaving:
                                rt.network_time = now
                                net.packet_time = ts
                                place = start + (buffer[start + 12] >> 4 << 2)
                                data = bytes(buffer[place : place + length])
                                conn.deliver(data, side.is_orig)
                                raised = True
                    elif not side.sent_ack:
                        side.mark(MARK_ACK, "A")
                    if raised:
                        present.record = record
                        drain()
                        if rt.terminate_asked or net.interrupted:
                            break
                        due = net.next_due() if rt.pending or not heap else heap[0][0]
                    continue
            elif kind == DATAGRAM:
                if side is conn.orig:
                    conn.mark(ORIG_DATA, "D")
                else:
                    conn.mark(RESP_DATA, "d")
                conn.last = ts
                side.packets += 1
                side.ip_bytes += total
                side.add_length(length)
                if raised:
                    present.record = record
                    drain()
                    if net.interrupted:
                        break
                    due = net.next_due()
                continue
        if (
            kind == CORRUPT
            and take_corrupt
            and conn is not None
            and not (conn.encap or conn.skipping)
        ):
            side = conn.low if low else conn.high
            if tell_corrupt:
                rt.network_time = now
                conn.bad_checksum(side)
                raised = True
            else:
                net.bad_checksums += 1
                conn.was_weird = True
                if not conn.uid:
                    conn.get_uid()
                side.count("C", "tcp_multiple_checksum_errors")
            if raised:
                present.record = record
                drain()
                due = net.next_due()
            continue
        if (
            kind == OPENING
            and whole is not None
            and half_open.allowed
            and conn is None
            and ts == now
            and key not in waiting
        ):
            place = start + (buffer[start + 12] >> 4 << 2)
            options = buffer[start + 20 : place]
            if half_open.add(key, low, ts, whole, record, options):
                if raised:
                    rt.network_time = now
                    present.record = record
                    drain()
                due = net.next_due()
                continue
        rt.network_time = now
        net.statistics.acks += acks
        acks = 0
        if (
            conn is not None
            and (kind == SEGMENT or (kind == CONTROL and no_syn_event))
            and plain
            and not (conn.encap or conn.skipping or conn.watched)
            and (conn.detector is None or len(conn.detector.headers) == 2)
            and (not buffer[start + 13] & SYN or conn.has_begun(buffer[start + 13]))
        ):
            net.packet_time = ts
            side = conn.low if low else conn.high
            conn.plain_segment(side, buffer, start, length, total, ts)
            present.record = record
            drain()
        else:
            present.record = record
            long_way(read(record))
            present.packet = None
        if rt.terminate_asked or net.interrupted:
            break
        due = net.next_due()
    rt.network_time = now
    net.statistics.acks += acks
