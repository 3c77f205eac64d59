"""IPv4 (RFC 791) and IPv6 with its extension headers (RFC 8200).

Both classes answer the same questions, so that what comes after need not know
the version. Lengths are those that the headers claim; the caller compares them
with what was captured.
"""

from __future__ import annotations

HOP_BY_HOP = 0
ICMP = 1
IN_IP4 = 4
TCP = 6
UDP = 17
IN_IP6 = 41
ROUTING = 43
FRAGMENT = 44
GRE = 47
ESP = 50
AUTHENTICATION = 51
ICMPV6 = 58
NO_NEXT = 59
DESTINATION = 60
MOBILITY = 135

HOME_ADDRESS_OPTION = 201

IPV4_LENGTH = 20
IPV6_LENGTH = 40

EXTENSIONS = frozenset(
    (HOP_BY_HOP, ROUTING, DESTINATION, FRAGMENT, AUTHENTICATION, ESP, MOBILITY)
)


class IPv4:
    """An IPv4 header; at least 20 bytes must be there."""

    __slots__ = (
        "available",
        "data",
        "dst",
        "header_length",
        "ident",
        "offset_field",
        "payload_length",
        "proto",
        "reassembled",
        "src",
        "start",
        "total_length",
        "ttl",
    )

    version = 4
    flow_label = 0
    last_header = 255
    headers = 1
    odd: tuple[tuple[str, str], ...] = ()

    def __init__(self, data: bytes, start: int, available: int):
        self.data = data
        self.start = start
        self.available = available
        "Captured bytes from `start`."
        self.header_length = (data[start] & 0x0F) * 4
        self.total_length = (data[start + 2] << 8) | data[start + 3]
        self.ident = (data[start + 4] << 8) | data[start + 5]
        self.offset_field = (data[start + 6] << 8) | data[start + 7]
        self.ttl = data[start + 8]
        self.proto = data[start + 9]
        self.src = data[start + 12 : start + 16]
        self.dst = data[start + 16 : start + 20]
        # Segmentation offload leaves the length zero; then nothing is known.
        total = self.total_length
        self.payload_length = (total - self.header_length) & 0xFFFF if total else 0
        self.reassembled = False

    @property
    def is_fragment(self) -> bool:
        """Whether this is a part of a datagram."""
        return bool(self.offset_field & 0x3FFF)

    @property
    def fragment_offset(self) -> int:
        """Where in the datagram's payload this fragment lies."""
        return (self.offset_field & 0x1FFF) * 8

    @property
    def more_fragments(self) -> bool:
        """The MF bit."""
        return bool(self.offset_field & 0x2000)

    @property
    def dont_fragment(self) -> bool:
        """The DF bit."""
        return bool(self.offset_field & 0x4000)

    @property
    def header_src(self) -> bytes:
        """Source in the header itself."""
        return self.src

    @property
    def header_dst(self) -> bytes:
        """Destination in the header itself."""
        return self.dst


class IPv6:
    """An IPv6 header with its chain of extension headers; 40 bytes must be there.

    `src` and `dst` are those that matter end to end: the home address of mobile
    IPv6, the last address of a routing header with segments left.
    """

    __slots__ = (
        "available",
        "chain",
        "data",
        "dst",
        "header_dst",
        "header_length",
        "header_src",
        "odd",
        "payload_length",
        "plen",
        "proto",
        "reassembled",
        "src",
        "start",
        "total_length",
        "ttl",
    )

    version = 6
    dont_fragment = False

    def __init__(
        self, data: bytes, start: int, available: int, after_fragment: int = -1
    ):
        self.data = data
        self.start = start
        self.available = available
        self.plen = (data[start + 4] << 8) | data[start + 5]
        self.total_length = self.plen + IPV6_LENGTH
        self.ttl = data[start + 7]
        self.src = self.header_src = data[start + 8 : start + 24]
        self.dst = self.header_dst = data[start + 24 : start + 40]
        self.chain: list[tuple[int, int, int]] = []
        "Each header: its kind, where it starts, its length."
        self.odd: list[tuple[str, str]] = []
        "Oddities found on the way: name and detail."
        self.proto = NO_NEXT
        self.header_length = 0
        self.reassembled = False
        self._walk(after_fragment)
        self.payload_length = (self.total_length - self.header_length) & 0xFFFF

    def _walk(self, after_fragment: int) -> None:
        position, left = self.start, self.available
        kind, following = IN_IP6, IN_IP6
        while left >= 2:
            kind = following
            length = _header_length(self.data, position, kind)
            following = self.data[position + (6 if kind == IN_IP6 else 0)]
            if length > left:
                break
            if kind == ESP:
                following = NO_NEXT
            if after_fragment >= 0 and following == FRAGMENT:
                # A reassembled datagram keeps its first part's other headers.
                following = after_fragment
            self.chain.append((kind, position, length))
            self.proto = following
            self._look_into(kind, position, length)
            position += length
            left -= length
            self.header_length += length
            if kind in (FRAGMENT, ESP, MOBILITY) or following not in EXTENSIONS:
                break

    def _look_into(self, kind: int, position: int, length: int) -> None:
        if kind == ROUTING:
            self._routing(position, length)
        elif kind == DESTINATION:
            self._destination(position + 2, position + length)

    def _routing(self, position: int, length: int) -> None:
        if self.dst is not self.header_dst:
            self.odd.append(("multiple_routing_headers", ""))
            return
        units, kind, left = self.data[position + 1 : position + 4]
        end = position + length
        final = self.data[end - 16 : end]
        if kind == 0:
            if left and units >= 2:
                if units % 2 == 0:
                    self.dst = final
                else:
                    self.odd.append(("odd_routing0_len", ""))
            self.odd.append(("routing0_hdr", ""))
        elif kind == 2:
            if left and units == 2:
                self.dst = final
            elif left:
                self.odd.append(("bad_routing2_len", ""))
        else:
            self.odd.append(("unknown_routing_type", str(kind)))

    def _destination(self, position: int, end: int) -> None:
        data = self.data
        while position < end:
            if data[position] == 0:
                position += 1
                continue
            if end - position < 2 or end - position < 2 + data[position + 1]:
                self.odd.append(("bad_ipv6_dest_opt_len", ""))
                return
            size = data[position + 1]
            if data[position] == HOME_ADDRESS_OPTION:
                self._home_address(data[position + 2 : position + 2 + size])
            position += 2 + size

    def _home_address(self, address: bytes) -> None:
        if len(address) != 16:
            self.odd.append(("bad_home_addr_len", ""))
        elif self.src is not self.header_src:
            self.odd.append(("multiple_home_addr_opts", ""))
        else:
            self.src = address

    @property
    def headers(self) -> int:
        """How many headers the chain has, the fixed one included."""
        return len(self.chain)

    @property
    def last_header(self) -> int:
        """Kind of the last header in the chain."""
        return self.chain[-1][0] if self.chain else NO_NEXT

    @property
    def flow_label(self) -> int:
        """The 20-bit flow label."""
        start = self.start + 1
        return int.from_bytes(self.data[start : start + 3], "big") & 0xFFFFF

    @property
    def is_fragment(self) -> bool:
        """Whether this is a part of a datagram."""
        return self.last_header == FRAGMENT

    def _fragment(self, first: int, last: int) -> int:
        if not self.is_fragment:
            return 0
        position = self.chain[-1][1]
        return int.from_bytes(self.data[position + first : position + last], "big")

    @property
    def fragment_offset(self) -> int:
        """Where in the datagram's payload this fragment lies."""
        return self._fragment(2, 4) & 0xFFF8

    @property
    def more_fragments(self) -> bool:
        """The M flag of the fragment header."""
        return bool(self._fragment(2, 4) & 1)

    @property
    def ident(self) -> int:
        """Identification in the fragment header."""
        return self._fragment(4, 8)


def _header_length(data: bytes, position: int, kind: int) -> int:
    if kind == IN_IP6:
        return IPV6_LENGTH
    if kind in (FRAGMENT, ESP):
        return 8
    unit = 4 if kind == AUTHENTICATION else 8
    return 8 + unit * data[position + 1]
