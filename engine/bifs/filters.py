"""Packets dropped by address: `install_src_addr_filter` and its like.

The filters of a run stand in `rt.services["packet_filters"]`, where the
network half asks them about each packet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..values.addr import Addr
from ..values.subnet import Subnet
from .contract import bif
from .system import random_number

if TYPE_CHECKING:
    from ..runtime import Runtime

_TCP = 6
_MOST = 2147483646


class Filter(NamedTuple):
    """Drops packets at random unless one of the TCP flags is set."""

    flags: int
    probability: float


class Filters:
    """The filters by subnet, one table for sources, one for destinations."""

    def __init__(self, random: Callable[[], int], default: bool):
        self.random = random
        self.default = default
        self.src: dict[Subnet, Filter] = {}
        self.dst: dict[Subnet, Filter] = {}

    def drops(self, ip: Any) -> bool:
        """Whether an IP packet is to be ignored."""
        found = _longest(self.src, ip.src) or _longest(self.dst, ip.dst)
        if found is None:
            return self.default
        if found.flags and ip.proto == _TCP and self._spared(found, ip):
            return False
        return self.random() < found.probability * _MOST

    def _spared(self, found: Filter, ip: Any) -> bool:
        at = ip.start + ip.header_length + 13
        return len(ip.data) < at + 7 or bool(ip.data[at] & found.flags)


def _longest(filters: dict[Subnet, Filter], address: bytes) -> Filter | None:
    if not filters:
        return None
    full = Addr.v4(address) if len(address) == 4 else Addr(address)
    found = [net for net in filters if full in net]
    return filters[max(found, key=lambda net: net.length)] if found else None


def _filters(rt: Runtime) -> Filters:
    found = rt.services.get("packet_filters")
    if found is None:
        default = bool(rt.value("packet_filter_default"))
        found = Filters(lambda: random_number(rt), default)
        rt.services["packet_filters"] = found
        network = rt.services.get("network")
        if network is not None:
            network.refresh_demand()
            for connection in network.flows.values():
                connection.quick = False
    assert isinstance(found, Filters)
    return found


def _net(value: Addr | Subnet) -> Subnet:
    return value if isinstance(value, Subnet) else Subnet(value, 128)


def _define(side: str, kind: str) -> None:
    def install(rt: Runtime, net: Addr | Subnet, flags: int, share: float) -> bool:
        """Drop a share of the packets that have none of the TCP flags."""
        getattr(_filters(rt), side)[_net(net)] = Filter(flags, share)
        return True

    def uninstall(rt: Runtime, net: Addr | Subnet) -> bool:
        """Take such a filter away; False if there is none."""
        filters = getattr(_filters(rt), side)
        return filters.pop(_net(net), None) is not None

    bif(f"install_{side}_{kind}_filter", runtime=True)(install)
    bif(f"uninstall_{side}_{kind}_filter", runtime=True)(uninstall)


for _side in ("src", "dst"):
    for _kind in ("addr", "net"):
        _define(_side, _kind)
