"""Packets dropped by address."""

from types import SimpleNamespace
from typing import Any

from pyzeek.values.addr import Addr
from pyzeek.values.subnet import Subnet


def packet(src: str, dst: str, flags: int = 0, proto: int = 6) -> Any:
    ends = {"src": Addr.parse(src)[12:], "dst": Addr.parse(dst)[12:]}
    data = bytes(13) + bytes([flags]) + bytes(6)
    return SimpleNamespace(proto=proto, start=0, header_length=0, data=data, **ends)


def test_the_longest_prefix_decides(rt) -> None:
    rt.values["packet_filter_default"] = False
    flows = {b"": SimpleNamespace(quick=True)}
    network = SimpleNamespace(refresh_demand=lambda: None, flows=flows)
    rt.services["network"] = network
    rt.call("install_src_net_filter", Subnet.parse("10.0.0.0/8"), 2, 1.0)
    rt.call("install_src_addr_filter", Addr.parse("10.0.0.1"), 0, 0.0)
    rt.call("install_dst_addr_filter", Addr.parse("10.0.0.9"), 0, 1.0)
    drops = rt.services["packet_filters"].drops
    assert drops(packet("10.0.0.2", "1.1.1.1")) and not flows[b""].quick
    assert not drops(packet("10.0.0.2", "1.1.1.1", 2))
    assert not drops(packet("10.0.0.1", "1.1.1.1"))
    assert drops(packet("1.1.1.1", "10.0.0.9")) and not drops(packet("::1", "::1"))
    assert rt.call("uninstall_src_net_filter", Subnet.parse("10.0.0.0/8"))
    assert not rt.call("uninstall_src_net_filter", Subnet.parse("10.0.0.0/8"))
    assert not drops(packet("10.0.0.2", "1.1.1.1"))
