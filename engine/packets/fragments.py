"""Putting IP fragments together.

The first bytes that arrive for a place are kept. Oddities are reported under
Zeek's names; a datagram is complete when its last fragment's end is reached
without holes.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable

from .ip import FRAGMENT, IPV6_LENGTH, IPv4, IPv6

MIN_ACCEPTABLE = 64
MAX_ACCEPTABLE = 64000

Header = IPv4 | IPv6
Report = Callable[[str, Header], None]
Key = tuple[bytes, bytes, int]

MAX_DATAGRAMS = 10_000
"More unfinished datagrams than this are an attack; the oldest are dropped."


class Datagram:
    """The fragments of one datagram."""

    __slots__ = ("blocks", "expires", "first", "header", "next_proto", "size")

    def __init__(self, ip: Header, expires: float):
        self.first = ip
        self.header = _plain_header(ip)
        self.next_proto = ip.proto
        self.size = 0
        "Payload length, 0 while the last fragment is missing."
        self.blocks: list[tuple[int, bytes]] = []
        self.expires = expires

    def add(self, ip: Header, report: Report) -> None:
        """One more fragment."""
        if self._differs(ip):
            report("fragment_protocol_inconsistency", ip)
        if ip.dont_fragment:
            report("fragment_with_DF", ip)
        if ip.total_length < ip.header_length:
            report("fragment_protocol_inconsistency", ip)
            return
        offset = ip.fragment_offset
        upper = offset + ip.total_length - ip.header_length
        if not offset:
            self.next_proto = ip.proto
        self._bounds(ip, upper, report)
        start = ip.start + ip.header_length
        self._insert(offset, ip.data[start : ip.start + ip.total_length], report)

    def _differs(self, ip: Header) -> bool:
        if isinstance(ip, IPv4):
            return (
                ip.proto != self.first.proto
                or ip.header_length != self.first.header_length
            )
        return ip.proto != self.next_proto or ip.header_length - 8 != len(self.header)

    def _bounds(self, ip: Header, upper: int, report: Report) -> None:
        if not ip.more_fragments:
            if self.size == 0:
                self.size = upper
            elif upper != self.size:
                report("fragment_size_inconsistency", ip)
                self.size = max(self.size, upper)
        elif ip.total_length < MIN_ACCEPTABLE:
            report("excessively_small_fragment", ip)
        if upper > MAX_ACCEPTABLE:
            report("excessively_large_fragment", ip)
        if self.size and upper > self.size:
            report("fragment_size_inconsistency", ip)
            self.size = upper

    def _insert(self, offset: int, data: bytes, report: Report) -> None:
        upper = offset + len(data)
        for seq, old in self.blocks[:]:
            low, high = max(seq, offset), min(seq + len(old), upper)
            if low < high:
                same = old[low - seq : high - seq] == data[low - offset : high - offset]
                report(
                    "fragment_overlap" if same else "fragment_inconsistency",
                    self.first,
                )
        position = offset
        for seq, old in self.blocks[:]:
            end = seq + len(old)
            if end <= position or seq >= upper:
                continue
            if position < seq:
                piece = data[position - offset : seq - offset]
                insort(self.blocks, (position, piece))
            position = max(position, end)
        if position < upper:
            insort(self.blocks, (position, data[position - offset :]))

    def complete(self, report: Report) -> Header | None:
        """The whole datagram once there are no holes."""
        if not self.size or not self.blocks or self.blocks[0][0] > 0:
            return None
        reach, count = 0, 0
        for seq, data in self.blocks:
            if seq != reach:
                break
            reach += len(data)
            count += 1
        if count < len(self.blocks) and reach < self.size or reach < self.size:
            return None
        if reach > self.size or count < len(self.blocks):
            report("fragment_size_inconsistency", self.first)
            self.size = reach
        payload = b"".join(data for _, data in self.blocks[:count])
        return self._whole(payload)

    def _whole(self, payload: bytes) -> Header:
        # a length that does not fit wraps, as in Zeek; whoever takes it checks it
        header = bytearray(self.header)
        whole: Header
        if isinstance(self.first, IPv4):
            total = len(header) + len(payload)
            header[2:4] = (total & 0xFFFF).to_bytes(2, "big")
            data = bytes(header) + payload
            whole = IPv4(data, 0, len(data))
        else:
            length = len(header) + len(payload) - IPV6_LENGTH
            header[4:6] = (length & 0xFFFF).to_bytes(2, "big")
            data = bytes(header) + payload
            whole = IPv6(data, 0, len(data), self.next_proto)
        whole.reassembled = True
        return whole


def _plain_header(ip: Header) -> bytes:
    """The headers that the whole datagram will have."""
    end = ip.start + ip.header_length
    if isinstance(ip, IPv6) and ip.chain and ip.chain[-1][0] == FRAGMENT:
        end -= 8
    return ip.data[ip.start : end]


class Fragments:
    """All datagrams that are not complete yet."""

    def __init__(self, timeout: float, report: Report):
        self.timeout = timeout
        self.report = report
        self.datagrams: dict[Key, Datagram] = {}
        self.most = 0
        "How many were incomplete at the same time."

    def add(self, now: float, ip: Header) -> Header | None:
        """Take a fragment; the whole datagram if this completes it."""
        key = (ip.src, ip.dst, ip.ident)
        datagram = self.datagrams.get(key)
        if datagram is not None and self.timeout and datagram.expires <= now:
            datagram = None
        if datagram is None:
            if len(self.datagrams) >= MAX_DATAGRAMS:
                del self.datagrams[next(iter(self.datagrams))]
            datagram = Datagram(ip, now + self.timeout)
            self.datagrams[key] = datagram
            self.most = max(self.most, len(self.datagrams))
        datagram.add(ip, self.report)
        whole = datagram.complete(self.report)
        if whole is not None:
            del self.datagrams[key]
        return whole
