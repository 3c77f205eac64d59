"""Header records for packet-level events: `pkt_hdr` and its parts."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from ..packets.ip import IPv4, IPv6
from ..values.port import Port
from .conn import address

if TYPE_CHECKING:
    from .network import Network


def packet_header(net: Network, ip: IPv4 | IPv6) -> Any:
    """The `pkt_hdr` of an IP packet."""
    return net.types.pkt_hdr(**header_fields(net, ip))


def header_fields(net: Network, ip: IPv4 | IPv6) -> dict[str, Any]:
    """Its fields: the IP header, and that of the transport if it is whole."""
    fields: dict[str, Any] = {}
    if isinstance(ip, IPv4):
        fields["ip"] = _ip4(net, ip)
    else:
        fields["ip6"] = _ip6(net, ip)
    if 0 < ip.available < ip.header_length + ip.payload_length:
        return fields
    start = ip.start + ip.header_length
    size = min(ip.payload_length, ip.available - ip.header_length)
    data = ip.data[start : start + size]
    if ip.proto == ip_layer.TCP and size >= 20:
        fields["tcp"] = _tcp(net, data, ip.payload_length)
    elif ip.proto == ip_layer.UDP and size >= 8:
        sport, dport, length = struct.unpack_from(">HHH", data)
        fields["udp"] = net.types.udp_hdr(
            sport=Port.udp(sport), dport=Port.udp(dport), ulen=length
        )
    elif ip.proto in (ip_layer.ICMP, ip_layer.ICMPV6) and size >= 8:
        # The v4 structure that Zeek measures against is longer than its header.
        if ip.proto == ip_layer.ICMPV6 or size >= 28:
            fields["icmp"] = net.types.icmp_hdr(icmp_type=data[0])
    return fields


def _ip4(net: Network, ip: IPv4) -> Any:
    data, start = ip.data, ip.start
    return net.types.ip4_hdr(
        hl=ip.header_length,
        tos=data[start + 1],
        len=ip.total_length,
        id=ip.ident,
        DF=ip.dont_fragment,
        MF=ip.more_fragments,
        offset=ip.fragment_offset,
        ttl=ip.ttl,
        p=ip.proto,
        sum=(data[start + 10] << 8) | data[start + 11],
        src=address(ip.src),
        dst=address(ip.dst),
    )


def _tcp(net: Network, data: bytes, payload_length: int) -> Any:
    sport, dport, seq, ack, offset, flags, window = struct.unpack_from(">HHIIBBH", data)
    header = (offset >> 4) * 4
    return net.types.tcp_hdr(
        sport=Port.tcp(sport),
        dport=Port.tcp(dport),
        seq=seq,
        ack=ack,
        hl=header,
        dl=max(payload_length - header, 0),
        reserved=offset & 0x0F,
        flags=flags,
        win=window,
    )


def _ip6(net: Network, ip: IPv6) -> Any:
    (word,) = struct.unpack_from(">I", ip.data, ip.start)
    return net.types.ip6_hdr(
        class_=word >> 20 & 0xFF,
        flow=word & 0xFFFFF,
        len=ip.plen,
        nxt=ip.data[ip.start + 6],
        hlim=ip.ttl,
        src=address(ip.header_src),
        dst=address(ip.header_dst),
        exts=net.vector("ip6_ext_hdr_chain", _extensions(net, ip)),
    )


def _extensions(net: Network, ip: IPv6) -> list[Any]:
    records = []
    for kind, start, length in ip.chain[1:]:
        name, make = EXTENSION_RECORDS[kind]
        fields = {name: make(net, ip.data[start : start + length])}
        records.append(net.types.ip6_ext_hdr(id=kind, **fields))
    return records


def _options(net: Network, data: bytes) -> Any:
    records = []
    position = 0
    while len(data) - position >= 2:
        kind, length = data[position], data[position + 1]
        if kind == 0:
            records.append(net.types.ip6_option(otype=0, len=0, data=b""))
            position += 1
            continue
        value = data[position + 2 : position + 2 + length]
        if len(value) < length:
            break
        records.append(net.types.ip6_option(otype=kind, len=length, data=value))
        position += 2 + length
    return net.vector("ip6_options", records)


def _hop_by_hop(net: Network, data: bytes) -> Any:
    options = _options(net, data[2:])
    return net.types.ip6_hopopts(nxt=data[0], len=data[1], options=options)


def _destination(net: Network, data: bytes) -> Any:
    options = _options(net, data[2:])
    return net.types.ip6_dstopts(nxt=data[0], len=data[1], options=options)


def _routing(net: Network, data: bytes) -> Any:
    return net.types.ip6_routing(
        nxt=data[0], len=data[1], rtype=data[2], segleft=data[3], data=data[4:]
    )


def _fragment(net: Network, data: bytes) -> Any:
    following, reserved, place, ident = struct.unpack_from(">BBHI", data)
    return net.types.ip6_fragment(
        nxt=following,
        rsv1=reserved,
        offset=place >> 3,
        rsv2=place >> 1 & 3,
        more=bool(place & 1),
        id=ident,
    )


def _authentication(net: Network, data: bytes) -> Any:
    following, length, reserved, spi = struct.unpack_from(">BBHI", data)
    extra: dict[str, Any] = {}
    if len(data) >= 12:
        extra = {"seq": int.from_bytes(data[8:12], "big"), "data": data[12:]}
    return net.types.ip6_ah(nxt=following, len=length, rsv=reserved, spi=spi, **extra)


def _security_payload(net: Network, data: bytes) -> Any:
    spi, seq = struct.unpack_from(">II", data)
    return net.types.ip6_esp(spi=spi, seq=seq)


MOBILITY_MESSAGES = {
    0: ("brr", ">H", ("rsv",)),
    1: ("hoti", ">HQ", ("rsv", "cookie")),
    2: ("coti", ">HQ", ("rsv", "cookie")),
    3: ("hot", ">HQQ", ("nonce_idx", "cookie", "token")),
    4: ("cot", ">HQQ", ("nonce_idx", "cookie", "token")),
}
"Kinds of mobility messages (RFC 6275): field, layout, names."


def _mobility(net: Network, data: bytes) -> Any:
    payload, length, kind, reserved, checksum = struct.unpack_from(">BBBBH", data)
    message = {"id": kind}
    made = _mobility_message(net, kind, data[6:])
    if made is not None:
        name, record = made
        message[name] = record
    elif kind > 7:
        net.weirds.general("unknown_mobility_type", str(kind))
    return net.types.ip6_mobility_hdr(
        nxt=payload,
        len=length,
        mh_type=kind,
        rsv=reserved,
        chksum=checksum,
        msg=net.types.ip6_mobility_msg(**message),
    )


def _mobility_message(net: Network, kind: int, body: bytes) -> tuple[str, Any] | None:
    fields: dict[str, Any]
    if kind in MOBILITY_MESSAGES:
        name, layout, names = MOBILITY_MESSAGES[kind]
        size = struct.calcsize(layout)
        if len(body) < size:
            return None
        fields = dict(zip(names, struct.unpack_from(layout, body), strict=True))
    elif kind == 5 and len(body) >= 6:
        name, size = "bu", 6
        seq, bits, life = struct.unpack_from(">HHH", body)
        fields = {"seq": seq, "life": life}
        for bit, letter in ((15, "a"), (14, "h"), (13, "l"), (12, "k")):
            fields[letter] = bool(bits >> bit & 1)
    elif kind == 6 and len(body) >= 6:
        name, size = "back", 6
        status, bits, seq, life = struct.unpack_from(">BBHH", body)
        fields = {"status": status, "k": bool(bits & 0x80)}
        fields |= {"seq": seq, "life": life}
    elif kind == 7 and len(body) >= 18:
        name, size = "be", 18
        fields = {"status": body[0], "hoa": address(body[2:18])}
    else:
        return None
    fields["options"] = _options(net, body[size:])
    return name, net.rt.record(f"ip6_mobility_{name}")(**fields)


EXTENSION_RECORDS = {
    ip_layer.HOP_BY_HOP: ("hopopts", _hop_by_hop),
    ip_layer.DESTINATION: ("dstopts", _destination),
    ip_layer.ROUTING: ("routing", _routing),
    ip_layer.FRAGMENT: ("fragment", _fragment),
    ip_layer.AUTHENTICATION: ("ah", _authentication),
    ip_layer.ESP: ("esp", _security_payload),
    ip_layer.MOBILITY: ("mobility", _mobility),
}
