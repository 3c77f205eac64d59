"""The packet at hand, for functions and events that show it to scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from ..packets.link import EN10MB
from ..packets.packet import Packet
from .headers import header_fields

if TYPE_CHECKING:
    from ..packets.pcap import PcapFile
    from ..packets.pcapng import PcapngFile
    from .network import Network

ARP_TYPES = (0x0806, 0x8035)

NO_ADDRESS = b"00:00:00:00:00:00"


class PresentPacket(Sequence[Any]):
    """Time, bytes and length on the wire, read from the file only when asked for."""

    def __init__(self) -> None:
        self.packet: Packet | None = None
        self.capture: PcapFile | PcapngFile | None = None
        "The file in which `record` says where the packet is, without `packet`."
        self.record = 0
        self.geneve: list[bytes] = []
        "What began with a Geneve header in the packet, outermost first."

    def show(self, packet: Packet) -> None:
        """This is the packet at hand."""
        self.packet = packet
        self.geneve.clear()

    def whole(self) -> Packet:
        """The packet itself."""
        if self.packet is not None:
            return self.packet
        assert self.capture is not None
        return self.capture.packet(self.record)

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, index: int | slice) -> Any:
        packet = self.whole()
        return (packet.ts, packet.data, packet.length)[index]

    def __len__(self) -> int:
        return 3


def raw_header(net: Network, packet: Packet) -> Any:
    """The `raw_pkt_hdr` of a packet."""
    fields: dict[str, Any] = {}
    ip = packet.ip
    if ip is not None and (len(packet.data) >= ip.total_length or ip.reassembled):
        fields = header_fields(net, ip)
    layer = _link_header(net, packet)
    return net.types.raw_pkt_hdr(l2=layer, **fields)


def _link_header(net: Network, packet: Packet) -> Any:
    ip = packet.ip
    kind = "L3_UNKNOWN" if ip is None else f"L3_IPV{ip.version}"
    fields: dict[str, Any] = {}
    if packet.link == EN10MB:
        fields = _ethernet(packet)
        if packet.eth_type in ARP_TYPES:
            kind = "L3_ARP"
    name = "LINK_ETHERNET" if packet.link == EN10MB else "LINK_UNKNOWN"
    return net.types.l2_hdr(
        encap=net.rt.enum(name),
        len=packet.length,
        cap_len=len(packet.data),
        proto=net.rt.enum(kind),
        **fields,
    )


def _ethernet(packet: Packet) -> dict[str, Any]:
    data = packet.data
    fields: dict[str, Any] = {
        "src": data[6:12].hex(":").encode() if len(data) >= 12 else NO_ADDRESS,
        "dst": data[:6].hex(":").encode() if len(data) >= 6 else NO_ADDRESS,
        "eth_type": packet.eth_type or 0,
    }
    for prefix, tag in (("vlan", packet.vlan), ("inner_vlan", packet.inner_vlan)):
        if tag is not None:
            fields[prefix] = tag.id
            fields[f"{prefix}_pcp"] = tag.pcp
            fields[f"{prefix}_dei"] = tag.dei
    return fields
