"""Counters of a run that scripts ask for: packets, connections, gaps.

They are handed over as functions by record and field, so that what nobody asks for
costs no more than its counting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packets import ip as ip_layer
from .tcp_endpoint import ESTABLISHED

if TYPE_CHECKING:
    from .network import Network
    from .tcp_endpoint import TcpEndpoint

KINDS = {
    ip_layer.TCP: "tcp",
    ip_layer.UDP: "udp",
    ip_layer.ICMP: "icmp",
    ip_layer.ICMPV6: "icmp",
}


class Statistics:
    """What is counted over a whole run."""

    __slots__ = (
        "acks",
        "current",
        "gap_bytes",
        "gaps",
        "most",
        "net",
        "silent",
        "total",
        "unprocessed",
    )

    def __init__(self, net: Network):
        self.net = net
        kinds = ("tcp", "udp", "icmp", "other")
        self.current = dict.fromkeys(kinds, 0)
        self.most = dict.fromkeys(kinds, 0)
        self.total = dict.fromkeys(kinds, 0)
        self.acks = self.gaps = self.gap_bytes = 0
        self.silent = 0
        "Connections that ended because nothing was heard of them for long."
        self.unprocessed = 0
        "Packets that no connection got, nor anybody else."
        kept = getattr(net.rt, "services", {}).setdefault("statistics", {})
        kept.update(
            NetStats={
                "pkts_recvd": self._packets,
                "bytes_recvd": lambda: self.net.received.so_far()[1],
            },
            ConnStats=self._of_connections(),
            GapStats={
                "ack_events": lambda: self.acks,
                "gap_events": lambda: self.gaps,
                "gap_bytes": lambda: self.gap_bytes,
            },
        )

    def _packets(self) -> int:
        return self.net.received.so_far()[0]

    def _of_connections(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "total_conns": lambda: sum(self.total.values()),
            "current_conns": lambda: sum(self.current.values()),
            "sess_current_conns": self._sessions,
            "num_packets": self._packets,
            "num_packets_unprocessed": lambda: self.unprocessed,
            "killed_by_inactivity": lambda: self.silent,
            "num_fragments": lambda: len(self.net.layers.fragments.datagrams),
            "max_fragments": lambda: self.net.layers.fragments.most,
        }
        for kind in ("tcp", "udp", "icmp"):
            fields[f"num_{kind}_conns"] = lambda k=kind: self.current[k]
            fields[f"max_{kind}_conns"] = lambda k=kind: self.most[k]
            fields[f"cumulative_{kind}_conns"] = lambda k=kind: self.total[k]
        return fields

    def _sessions(self) -> int:
        return len(self.net.flows) + len(self.net.half_open.waiting)

    def unmade(self) -> None:
        """A TCP connection that was counted before it was made is made now."""
        self.total["tcp"] -= 1
        self.current["tcp"] -= 1

    def begins(self, proto: int) -> None:
        """A connection begins."""
        kind = KINDS.get(proto, "other")
        self.total[kind] += 1
        now = self.current[kind] = self.current[kind] + 1
        if now > self.most[kind]:
            self.most[kind] = now

    def ends(self, proto: int) -> None:
        """A connection is removed."""
        self.current[KINDS.get(proto, "other")] -= 1

    def acknowledged(self, side: TcpEndpoint, missing: int) -> None:
        """The receiver has new data, of which the capture lacks some bytes."""
        established = side.state == ESTABLISHED == side.peer.state
        if established or self.net.settings.report_gaps_for_partial:
            self.acks += 1
            if missing:
                self.gaps += 1
                self.gap_bytes += missing
