"""One captured packet on its way up the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .ip import IPv4, IPv6


class Vlan:
    """One IEEE 802.1Q tag."""

    __slots__ = ("dei", "id", "pcp")

    def __init__(self, tci: int):
        self.id = tci & 0xFFF
        self.pcp = tci >> 13
        self.dei = bool(tci & 0x1000)


class Packet:
    """A captured frame and what the layers below the transport said about it."""

    __slots__ = (
        "ts",
        "link",
        "data",
        "length",
        "l2_src",
        "l2_dst",
        "eth_type",
        "vlan",
        "inner_vlan",
        "ip",
        "encap",
        "session",
        "processed",
        "root",
    )

    def __init__(self, ts: float, link: int, data: bytes, length: int):
        self.ts = ts
        self.link = link
        "DLT_ value of the link layer."
        self.data = data
        "The captured bytes."
        self.length = length
        "Length on the wire, at least that of `data`."
        self.l2_src = b""
        self.l2_dst = b""
        self.eth_type: int | None = None
        self.vlan: Vlan | None = None
        self.inner_vlan: Vlan | None = None
        self.ip: IPv4 | IPv6 | None = None
        self.encap: tuple[Any, ...] = ()
        "The tunnels that this packet came through, outermost first."
        self.session: Any = None
        "The connection that carries it, for tunnels inside."
        self.processed = False
        self.root: Any = None
        "How the first layer is read, if not as the link type says."
