"""Teredo (RFC 4380): IPv6 over UDP, through translators of addresses."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from ..packets.ip import IPv6
from ..values.port import Port
from .conn import Connection, address
from .headers import packet_header
from .tunnels import RAW_IP

if TYPE_CHECKING:
    from ..packets.packet import Packet
    from .network import Network
    from .udp_tunnels import UdpTunnels

ADDRESSED = re.compile(
    rb"[\x60-\x6f].{7}\x20\x01\0\0.{28}|[\x60-\x6f].{23}\x20\x01\0\0.{12}", re.DOTALL
)
"An IPv6 header with a Teredo address (2001::/32) as source or destination."


def teredo(
    tunnels: UdpTunnels, conn: Connection, packet: Packet, start: int, end: int
) -> None:
    """One IPv6 packet in Teredo."""
    assert packet.ip is not None
    if tunnels.state(conn, "TEREDO").violated:
        return
    tunnels.check_depth(conn, packet, "TEREDO")
    data = packet.ip.data[start:end]
    parsed = parse(data)
    if isinstance(parsed, str):
        if parsed and tunnels.state(conn, "TEREDO").confirmed:
            conn.weird(parsed, "", "TEREDO")
        return tunnels.violation(conn, "TEREDO", "Bad Teredo encapsulation", data)
    auth, origin, body = parsed
    inner = IPv6(body, 0, len(body))
    bubble = inner.proto == ip_layer.NO_NEXT
    if len(body) > inner.total_length:
        if not bubble or inner.payload_length:
            return tunnels.violation(conn, "TEREDO", "Teredo payload length", data)
        conn.weird("Teredo_bubble_with_payload", "", "TEREDO")
    elif len(body) < inner.total_length:
        reason = "Truncated Teredo or invalid inner IP version"
        return tunnels.violation(conn, "TEREDO", reason, data)
    sport = (packet.ip.data[start - 8] << 8) | packet.ip.data[start - 7]
    _seen(tunnels, conn, conn.is_orig(packet.ip.src, sport))
    _events(tunnels.net, conn, auth, origin, inner, bubble)
    tunnels.enter(conn, packet, body, RAW_IP, "TEREDO")


def _seen(tunnels: UdpTunnels, conn: Connection, is_orig: bool) -> None:
    """Note a good packet from one side; both make a tunnel certain."""
    state = tunnels.state(conn, "TEREDO")
    if not (state.from_orig or state.from_resp):
        conn.event("new_teredo_state")
    if is_orig:
        state.from_orig = True
    else:
        state.from_resp = True
    both = state.from_orig and state.from_resp
    if both or not tunnels.net.settings.Tunnel_delay_teredo_confirmation:
        tunnels.confirm(conn, "TEREDO")


def _events(
    net: Network,
    conn: Connection,
    auth: bytes,
    origin: bytes,
    inner: IPv6,
    bubble: bool,
) -> None:
    names = ["teredo_packet"]
    if auth:
        names.append("teredo_authentication")
    if origin:
        names.append("teredo_origin_indication")
    if bubble:
        names.append("teredo_bubble")
    header = None
    for name in names:
        if net.handler(name).wanted:
            header = header or _header(net, auth, origin, inner)
            conn.event(name, header)


def _header(net: Network, auth: bytes, origin: bytes, inner: IPv6) -> Any:
    """The `teredo_hdr` of a packet."""
    types = net.types
    fields: dict[str, Any] = {"hdr": packet_header(net, inner)}
    if auth:
        middle = 4 + auth[2]
        end = middle + auth[3]
        nonce, confirm = struct.unpack_from(">QB", auth, end)
        fields["auth"] = types.teredo_auth(
            id=auth[4:middle], value=auth[middle:end], nonce=nonce, confirm=confirm
        )
    if origin:
        port = int.from_bytes(origin[2:4], "big") ^ 0xFFFF
        host = bytes(byte ^ 0xFF for byte in origin[4:8])
        fields["origin"] = types.teredo_origin(p=Port.udp(port), a=address(host))
    return types.teredo_hdr(**fields)


def parse(data: bytes) -> tuple[bytes, bytes, bytes] | str:
    """Authentication, origin and IPv6 packet; else the name of what is odd."""
    auth = origin = b""
    while len(data) >= 2:
        tag = (data[0] << 8) | data[1]
        if tag == 0 and not origin:
            if len(data) < 8:
                return "truncated_Teredo_origin_indication"
            origin, data = data[:8], data[8:]
        elif tag == 1 and not origin and not auth:
            size = 13 + data[2] + data[3] if len(data) >= 4 else 4
            if len(data) < size:
                return "truncated_Teredo_authentication"
            auth, data = data[:size], data[size:]
        elif tag >> 12 == 6:
            if len(data) < ip_layer.IPV6_LENGTH:
                return "truncated_IPv6_in_Teredo"
            return auth, origin, data
        else:
            return ""
    return "truncated_Teredo"


def may_be_teredo(whole: bytes, start: int, end: int) -> bool:
    """Whether a datagram's payload, on any port, looks like Teredo."""
    if end - start < 40:
        return False
    if whole[start] >> 4 != 6 and (whole[start] or whole[start + 1] > 1):
        return False
    data = whole[start:end]
    if ADDRESSED.match(data):
        return True
    kind = data[1]
    if kind == 1:
        data = data[13 + data[2] + data[3] :]
        if len(data) < 40:
            return False
        kind = data[0] | data[1]
    if kind == 0:
        data = data[8:]
        return len(data) >= 40 and data[0] >> 4 == 6
    return False
