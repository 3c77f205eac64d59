"""Events when a connection grows beyond what a script asked about.

The built-in functions keep the limits of each connection in
`rt.services["thresholds"]`, by flow key: `orig_bytes`, `resp_packets`, `duration`
and so on, where 0 is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values.time import Interval

if TYPE_CHECKING:
    from .conn import Connection
    from .network import Network


class Thresholds:
    """Compares sizes with limits."""

    def __init__(self, net: Network):
        self.net = net
        self.generic: list[int] = []
        "Packets of a connection, both ways, at which everybody is told."
        if net.handler("conn_generic_packet_threshold_crossed").wanted:
            limits = net.settings.ConnThreshold_generic_packet_thresholds
            self.generic = sorted(int(limit) for limit in limits)

    def limits(self, conn: Connection) -> dict[str, Any] | None:
        """The limits that were set for a connection."""
        services = getattr(self.net.rt, "services", {})
        found: dict[str, Any] | None = services.get("thresholds", {}).get(conn.key)
        return found

    def changed(self, conn: Connection, name: str) -> None:
        """A limit was set: it may be crossed already."""
        conn.watched = True
        conn.quick = False
        self._compare(conn, not name.startswith("resp"))

    def forget(self, conn: Connection) -> None:
        """A connection is over."""
        services = getattr(self.net.rt, "services", {})
        services.get("thresholds", {}).pop(conn.key, None)

    def check(self, conn: Connection, is_orig: bool) -> None:
        """A packet from one side was counted."""
        if self.generic:
            packets = conn.orig.packets + conn.resp.packets
            if packets in self.generic:
                conn.event("conn_generic_packet_threshold_crossed", packets)
        if conn.watched:
            self._compare(conn, is_orig)

    def _compare(self, conn: Connection, is_orig: bool) -> None:
        limits = self.limits(conn)
        if not limits:
            return
        side = conn.orig if is_orig else conn.resp
        name = "orig" if is_orig else "resp"
        sizes = {"bytes": side.ip_bytes, "packets": side.packets}
        for what, size in sizes.items():
            limit = limits.get(f"{name}_{what}", 0)
            if limit and size >= limit:
                conn.event(f"conn_{what}_threshold_crossed", limit, is_orig)
                limits[f"{name}_{what}"] = 0
        limit = limits.get("duration", 0.0)
        handler = self.net.handler("conn_duration_threshold_crossed")
        if limit and handler.wanted and self.net.now - conn.start > limit:
            conn.event("conn_duration_threshold_crossed", Interval(limit), is_orig)
            limits["duration"] = 0.0
