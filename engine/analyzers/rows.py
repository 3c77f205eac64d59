"""The short way through a connection, for packets that need no thought.

In a capture of any size nearly all packets continue a TCP connection in order,
or are one more datagram of a known flow. `walk` does for them what
`TcpConnection.packet` and `UdpConnection.packet` would do, and nothing else;
whatever is unusual about a packet or its connection sends it the long way. So
each condition below stands for a step of the long way that would do nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..packets.columns import CORRUPT, DATAGRAM, SEGMENT, Columns, Row
from ..packets.pcap import HEADER_LENGTH, PcapFile
from .settings import EARLIEST
from .tcp_endpoint import QUICK_REACH
from .udp import ORIG_DATA, RESP_DATA

if TYPE_CHECKING:
    from .network import Network

WINDOW = 16384
"With less than this in flight no limit of the long way can be reached."


def read_rows(net: Network, capture: PcapFile) -> None:
    """Analyze a capture, most of its packets the short way."""
    columns = Columns(capture, not net.ignores_all_checksums)
    try:
        for rows in columns.batches(HEADER_LENGTH):
            net.refresh_demand()
            walk(net, capture, rows)
            if net.rt.terminate_asked:
                break
    finally:
        columns.release()


def walk(net: Network, capture: PcapFile, rows: Iterable[Row]) -> None:
    """Analyze the packets of one batch."""
    rt = net.rt
    find = net.flows.get
    advance, drain = rt.advance, rt.drain
    long_way, read = net.one_packet, capture.packet
    buffer = capture.buffer
    excess = int(net.settings.tcp_excessive_data_without_further_acks) or 1 << 60
    deliver_all = net.tcp_contents
    now = max(rt.network_time, EARLIEST)
    due = net.next_due()
    count = 0
    for kind, ts, record, key, low, seq, ack, window, length, total, place in rows:
        conn: Any = find(key)
        if ts > now:
            now = ts
            if now >= due:
                advance(now)
                drain_after = True
                due = net.next_due()
                if conn is not None and conn.removed:
                    conn = None
            else:
                drain_after = False
        else:
            drain_after = False
        if conn is None or not conn.quick:
            if kind == CORRUPT and conn is not None and net.tcp_quick:
                if not (conn.encap or conn.skipping):
                    rt.network_time = now
                    conn.bad_checksum(conn.low if low else conn.high)
                    count += 1
                    if drain_after or net.conn_weird:
                        drain()
                        due = net.next_due()
                    continue
            rt.network_time = now
            long_way(read(record))
            if rt.terminate_asked:
                return
            due = net.next_due()
            continue
        side = conn.low if low else conn.high
        if kind == SEGMENT:
            peer = side.peer
            gained = ack - peer.ack_seq
            moved = ack - side.window_ack
            scale = side.window_scale
            window <<= scale
            flight = seq + length - side.ack_seq
            if (
                seq != side.last_seq
                or gained < 0
                or ack > peer.last_seq
                or seq + length - side.start_seq >= QUICK_REACH
                or seq + length >= 0x100000000
                or not 0 <= moved < QUICK_REACH
                or not 0 <= seq - side.window_seq < QUICK_REACH
                or side.window - moved - window >= 1 << scale
                or not (side.sent_data if length else side.sent_ack)
                or flight > WINDOW
                and (side.ack_seq - side.start_seq < 2 or flight > excess)
            ):
                rt.network_time = now
                long_way(read(record))
                due = net.next_due()
                continue
            side.window = window
            side.window_ack = ack
            side.window_seq = seq
            side.last_time = conn.last = ts
            if gained:
                peer.ack_seq = ack
                stream = peer.stream
                reached = ack - peer.start_seq
                if reached > stream.trim:
                    if stream.kept is None:
                        stream.trim = reached
                    else:
                        stream.acknowledge(reached, False)
            side.packets += 1
            side.ip_bytes += total
            if length:
                side.last_seq = seq + length
                stream = side.stream
                if stream.kept is not None or deliver_all:
                    rt.network_time = now
                    data = bytes(buffer[place : place + length])
                    net.packet_time = ts
                    stream.add(seq - side.start_seq, length, data)
                    drain_after = True
                else:
                    stream.last += length
                    if conn.analyzers:
                        rt.network_time = now
                        data = bytes(buffer[place : place + length])
                        conn.deliver(data, side.is_orig)
                        drain_after = True
        elif kind == DATAGRAM:
            is_orig = side is conn.orig
            if not conn.marks & (ORIG_DATA if is_orig else RESP_DATA):
                rt.network_time = now
                long_way(read(record))
                due = net.next_due()
                continue
            conn.last = ts
            side.packets += 1
            side.ip_bytes += total
            side.length += length
        elif kind == CORRUPT:
            rt.network_time = now
            conn.bad_checksum(side)
            drain_after = drain_after or net.conn_weird
        else:
            rt.network_time = now
            long_way(read(record))
            due = net.next_due()
            continue
        count += 1
        if drain_after:
            drain()
            due = net.next_due()
    rt.network_time = now
    net.packets += count
