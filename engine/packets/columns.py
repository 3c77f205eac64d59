"""Headers of tens of thousands of packets at once, as numpy columns.

A batch is a run of records of a pcap or pcapng file; those whose link type is
Ethernet (also with VLAN tags), raw IP or Linux cooked are decoded. Overlapping
views of the mapped file (a `>u4` array with a stride of one byte, and so on) give
any header field of all packets with one indexing. Checksums are sums over the
file's 64-bit words: a running total of the words gives the sum of any stretch by
one subtraction, once the bytes of its first and last word that do not belong to it
are taken off.

What comes out is one tuple for each packet. Its kind says how far it may be
trusted: `SLOW` packets were not decoded and have to be read one at a time; all
others are whole and unfragmented, with good checksums and nothing unusual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .ip import IPV6_LENGTH, TCP, UDP
from .link import EN10MB
from .pcap import L3_OFFSETS, RECORD_LENGTH, PcapFile
from .pcapng import PcapngFile

SLOW = 0
"Read this packet one at a time."
SEGMENT = 1
"A TCP segment with the ACK flag, perhaps PSH, and nothing else."
DATAGRAM = 2
"A UDP datagram."

CORRUPT = 3
"A TCP segment without SYN whose checksum is wrong, in a right IP packet."

OPENING = 4
"A TCP segment with the SYN flag, perhaps PSH, and nothing else, not even data."

CONTROL = 5
"Any other TCP segment."

SMALLEST = 256
"Some header fields are looked up before it is known whether they are there."

BATCH = 32768
IPV6_MARK = 1 << 60
LABEL_SHIFT = 32
"""The IP length of an IPv6 packet has a mark and its flow label above it."""

VLAN_TYPES = (0x8100, 0x88A8, 0x9100)

MAX_TAGS = 2

PIECE = 4096
"Packets whose words are summed up at once, few enough for the processor's cache."

Column = NDArray[Any]

Records = tuple[Column, Column, Column, Column, Column]
"Where records are, their times, where packets begin, captured lengths, link types."

Row = tuple[int, float, int, bytes, bool, int, int, int, int, int, int]
"""Kind, time, record, flow key, whether the lower side sent it, sequence number,
acknowledgement, window, payload length, IP length, place of the transport header."""


class Network(NamedTuple):
    """What is known of the packets of a batch up to the IP header."""

    ip: Column
    "Where IP headers are."
    v6: Column
    "Which packets are IPv6."
    good: Column
    "Which packets can be taken the short way so far."
    proto: Column
    inner: Column
    "Where transport headers are."
    total: Column
    "Length of the IP packet."
    length: Column
    "Length of what the IP packet carries."


class Columns:
    """Reads a capture batch by batch."""

    def __init__(self, capture: PcapFile | PcapngFile, verify: bool):
        self.capture = capture
        self.verify = verify
        self.bad_checksums = 0
        self.keep: Callable[[Any], bool] | None = None
        "Which of the places that a scan finds are to be decoded, if not all."
        buffer = capture.buffer
        size = len(buffer)
        if size < SMALLEST:
            raise ValueError("too small to be read in columns")
        self.size = size
        self.bytes: Column = np.frombuffer(buffer, np.uint8)
        self.words: Column = np.frombuffer(buffer, "<u8", count=size // 8)
        self.u16: Column = np.ndarray((size - 1,), ">u2", buffer, strides=(1,))
        self.u32: Column = np.ndarray((size - 3,), ">u4", buffer, strides=(1,))
        header = "<u4" if capture.order == "<" else ">u4"
        self.record: Column = np.ndarray((size - 3,), header, buffer, strides=(1,))
        self.offsets = self.starts = np.empty(0, np.int64)
        "Where the records of the present batch are, and the packets in them."

    def batches(self) -> Iterator[Iterator[Row]]:
        """The rows of the file, a batch at a time."""
        position = self.capture.first
        while True:
            found, position = self.capture.scan(position, BATCH)
            if not found:
                return
            if self.keep is not None:
                found = list(filter(self.keep, found))  # type: ignore[assignment]
                if not found:
                    continue
            yield self.decode(found)

    def release(self) -> None:
        """Drop the views, so that the file can be unmapped."""
        self.bytes = self.words = self.u16 = self.u32 = self.record = np.empty(0)

    def received(self, last: int | None = None) -> tuple[int, int]:
        """How many packets the present batch has, and their lengths on the wire.

        With the place of a record those up to it.
        """
        count = len(self.offsets)
        if last is not None:
            count = int(np.searchsorted(self.offsets, last, "right"))
        lengths = self.record[self.starts[:count] - 4]
        return count, int(lengths.sum(dtype=np.int64))

    def decode(self, found: list[Any]) -> Iterator[Row]:
        """The rows of the records that a scan found."""
        with np.errstate(over="ignore"):
            if isinstance(self.capture, PcapFile):
                records = self._pcap(np.array(found, np.int64), self.capture)
            else:
                records = _pcapng(found)
            return self._decode(records)

    def _pcap(self, offsets: Column, capture: PcapFile) -> Records:
        """What the record headers of a pcap file say."""
        record = self.record
        seconds = record[offsets].astype(np.float64)
        fraction = record[offsets + 4] // capture.divisor
        captured = record[offsets + 8].astype(np.int64)
        # Longer packets would have to be cut.
        links = np.where(captured <= capture.snaplen, capture.link, -1)
        times = seconds + fraction / 1e6
        return offsets, times, offsets + RECORD_LENGTH, captured, links

    def _ip_place(self, start: Column, links: Column) -> Column:
        """Where the IP header is; before the packet where it is not known."""
        header = np.full(len(start), -1)
        for link, length in L3_OFFSETS.items():
            header[links == link] = length
        # Reading the last possible place instead of one behind the end of the
        # file is harmless, as the length checks reject such packets.
        kinds = self.u16[np.minimum(start + 12, self.size - 64)]
        for _ in range(MAX_TAGS):
            tagged = (links == EN10MB) & np.isin(kinds, VLAN_TYPES)
            if not tagged.any():
                break
            header[tagged] += 4
            place = np.minimum(start + header - 2, self.size - 64)
            kinds = np.where(tagged, self.u16[np.maximum(place, 0)], 0)
        result: Column = start + header
        return result

    def _decode(self, records: Records) -> Iterator[Row]:
        offsets, times, start, captured, links = records
        self.offsets, self.starts = offsets, start
        found = self._network(start, captured, links)
        keys, forward, same = self._flows(found)
        kind, payload = self._kinds(found, same)
        inner, total = found.inner, found.total
        if found.v6.any():
            labels = self.u32[found.ip[found.v6]].astype(np.int64) & 0xFFFFF
            total[found.v6] |= IPV6_MARK | labels << LABEL_SHIFT
        return zip(
            kind.tolist(),
            times.tolist(),
            offsets.tolist(),
            keys,
            forward.tolist(),
            self.u32[inner + 4].tolist(),
            self.u32[inner + 8].tolist(),
            self.u16[inner + 14].tolist(),
            payload.tolist(),
            total.tolist(),
            inner.tolist(),
            strict=True,
        )

    def _network(self, start: Column, captured: Column, links: Column) -> Network:
        """Find and read the IP headers."""
        wanted = self._ip_place(start, links)
        ip = np.minimum(wanted, self.size - 64)
        good = (wanted == ip) & (wanted >= start)
        v6 = good & self._is_plain_ipv6(start, captured, ip)
        good = v6 | (good & self._is_plain_ipv4(start, captured, ip))
        header = (self.bytes[ip] & 0x0F).astype(np.int64) << 2
        header[v6] = IPV6_LENGTH
        total = self.u16[ip + 2].astype(np.int64)
        total[v6] = self.u16[ip[v6] + 4] + IPV6_LENGTH
        proto = np.where(v6, self.bytes[ip + 6], self.bytes[ip + 9])
        inner = np.minimum(ip + header, self.size - 64)
        return Network(ip, v6, good, proto, inner, total, total - header)

    def _kinds(self, found: Network, same: Column) -> tuple[Column, Column]:
        """What kind each packet is, and how long its payload."""
        inner, length = found.inner, found.length
        is_tcp = found.good & (found.proto == TCP)
        is_udp = found.good & (found.proto == UDP)
        offset_flags = self.u16[inner + 12]
        header = (offset_flags >> 12).astype(np.int64) << 2
        flags = offset_flags & 0x37
        payload = length - np.where(is_tcp, header, 8)
        is_tcp &= (header >= 20) & (payload >= 0) & ~same
        corrupt = is_tcp & (flags & 0x02 == 0)
        opening = is_tcp & (flags == 0x02) & (payload == 0)
        segment = is_tcp & (flags == 0x10) & (self.u16[inner + 14] > 0)
        is_udp &= (payload >= 0) & (self.u16[inner + 4] == length) & ~same
        # Looks like Teredo, on whatever port.
        is_udp &= (payload < 40) | (
            (self.bytes[inner + 8] >> 4 != 6) & (self.u16[inner + 8] > 1)
        )
        # Looks like AYIYA.
        is_udp &= self.u16[inner + 9] != 0x5211
        kind = np.where(is_tcp, CONTROL, np.where(is_udp, DATAGRAM, SLOW))
        kind[segment] = SEGMENT
        kind[opening] = OPENING
        if self.verify:
            ip_ok, ok = self._checksums(found)
            kind[~(ip_ok & ok)] = SLOW
            kind[corrupt & ip_ok & ~ok & (inner + length <= self.size - 16)] = CORRUPT
        return kind, payload

    def _flows(self, found: Network) -> tuple[list[bytes], Column, Column]:
        """Flow keys, whether the lower side sent, and whether both are one."""
        src, dst = self.u32[found.ip + 12], self.u32[found.ip + 16]
        ports = self.u32[found.inner]
        low, high, forward = _pairs(found.proto, src, dst, ports)
        pairs = np.empty((len(low), 2), ">u8")
        pairs[:, 0], pairs[:, 1] = low, high
        keys: list[bytes] = pairs.view("V16")[:, 0].tolist()
        if found.v6.any():
            self._keys_of_ipv6(found, keys, forward)
        return keys, forward, low == high

    def _is_plain_ipv6(self, start: Column, captured: Column, ip: Column) -> Column:
        """Which packets are whole IPv6 packets without extension headers."""
        offset = ip - start
        good = (captured >= offset + 48) & (start + captured <= self.size)
        good &= self.bytes[ip] >> 4 == 6
        good &= (offset == 0) | (self.u16[np.maximum(ip - 2, 0)] == 0x86DD)
        following = self.bytes[ip + 6]
        good &= (following == TCP) | (following == UDP)
        length = self.u16[ip + 4].astype(np.int64)
        good &= (length >= 8) & (length + IPV6_LENGTH + offset <= captured)
        result: Column = good
        return result

    def _keys_of_ipv6(self, found: Network, keys: list[bytes], forward: Column) -> None:
        """Put the longer keys of IPv6 flows in their places."""
        which = np.nonzero(found.v6)[0]
        ends = []
        for addresses, ports in ((8, 0), (24, 2)):
            end = np.empty((len(which), 18), np.uint8)
            end[:, :16] = self.bytes[found.ip[which, None] + addresses + np.arange(16)]
            end[:, 16:] = self.bytes[found.inner[which, None] + ports + np.arange(2)]
            ends.append(end.view("V18")[:, 0].tolist())
        protocols = found.proto[which].tolist()
        rows = zip(which.tolist(), *ends, protocols, strict=True)
        for row, src, dst, proto in rows:
            forward[row] = src <= dst
            low, high = (src, dst) if src <= dst else (dst, src)
            keys[row] = (
                low[:16] + high[:16] + low[16:] + high[16:] + bytes((0, proto, 0))
            )

    def _is_plain_ipv4(self, start: Column, captured: Column, ip: Column) -> Column:
        """Which packets are whole IPv4 packets and no fragments."""
        offset = ip - start
        good = (captured >= offset + 28) & (start + captured <= self.size)
        first = self.bytes[ip]
        good &= (first >> 4 == 4) & (first & 0x0F >= 5)
        good &= (offset == 0) | (self.u16[np.maximum(ip - 2, 0)] == 0x0800)
        header = (first & 0x0F).astype(np.int64) << 2
        total = self.u16[ip + 2].astype(np.int64)
        good &= (total >= header + 8) & (total + offset <= captured)
        good &= self.u16[ip + 6] & 0x3FFF == 0
        result: Column = good
        return result

    def _checksums(self, found: Network) -> tuple[Column, Column]:
        """Which packets have right checksums, of IP and of the transport."""
        ip, v6, inner, length = found.ip, found.v6, found.inner, found.length
        total = len(ip)
        ip_sum = np.empty(total, np.uint64)
        sum_ = np.empty(total, np.uint64)
        last = len(self.words) * 8 - 8
        end = np.minimum(inner + np.maximum(length, 0), last)
        # The checksum of IPv4, or the addresses of IPv6 for the pseudo header.
        first_sum = np.where(v6, ip + 8, ip)
        for first in range(0, total, PIECE):
            piece = slice(first, first + PIECE)
            low = int(ip[piece].min()) >> 3
            high = int(end[piece].max()) >> 3
            words = self.words[low : high + 1]
            sums = np.empty(len(words) + 1, np.uint64)
            sums[0] = 0
            np.cumsum((words & _LOW) + (words >> _SHIFT), out=sums[1:])
            base = low << 3
            begin, stop = first_sum[piece] - base, inner[piece] - base
            ip_sum[piece] = _sum(words, sums, begin, stop)
            sum_[piece] = _sum(words, sums, inner[piece] - base, end[piece] - base)
        src, dst, proto = self.u32[ip + 12], self.u32[ip + 16], found.proto
        pseudo = (src >> 16) + (src & 0xFFFF).astype(np.uint64)
        pseudo = np.where(v6, ip_sum, pseudo + (dst >> 16) + (dst & 0xFFFF)) + proto
        sum_ = _fold(sum_ + pseudo + length.astype(np.uint64))
        none = (proto == UDP) & ~v6 & (self.u16[inner + 6] == 0)
        whole = inner + length <= last
        return v6 | (ip_sum == 0xFFFF), ((sum_ == 0xFFFF) | none) & whole


def _pcapng(found: list[tuple[int, int, int, float, int]]) -> Records:
    """What the block headers of a pcapng file say."""
    offsets, start, captured, times, links = zip(*found, strict=True)
    return (
        np.array(offsets, np.int64),
        np.array(times, np.float64),
        np.array(start, np.int64),
        np.array(captured, np.int64),
        np.array(links, np.int64),
    )


_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)


def _pairs(
    proto: Column, src: Column, dst: Column, ports: Column
) -> tuple[Column, Column, Column]:
    """The two numbers of each flow key, and whether the lower one is the sender."""
    mark = proto.astype(np.uint64) << np.uint64(48)
    one = mark | (src.astype(np.uint64) << np.uint64(16)) | (ports >> 16)
    two = mark | (dst.astype(np.uint64) << np.uint64(16)) | (ports & 0xFFFF)
    forward = one <= two
    return np.minimum(one, two), np.maximum(one, two), forward


def _sum(words: Column, sums: Column, start: Column, end: Column) -> Column:
    """The 16-bit one's complement sum of each stretch of bytes, in network order."""
    first, last = start >> 3, end >> 3
    total = sums[last] - sums[first]
    total += _part(words[last], end) - _part(words[first], start)
    total = _fold(total)
    # Little-endian words of a stretch that begins at an even place have its bytes
    # swapped; at an odd place they are swapped twice.
    even = start & 1 == 0
    return np.where(even, (total >> np.uint64(8)) | (total & 0xFF) << 8, total)


def _part(words: Column, place: Column) -> Column:
    """The sum of the bytes of each word before a place in it."""
    bits = ((place & 7) << 3).astype(np.uint64)
    part = words & ((np.uint64(1) << bits) - np.uint64(1))
    result: Column = (part & _LOW) + (part >> _SHIFT)
    return result


def _fold(total: Column) -> Column:
    total = (total & 0xFFFF) + (total >> np.uint64(16) & 0xFFFF) + (total >> _SHIFT)
    total = (total & 0xFFFF) + (total >> np.uint64(16))
    total = (total & 0xFFFF) + (total >> np.uint64(16))
    result: Column = (total & 0xFFFF) + (total >> np.uint64(16))
    return result
