"""Script functions that see each packet first and may have it dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from .headers import packet_header

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from .network import Network

PROTOCOLS = {
    ip_layer.TCP: ("tcp", 20),
    ip_layer.UDP: ("udp", 8),
    # What Zeek takes for the header of ICMP is longer than that is.
    ip_layer.ICMP: ("icmp", 28),
}
"Whose function is asked, and how long the header must be."


class Discarders:
    """The functions `discarder_check_ip` and so on, as far as scripts define them."""

    def __init__(self, net: Network):
        self.net = net
        kinds = ("ip", "tcp", "udp", "icmp")
        found = {kind: _function(net, f"discarder_check_{kind}") for kind in kinds}
        self.functions = {kind: f for kind, f in found.items() if f is not None}
        "Functions by the protocol that they are asked about."

    def drops(self, ip: IPv4 | IPv6) -> bool:
        """Whether a script does not want a packet."""
        functions = self.functions
        if "ip" in functions and self._ask("ip", packet_header(self.net, ip)):
            return True
        total = ip.total_length
        if ip.available < total or ip.proto not in PROTOCOLS or ip.is_fragment:
            return False
        kind, least = PROTOCOLS[ip.proto]
        if kind not in functions or total - ip.header_length < least:
            return False
        header = packet_header(self.net, ip)
        if kind == "icmp":
            return self._ask(kind, header)
        return self._ask(kind, header, self._data(ip, kind, least))

    def _data(self, ip: IPv4 | IPv6, kind: str, header: int) -> bytes:
        start = ip.start + ip.header_length
        end = ip.start + min(ip.available, ip.total_length)
        if kind == "tcp":
            header = (ip.data[start + 12] >> 4) * 4
        start += header
        most = int(self.net.settings.discarder_maxlen)
        return ip.data[start : max(start, min(end, start + most))]

    def _ask(self, kind: str, *arguments: Any) -> bool:
        try:
            return bool(self.functions[kind](*arguments))
        except Exception as error:
            rt: Any = self.net.rt
            rt.fault(error)
            return False


def _function(net: Network, name: str) -> Any:
    try:
        found = net.rt.value(name)
    except (KeyError, AttributeError):
        return None
    return found if callable(found) else None
