"""GTP version 1 (3GPP TS 29.060, 29.281): tunnels of mobile networks over UDP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..packets import ip as ip_layer
from .contract import ParseError
from .gtpv1_elements import MESSAGES, elements
from .headers import packet_header
from .tunnels import RAW_IP

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from ..packets.packet import Packet
    from .conn import Connection
    from .network import Network
    from .udp_tunnels import UdpTunnels

HEADER = 8
OPTIONAL = 4
"Length of the part that any of the flags E, S and PN brings."

G_PDU = 255
"The message that carries a packet."


class Header(NamedTuple):
    """What stands before the contents of a message."""

    flags: int
    kind: int
    length: int
    teid: int
    seq: int | None
    n_pdu: int | None
    next_type: int | None
    end: int
    "Where the contents begin."

    def record(self, net: Network) -> Any:
        """The `gtpv1_hdr`."""
        flags = self.flags
        extra: dict[str, int | None] = {}
        if self.seq is not None:
            names = ("seq", "n_pdu", "next_type")
            extra = {name: getattr(self, name) for name in names}
        return net.types.gtpv1_hdr(
            version=flags >> 5,
            pt_flag=bool(flags & 0x10),
            rsv=bool(flags & 0x08),
            e_flag=bool(flags & 0x04),
            s_flag=bool(flags & 0x02),
            pn_flag=bool(flags & 0x01),
            msg_type=self.kind,
            length=self.length,
            teid=self.teid,
            **extra,
        )


def parse_header(data: bytes) -> Header:
    """The header of a message with all its extensions."""
    if len(data) < HEADER:
        raise _too_short("GTPv1_Header:teid", HEADER, len(data))
    flags, kind = data[0], data[1]
    length, teid = int.from_bytes(data[2:4], "big"), int.from_bytes(data[4:8], "big")
    end = HEADER
    seq = n_pdu = next_type = None
    if flags & 0x07:
        end += OPTIONAL
        if len(data) < end:
            have = len(data) - HEADER
            raise _too_short("GTPv1_Opt_Header:next_type", OPTIONAL, have)
        seq, n_pdu, next_type = (data[8] << 8) | data[9], data[10], data[11]
    if flags & 0x04:
        end = _skip_extensions(data, end)
    return Header(flags, kind, length, teid, seq, n_pdu, next_type, end)


def _skip_extensions(data: bytes, position: int) -> int:
    """Where the last extension header ends; each says whether one follows."""
    while True:
        have = len(data) - position
        if have < 1:
            raise _too_short("GTPv1_Ext_Header:length", 1, have)
        size = data[position] * 4
        if size < 2:
            raise ParseError("out_of_bound: GTPv1_Ext_Header:contents: -2 > 0")
        if have < size:
            raise _too_short("GTPv1_Ext_Header:next_type", size, have)
        position += size
        if not data[position - 1]:
            return position


def _too_short(what: str, needed: int, there: int) -> ParseError:
    return ParseError(f"out_of_bound: {what}: {needed} > {there}")


def gtpv1(
    tunnels: UdpTunnels, conn: Connection, packet: Packet, start: int, end: int
) -> None:
    """One message of GTPv1, perhaps with a packet inside."""
    assert packet.ip is not None
    data = packet.ip.data[start:end]
    if not tunnels.is_known(conn, "GTPV1"):
        tunnels.state(conn, "GTPV1")
        conn.event("new_gtpv1_state")
    try:
        header = parse_header(data)
        found = list(_elements(header, data))
    except ParseError as error:
        reason = f"Binpac exception: binpac exception: {error}"
        return tunnels.violation(conn, "GTPV1", reason)
    sport = (packet.ip.data[start - 8] << 8) | packet.ip.data[start - 7]
    side = "from_orig" if conn.is_orig(packet.ip.src, sport) else "from_resp"
    setattr(tunnels.state(conn, "GTPV1"), side, False)
    if _message(tunnels, conn, packet, header, found, data):
        _inner(tunnels, conn, packet, header, data[header.end :], side)


def _elements(header: Header, data: bytes) -> Iterator[tuple[int, bytes]]:
    return elements(data, header.end) if header.kind in MESSAGES else iter(())


def _message(
    tunnels: UdpTunnels,
    conn: Connection,
    packet: Packet,
    header: Header,
    found: list[tuple[int, bytes]],
    data: bytes,
) -> bool:
    """Raise the events of a message; whether it carries a packet."""
    net = tunnels.net
    if len(packet.encap) >= net.settings.Tunnel_max_depth:
        net.weirds.general("tunnel_depth", "", "GTPV1")
    elif packet.encap and packet.encap[-1].kind == "GTPv1":
        tunnels.violation(conn, "GTPV1", "GTP-in-GTP")
    elif header.flags >> 5 != 1:
        tunnels.violation(conn, "GTPV1", "GTPv1 bad Version")
    elif header.flags & 0x10:
        if net.handler("gtpv1_message").wanted:
            conn.event("gtpv1_message", header.record(net))
        if header.kind == G_PDU:
            return _g_pdu(tunnels, conn, header, data)
        message = MESSAGES.get(header.kind)
        if message is not None and net.handler(message.event).wanted:
            record = message.record(net, found)
            conn.event(message.event, header.record(net), record)
    return False


def _g_pdu(tunnels: UdpTunnels, conn: Connection, header: Header, data: bytes) -> bool:
    if len(data) - header.end < ip_layer.IPV4_LENGTH:
        tunnels.violation(conn, "GTPV1", "Truncated GTPv1")
    elif data[header.end] >> 4 not in (4, 6):
        tunnels.violation(conn, "GTPV1", "non-IP packet in GTPv1")
    else:
        return True
    return False


def _inner(
    tunnels: UdpTunnels,
    conn: Connection,
    packet: Packet,
    header: Header,
    body: bytes,
    side: str,
) -> None:
    """The packet that a message carries."""
    net = tunnels.net
    inner: IPv4 | IPv6
    if body[0] >> 4 == 4:
        inner = ip_layer.IPv4(body, 0, len(body))
    elif len(body) < ip_layer.IPV6_LENGTH:
        return tunnels.violation(conn, "GTPV1", "Truncated GTPv1")
    else:
        inner = ip_layer.IPv6(body, 0, len(body))
    if len(body) < inner.total_length:
        return tunnels.violation(conn, "GTPV1", "Truncated GTPv1")
    if len(body) > inner.total_length:
        return tunnels.violation(conn, "GTPV1", "GTPv1 payload length")
    state = tunnels.state(conn, "GTPV1")
    setattr(state, side, True)
    if not net.settings.Tunnel_delay_gtp_confirmation or (
        state.from_orig and state.from_resp
    ):
        tunnels.confirm(conn, "GTPV1")
    if net.handler("gtpv1_g_pdu_packet").wanted:
        header_record = header.record(net)
        conn.event("gtpv1_g_pdu_packet", header_record, packet_header(net, inner))
    tunnels.enter(conn, packet, body, RAW_IP, "GTPv1")
