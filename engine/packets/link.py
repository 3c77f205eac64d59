"""Link layers: from the first captured byte to the network layer.

`DLT` maps a link type to the function that reads its header; `ETHERTYPES` does
the same for what may follow an Ethernet-like header. A function gets the
packet, the bounds of what is left, and returns the next function's name with
new bounds, until the name is "ip", "arp" or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .packet import Packet, Vlan

Step = tuple[str | None, int, int]
Layer = Callable[[Packet, int, int], Step]

IP = "ip"
ARP = "arp"
AMSDU = "amsdu"
"Several WLAN frames in one (A-MSDU), each with a header of its own."


class PacketWeird(Exception):
    """An oddity that ends the analysis of a packet."""

    def __init__(self, name: str, source: str = "", detail: str = ""):
        super().__init__(name)
        self.name = name
        self.source = source
        self.detail = detail


class UnknownProtocol(Exception):
    """A header is followed by a protocol that nobody reads."""

    def __init__(self, layer: str, protocol: int, start: int, end: int):
        super().__init__(layer, protocol)
        self.layer = layer
        self.protocol = protocol
        self.start = start
        self.end = end


ReportWeird = Callable[[str, str, str], None]

ETHERTYPES = {
    0x0800: IP,
    0x86DD: IP,
    0x0806: ARP,
    0x8035: ARP,
    0x8100: "vlan",
    0x88A8: "vlan",
    0x9100: "vlan",
    0x8847: "mpls",
    0x8864: "pppoe",
    0x88E7: "pbb",
    0x8926: "vntag",
}

COOKED_TYPES = {0x0800: IP, 0x86DD: IP, 0x0806: ARP, 0x8035: ARP}

PPP_TYPES = {0x0021: IP, 0x0057: IP, 0x0281: "mpls"}

NO_ADDRESS = bytes(6)
"The destination where a link layer does not tell it."

FDDI_HEADER = 13 + 8
"With the headers of LLC and SNAP."

NULL_FAMILIES = frozenset((2, 10, 24, 28, 30))
"AF_INET, and AF_INET6 as different systems number it."


def _ethertype(layer: str, protocol: int, start: int, end: int) -> Step:
    following = ETHERTYPES.get(protocol)
    if following is None or (layer == "VLAN" and protocol in (0x88A8, 0x9100)):
        raise UnknownProtocol(layer, protocol, start, end)
    return following, start, end


def _ieee_802_3(
    packet: Packet, layer: str, length: int, start: int, end: int, weird: str
) -> Step:
    data = packet.data
    if end - start < 2:
        raise PacketWeird(weird, layer)
    end = min(end, start + length)
    if data[start : start + 2] == b"\xaa\xaa":
        return "snap", start, end
    if data[start : start + 2] == b"\xff\xff":
        return None, start, end
    if end - start < 3:
        raise PacketWeird("truncated_llc_header", "LLC")
    raise UnknownProtocol("LLC", data[start], start, end)


def ethernet(packet: Packet, start: int, end: int) -> Step:
    """Ethernet II and IEEE 802.3, also inside Cisco FabricPath."""
    data = packet.data
    if end - start <= 16:
        raise PacketWeird("truncated_ethernet_frame", "ETHERNET")
    if data[start + 12 : start + 14] == b"\x89\x03":
        if end - start <= 30:
            raise PacketWeird("truncated_link_header_cfp", "ETHERNET")
        start += 16
    protocol = (data[start + 12] << 8) | data[start + 13]
    packet.eth_type = protocol
    packet.l2_dst = data[start : start + 6]
    packet.l2_src = data[start + 6 : start + 12]
    start += 14
    if protocol >= 1536:
        return _ethertype("ETHERNET", protocol, start, end)
    if protocol > 1500:
        raise PacketWeird("undefined_ether_type", "ETHERNET")
    return _ieee_802_3(
        packet, "ETHERNET", protocol, start, end, "truncated_ethernet_frame"
    )


def vlan(packet: Packet, start: int, end: int) -> Step:
    """One IEEE 802.1Q or 802.1ad tag."""
    data = packet.data
    if end - start <= 4:
        raise PacketWeird("truncated_VLAN_header", "VLAN")
    tag = Vlan((data[start] << 8) | data[start + 1])
    if packet.vlan is None:
        packet.vlan = tag
    else:
        packet.inner_vlan = tag
    protocol = (data[start + 2] << 8) | data[start + 3]
    start += 4
    if protocol >= 1536:
        packet.eth_type = protocol
        return _ethertype("VLAN", protocol, start, end)
    if protocol > 1500:
        raise PacketWeird("undefined_vlan_protocol", "VLAN")
    return _ieee_802_3(packet, "VLAN", protocol, start, end, "truncated_VLAN_header")


def snap(packet: Packet, start: int, end: int) -> Step:
    """IEEE 802.2 LLC with a SNAP header: only encapsulated Ethernet goes on."""
    data = packet.data
    if end - start < 8:
        raise PacketWeird("truncated_snap_llc_header", "SNAP")
    protocol = (data[start + 6] << 8) | data[start + 7]
    if data[start + 3 : start + 6] != b"\0\0\0":
        return None, start, end
    return _ethertype("SNAP", protocol, start + 8, end)


def mpls(packet: Packet, start: int, end: int) -> Step:
    """A stack of labels (RFC 3032); what follows is taken for IP."""
    bottom = False
    while not bottom:
        if end - start <= 4:
            raise PacketWeird("truncated_link_header", "MPLS")
        bottom = bool(packet.data[start + 2] & 1)
        start += 4
    return IP, start, end


def pppoe(packet: Packet, start: int, end: int) -> Step:
    """A PPPoE session frame (RFC 2516)."""
    data = packet.data
    if end - start <= 8:
        raise PacketWeird("truncated_pppoe_header", "PPPOE")
    length = (data[start + 4] << 8) | data[start + 5]
    protocol = (data[start + 6] << 8) | data[start + 7]
    stop = min(end, start + 8 + max(length - 2, 0))
    following = PPP_TYPES.get(protocol)
    if following is None or protocol == 0x0281:
        raise UnknownProtocol("PPPOE", protocol, start + 8, stop)
    return following, start + 8, stop


def pppoe_oddity(packet: Packet, start: int, end: int) -> str:
    """What is odd about a PPPoE frame's length, though it is read on."""
    if end - start <= 8:
        return ""
    length = (packet.data[start + 4] << 8) | packet.data[start + 5]
    if length == end - start - 6:
        return ""
    if length < end - start - 6:
        return "pppoe_extra_data_after_payload"
    return "pppoe_truncated_payload"


def pbb(packet: Packet, start: int, end: int) -> Step:
    """Provider backbone bridging (IEEE 802.1ah): an Ethernet frame inside."""
    if end - start <= 18:
        raise PacketWeird("truncated_pbb_header", "PBB")
    return "ethernet", start + 4, end


def vntag(packet: Packet, start: int, end: int) -> Step:
    """Cisco's VN-Tag before the real type."""
    if end - start <= 6:
        raise PacketWeird("truncated_vntag_header", "VNTAG")
    protocol = (packet.data[start + 4] << 8) | packet.data[start + 5]
    return _ethertype("VNTAG", protocol, start + 6, end)


def _cooked(layer: str, protocol: int, start: int, end: int) -> Step:
    following = COOKED_TYPES.get(protocol)
    if following is None:
        raise UnknownProtocol(layer, protocol, start, end)
    return following, start, end


def linux_sll(packet: Packet, start: int, end: int) -> Step:
    """Linux cooked capture, version 1."""
    data = packet.data
    if end - start <= 16:
        raise PacketWeird("truncated_Linux_SLL_header", "LINUXSLL")
    packet.l2_src, packet.l2_dst = data[start + 6 : start + 12], NO_ADDRESS
    protocol = (data[start + 14] << 8) | data[start + 15]
    return _cooked("LINUXSLL", protocol, start + 16, end)


def linux_sll2(packet: Packet, start: int, end: int) -> Step:
    """Linux cooked capture, version 2."""
    data = packet.data
    if end - start <= 20:
        raise PacketWeird("truncated_Linux_SLL2_header", "LINUXSLL2")
    packet.l2_src, packet.l2_dst = data[start + 12 : start + 18], NO_ADDRESS
    protocol = (data[start] << 8) | data[start + 1]
    return _cooked("LINUXSLL2", protocol, start + 20, end)


def null(packet: Packet, start: int, end: int) -> Step:
    """BSD loopback: the address family in the capturing host's byte order."""
    if end - start <= 4:
        raise PacketWeird("null_analyzer_failed", "NULL")
    head = packet.data[start : start + 4]
    family = int.from_bytes(head, "little")
    if family not in NULL_FAMILIES and int.from_bytes(head, "big") not in NULL_FAMILIES:
        raise UnknownProtocol("NULL", family, start + 4, end)
    return IP, start + 4, end


def raw_ip(packet: Packet, start: int, end: int) -> Step:
    """No link layer at all."""
    return IP, start, end


def bare_arp(packet: Packet, start: int, end: int) -> Step:
    """No link layer at all before ARP."""
    packet.l2_src = packet.l2_dst = NO_ADDRESS
    return ARP, start, end


def ppp_serial(packet: Packet, start: int, end: int) -> Step:
    """PPP in HDLC-like framing (RFC 1662)."""
    if end - start <= 4:
        raise PacketWeird("truncated_ppp_serial_header", "PPPSERIAL")
    protocol = (packet.data[start + 2] << 8) | packet.data[start + 3]
    following = PPP_TYPES.get(protocol)
    if following is None:
        raise UnknownProtocol("PPPSERIAL", protocol, start + 4, end)
    return following, start + 4, end


def ppp(packet: Packet, start: int, end: int) -> Step:
    """PPP, with or without address and control bytes."""
    data = packet.data
    if data[start : start + 1] == b"\xff":
        return ppp_serial(packet, start, end)
    if end - start <= 2:
        raise PacketWeird("truncated_ppp_header", "PPP")
    protocol = (data[start] << 8) | data[start + 1]
    following = PPP_TYPES.get(protocol)
    if following is None:
        raise UnknownProtocol("PPP", protocol, start + 2, end)
    return following, start + 2, end


def radiotap(packet: Packet, start: int, end: int) -> Step:
    """The radiotap header before an IEEE 802.11 frame."""
    data = packet.data
    if end - start <= 3:
        raise PacketWeird("truncated_radiotap_header", "IEEE802_11_RADIO")
    length = (data[start + 3] << 8) | data[start + 2]
    if length >= end - start:
        raise PacketWeird("truncated_radiotap_header", "IEEE802_11_RADIO")
    return "ieee_802_11", start + length, end


_WLAN_ADDRESSES = ((10, 4), (10, 16), (16, 4), (24, 16))
"Where source and destination are, by the To DS and From DS bits."


def ieee_802_11(packet: Packet, start: int, end: int) -> Step:
    """A WLAN data frame that is not encrypted."""
    data = packet.data
    short = PacketWeird("truncated_802_11_header", "IEEE802_11")
    header = 24
    if end - start <= header:
        raise short
    control = data[start]
    # Only data frames (type 2) whose subtype carries data.
    if not control >> 2 & 0x02 or control >> 4 & 0x04:
        return None, start, end
    directions = data[start + 1] & 0x03
    if directions == 3:
        header += 6
    if end - start <= header:
        raise short
    several = False
    if control >> 4 & 0x08:
        several = bool(data[start + header] & 0x80)
        if data[start + 1] & 0x40:
            return None, start, end
        header += 2
    if end - start <= header:
        raise short
    src, dst = _WLAN_ADDRESSES[directions]
    packet.l2_src = data[start + src : start + src + 6]
    packet.l2_dst = data[start + dst : start + dst + 6]
    if several:
        return AMSDU, start + header, end
    return wlan_payload(packet, start + header, end)


def wlan_payload(packet: Packet, start: int, end: int) -> Step:
    """LLC and SNAP headers of a WLAN frame, or of one of several in a frame."""
    data = packet.data
    if end - start < 8:
        raise PacketWeird("truncated_802_11_llc_header", "IEEE802_11")
    if data[start : start + 6] != b"\xaa\xaa\x03\0\0\0":
        return None, start, end
    protocol = (data[start + 6] << 8) | data[start + 7]
    following = {0x0800: IP, 0x86DD: IP, 0x0806: ARP, 0x8035: ARP}.get(protocol)
    if following is None:
        raise UnknownProtocol("IEEE802_11", protocol, start + 8, end)
    return following, start + 8, end


NFLOG_PAYLOAD = 9


def nflog(packet: Packet, start: int, end: int) -> Step:
    """Netfilter log: a list of values, one of which is the packet."""
    data = packet.data
    if end - start <= 4:
        raise PacketWeird("truncated_nflog_header", "NFLOG")
    family, version = data[start], data[start + 1]
    if version != 0:
        raise PacketWeird("unknown_nflog_version", "NFLOG")
    start += 4
    while True:
        if end - start <= 4:
            raise PacketWeird("nflog_no_pcap_payload", "NFLOG")
        size = int.from_bytes(data[start : start + 2], "little")
        kind = int.from_bytes(data[start + 2 : start + 4], "little")
        if kind == NFLOG_PAYLOAD:
            break
        padded = (size + 3) & ~3
        if size < 4 or padded > end - start:
            detail = f"({padded} > {end - start})" if size >= 4 else ""
            raise PacketWeird("nflog_bad_tlv_len", "NFLOG", detail)
        start += padded
    if family not in (2, 10):
        raise UnknownProtocol("NFLOG", family, start + 4, end)
    return IP, start + 4, end


def fddi(packet: Packet, start: int, end: int) -> Step:
    """FDDI, whose header and that of LLC are passed over (RFC 1390)."""
    if end - start <= FDDI_HEADER:
        raise PacketWeird("FDDI_analyzer_failed", "FDDI")
    return IP, start + FDDI_HEADER, end


LAYERS: dict[str, Layer] = {
    "ethernet": ethernet,
    "ieee_802_11": ieee_802_11,
    "mpls": mpls,
    "pbb": pbb,
    "pppoe": pppoe,
    "snap": snap,
    "vlan": vlan,
    "vntag": vntag,
}

EN10MB = 1

BARE_ARP = -1
"A link type of our own, for ARP that a tunnel carries without any link layer."

DLT: dict[int, Layer] = {
    BARE_ARP: bare_arp,
    0: null,
    EN10MB: ethernet,
    9: ppp,
    10: fddi,
    12: raw_ip,
    14: raw_ip,
    50: ppp_serial,
    101: raw_ip,
    105: ieee_802_11,
    108: null,
    113: linux_sll,
    127: radiotap,
    228: raw_ip,
    229: raw_ip,
    239: nflog,
    276: linux_sll2,
}

NAMES = {
    0: "NULL/loopback",
    EN10MB: "Ethernet",
    9: "PPP",
    10: "FDDI",
    50: "PPP serial",
    101: "raw IP",
    105: "IEEE 802.11",
    108: "OpenBSD loopback",
    113: "Linux cooked",
    127: "radiotap",
    239: "NFLOG",
    276: "Linux cooked v2",
}
"Supported link types, for messages."

ANALYZER_NAMES: dict[Layer, str] = {
    ieee_802_11: "IEEE802_11",
    linux_sll: "LINUXSLL",
    linux_sll2: "LINUXSLL2",
    ppp_serial: "PPPSERIAL",
    radiotap: "IEEE802_11_RADIO",
}
"Zeek's names of these layers; those of the others are the functions' own."

ENDS = (IP, ARP, AMSDU)
"Where the link layer ends."

SUBFRAME = 14
"Length of the header of each frame in an A-MSDU."

MAX_LAYERS = 15
"Deeper nesting than this is an attack."


def roots(registered: Mapping[tuple[str, int], str], skipped: int) -> dict[int, Layer]:
    """Link types that scripts have read otherwise than `DLT` does.

    `registered` has the analyzers that follow, by the one before and its identifier;
    `skipped` is how many bytes the analyzer SKIP leaves out before IP.
    """

    def skip(packet: Packet, start: int, end: int) -> Step:
        return IP, start + skipped, end

    known = {name.upper(): layer for name, layer in LAYERS.items()}
    known |= {ANALYZER_NAMES.get(f, f.__name__.upper()): f for f in DLT.values()}
    known |= {"IP": raw_ip, "SKIP": skip}
    return {
        dlt: known[name]
        for (before, dlt), name in registered.items()
        if before == "ROOT" and name in known and DLT.get(dlt) is not known[name]
    }


def network_layer(packet: Packet, report: ReportWeird) -> Step:
    """Strip all link layers; raises `PacketWeird` or `UnknownProtocol`."""
    step = (packet.root or DLT[packet.link])(packet, 0, len(packet.data))
    for _ in range(MAX_LAYERS):
        name, start, end = step
        if name is None or name in ENDS:
            return step
        if name == "pppoe" and (odd := pppoe_oddity(packet, start, end)):
            report(odd, "", "PPPOE")
        if name == "vlan" and packet.inner_vlan is not None:
            report(
                "triple_tagged_vlan_unsupported",
                "inner VLAN tag overwritten",
                "VLAN",
            )
        step = LAYERS[name](packet, start, end)
    raise PacketWeird("max_packet_analyzer_depth_exceeded")


def subframes(packet: Packet, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bounds of each frame in an A-MSDU; raises `PacketWeird` at a bad one."""
    data = packet.data
    while start < end:
        if end - start < SUBFRAME:
            raise PacketWeird("truncated_802_11_amsdu_header", "IEEE802_11")
        length = (data[start + 12] << 8) | data[start + 13]
        start += SUBFRAME
        if end - start < length:
            raise PacketWeird("truncated_802_11_amsdu_packet", "IEEE802_11")
        yield start, start + length
        start += length
        # Zeek skips as many bytes as are too many, not as are missing.
        padding = length % 4
        if end - start >= padding:
            start += padding


def trail(packet: Packet) -> list[str]:
    """Zeek's names of the link layers that a packet has."""
    return [
        ANALYZER_NAMES.get(layer, layer.__name__.upper())
        for layer, _, _ in _layers(packet)
    ]


def pppoe_session(packet: Packet) -> int | None:
    """The PPPoE session that a packet belongs to, if any."""
    for layer, start, end in _layers(packet):
        if layer is pppoe and end - start > 8:
            return (packet.data[start + 2] << 8) | packet.data[start + 3]
    return None


def _layers(packet: Packet) -> Iterator[tuple[Layer, int, int]]:
    """Each link layer, where it begins and where it ends."""
    layer: Layer | None = packet.root or DLT[packet.link]
    start, end = 0, len(packet.data)
    # What was noted of the packet must not change by looking again.
    copy = Packet(packet.ts, packet.link, packet.data, packet.length)
    for _ in range(MAX_LAYERS):
        if layer is None or layer is raw_ip:
            return
        yield layer, start, end
        try:
            name, start, end = layer(copy, start, end)
        except (PacketWeird, UnknownProtocol):
            return
        layer = LAYERS.get(name or "")
