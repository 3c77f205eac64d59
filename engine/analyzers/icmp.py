"""ICMP (RFC 792) and ICMPv6 (RFC 4443, neighbor discovery RFC 4861)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from ..packets.checksum import is_valid, pseudo_header
from ..packets.icmp import counterpart
from ..packets.ip import ICMPV6, IPv4, IPv6
from ..values.addr import UNSPECIFIED
from ..values.port import ICMP, TCP, UDP, Port
from ..values.time import Interval
from .conn import Connection, address
from .udp import DatagramEndpoint

if TYPE_CHECKING:
    from ..packets.packet import Packet
    from .network import Network

HEADER = 8

V4_NAMES = {3: "icmp_unreachable", 11: "icmp_time_exceeded"}

V6_NAMES = {
    1: "icmp_unreachable",
    2: "icmp_packet_too_big",
    3: "icmp_time_exceeded",
    4: "icmp_parameter_problem",
}

TRANSPORT_MASKS = {1: ICMP, 6: TCP, 17: UDP, 58: ICMP}
TRANSPORT_CODES = {0: 0, TCP: 1, UDP: 2, ICMP: 3}
"`transport_proto` as a number, by port mask."


class IcmpConnection(Connection):
    """Messages of one kind between two hosts, with their answers."""

    __slots__ = ()

    transport = ICMP
    name = "ICMP"

    orig: DatagramEndpoint
    resp: DatagramEndpoint

    def begin(self) -> None:
        """Start the timers of a new flow."""
        self.set_inactivity(float(self.net.settings.icmp_inactivity_timeout))

    def record(self) -> Any:
        """The record; asking for it starts the status timer, as in Zeek."""
        self.enable_status_timer()
        return super().record()

    def packet(self, packet: Packet, ip: IPv4 | IPv6, start: int, end: int) -> None:
        """One message, whose header begins at `start`."""
        data = ip.data
        captured = end - start
        length = ip.payload_length or captured
        if self.net.packet_contents and captured > HEADER:
            self.event("packet_contents", data[start + HEADER : end])
        if captured >= length and self._bad_checksum(ip, start, length):
            self.net.bad_checksums += 1
            self.weird("bad_ICMP_checksum")
            return
        self.last = packet.ts
        is_orig = self.is_orig(ip.src, data[start])
        side = self.orig if is_orig else self.resp
        side.add_length(length - HEADER)
        if self.detector is not None and is_orig not in self.detector.headers:
            self.detector.first_packet(ip, data[start:end], is_orig)
        payload = data[start + HEADER : end]
        head = data[start : start + HEADER]
        self._message(ip, head, length - HEADER, payload)
        packet.session = self
        if captured >= length:
            side.packets += 1
            side.ip_bytes += ip.total_length
            self.net.thresholds.check(self, is_orig)
            if self.analyzers:
                self.deliver(payload, is_orig)

    def _bad_checksum(self, ip: IPv4 | IPv6, start: int, length: int) -> bool:
        if self.net.ignores_checksum(ip):
            return False
        message = ip.data[start : start + length]
        if ip.proto == ICMPV6:
            pseudo = pseudo_header(ip.src, ip.dst, ICMPV6, length)
            return not is_valid(message, pseudo)
        return not is_valid(message)

    def _message(
        self, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        kind, v6 = head[0], ip.proto == ICMPV6
        if kind in ((128, 129) if v6 else (0, 8)):
            self._echo(ip, head, length, payload)
        elif not v6:
            if kind in V4_NAMES:
                self._error(V4_NAMES[kind], ip, head, length, payload)
            else:
                self._sent(ip, head, length, payload)
        elif kind in ND_EVENTS:
            name, method = ND_EVENTS[kind]
            if self.net.handler(name).wanted:
                method(self, name, ip, head, length, payload)
        elif kind < 128:
            name = V6_NAMES.get(kind, "icmp_error_message")
            self._error(name, ip, head, length, payload)
        else:
            self._sent(ip, head, length, payload)

    def _info(self, ip: IPv4 | IPv6, head: bytes, length: int) -> Any:
        return self.net.types.icmp_info(
            v6=ip.proto == ICMPV6,
            itype=head[0],
            icode=head[1],
            len=length & 0xFFFFFFFFFFFFFFFF,
            ttl=ip.ttl,
        )

    def _echo(self, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes) -> None:
        request = head[0] in (8, 128)
        name = "icmp_echo_request" if request else "icmp_echo_reply"
        if self.net.handler(name).wanted:
            number = int.from_bytes(head[4:6], "big")
            seq = int.from_bytes(head[6:8], "big")
            self.event(name, self._info(ip, head, length), number, seq, payload)

    def _sent(self, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes) -> None:
        if self.net.handler("icmp_sent").wanted:
            self.event("icmp_sent", self._info(ip, head, length))
        if self.net.handler("icmp_sent_payload").wanted:
            part = payload[: max(length, 0)]
            self.event("icmp_sent_payload", self._info(ip, head, length), part)

    def _error(
        self, name: str, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        if self.net.handler(name).wanted:
            v6 = ip.proto == ICMPV6
            context = context_record(self.net, payload, v6)
            self.event(name, self._info(ip, head, length), head[1], context)

    # Neighbor discovery

    def _too_short(self, short: str, payload: bytes, needed: int) -> bool:
        if len(payload) >= needed:
            return False
        name = f"icmp6_{short}_bad_opt_offset"
        self.net.weirds.general(name, f"{needed} (length {len(payload)})", "ICMP")
        return True

    def _router_advertisement(
        self, name: str, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        if self._too_short("ra", payload, 8):
            return
        flags = head[5]
        self.event(
            name,
            self._info(ip, head, length),
            head[4],
            bool(flags & 0x80),
            bool(flags & 0x40),
            bool(flags & 0x20),
            (flags & 0x18) >> 3,
            bool(flags & 0x04),
            flags & 0x02,
            Interval(int.from_bytes(head[6:8], "big")),
            Interval(int.from_bytes(payload[:4], "big") * 1e-3),
            Interval(int.from_bytes(payload[4:8], "big") * 1e-3),
            self._nd_options(payload[8:]),
        )

    def _router_solicitation(
        self, name: str, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        options = self._nd_options(payload)
        self.event(name, self._info(ip, head, length), options)

    def _neighbor_advertisement(
        self, name: str, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        if self._too_short("na", payload, 16):
            return
        flags = head[4]
        self.event(
            name,
            self._info(ip, head, length),
            bool(flags & 0x80),
            bool(flags & 0x40),
            bool(flags & 0x20),
            address(payload[:16]),
            self._nd_options(payload[16:]),
        )

    def _neighbor_solicitation(
        self, name: str, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        if self._too_short("ns", payload, 16):
            return
        options = self._nd_options(payload[16:])
        info = self._info(ip, head, length)
        self.event(name, info, address(payload[:16]), options)

    def _redirect(
        self, name: str, ip: IPv4 | IPv6, head: bytes, length: int, payload: bytes
    ) -> None:
        if self._too_short("redirect", payload, 32):
            return
        target, destination = address(payload[:16]), address(payload[16:32])
        options = self._nd_options(payload[32:])
        info = self._info(ip, head, length)
        self.event(name, info, target, destination, options)

    def _nd_options(self, data: bytes) -> Any:
        records = []
        while data:
            if len(data) < 2:
                self.weird("truncated_ICMPv6_ND_options")
                break
            kind, units = data[0], data[1]
            if units == 0:
                self.weird("zero_length_ICMPv6_ND_option")
                break
            size = units * 8 - 2
            fields = self._nd_option(kind, data[2:], size)
            records.append(self.net.types.nd_option(otype=kind, len=units, **fields))
            data = data[2 + size :]
        return self.net.vector("icmp6_nd_options", records)

    def _nd_option(self, kind: int, data: bytes, size: int) -> dict[str, Any]:
        if kind in (1, 2) and len(data) >= size:
            return {"link_address": data[:size]}
        if kind == 3 and len(data) >= 30:
            return {"prefix": self._prefix(data)}
        if kind == 4 and len(data) >= size:
            return {"redirect": context_record(self.net, data[6:size], True)}
        if kind == 5 and len(data) >= 6:
            return {"mtu": int.from_bytes(data[2:6], "big")}
        return {"payload": data[:size]}

    def _prefix(self, data: bytes) -> Any:
        return self.net.types.nd_prefix_info(
            prefix_len=data[0],
            L_flag=bool(data[1] & 0x80),
            A_flag=bool(data[1] & 0x40),
            valid_lifetime=Interval(int.from_bytes(data[2:6], "big")),
            preferred_lifetime=Interval(int.from_bytes(data[6:10], "big")),
            prefix=address(data[14:30]),
        )


ND_EVENTS = {
    133: ("icmp_router_solicitation", IcmpConnection._router_solicitation),
    134: ("icmp_router_advertisement", IcmpConnection._router_advertisement),
    135: ("icmp_neighbor_solicitation", IcmpConnection._neighbor_solicitation),
    136: ("icmp_neighbor_advertisement", IcmpConnection._neighbor_advertisement),
    137: ("icmp_redirect", IcmpConnection._redirect),
}


def context_record(net: Network, data: bytes, v6: bool) -> Any:
    """The `icmp_context`: what an error message quotes of the packet at fault."""
    least = ip_layer.IPV6_LENGTH if v6 else ip_layer.IPV4_LENGTH
    inner: IPv4 | IPv6 | None = None
    if len(data) >= least:
        inner = (IPv6 if v6 else IPv4)(data, 0, len(data))
    mask = sport = dport = 0
    bad_length, bad_checksum = inner is None, False
    if inner is not None:
        start = inner.header_length
        bad_length = len(data) < start + 4
        if not v6 and start <= len(data):
            bad_checksum = not is_valid(data[:start])
        if not bad_length:
            mask, sport, dport = _context_ports(inner, data[start:])
    ident = net.types.conn_id(
        orig_h=address(inner.src) if inner else UNSPECIFIED,
        orig_p=Port(sport | mask),
        resp_h=address(inner.dst) if inner else UNSPECIFIED,
        resp_p=Port(dport | mask),
        proto=58 if v6 else 1,
    )
    return net.types.icmp_context(
        id=ident,
        len=inner.total_length if inner else 0,
        proto=TRANSPORT_CODES[mask],
        frag_offset=inner.fragment_offset if inner else 0,
        bad_hdr_len=bad_length,
        bad_checksum=bad_checksum,
        MF=inner.more_fragments if inner else False,
        DF=inner.dont_fragment if inner else False,
    )


def _context_ports(inner: IPv4 | IPv6, data: bytes) -> tuple[int, int, int]:
    mask = TRANSPORT_MASKS.get(inner.proto, 0)
    if mask == ICMP:
        # Zeek swaps the bytes of these two numbers.
        answer, _ = counterpart(inner.version == 6, data[0], data[1])
        return mask, data[0] << 8, answer << 8
    if not mask:
        return 0, 0, 0
    sport, dport = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:4], "big")
    return mask, sport, dport


def icmp_connection(
    net: Network, key: bytes, forward: bool, packet: Packet, sport: int, dport: int
) -> IcmpConnection:
    """A new flow whose first message this is."""
    assert packet.ip is not None
    conn = IcmpConnection(net, key, forward, packet)
    orig = DatagramEndpoint(packet.ip.src, sport)
    resp = DatagramEndpoint(packet.ip.dst, dport)
    conn.set_endpoints(orig, resp, forward)
    return conn
