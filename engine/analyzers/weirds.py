"""Oddities ("weirds"), with Zeek's sampling of those that come too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .conn import Connection
    from .network import Network


class WeirdState:
    """How often one weird came, and since when it is sampled."""

    __slots__ = ("count", "since")

    def __init__(self) -> None:
        self.count = 0
        self.since = 0.0


class Weirds:
    """Raises `conn_weird`, `flow_weird` and `net_weird`."""

    def __init__(self, net: Network):
        self.net = net
        services = getattr(net.rt, "services", {})
        self.seen: dict[str, int] = services.setdefault("weirds", {})
        "How often each came, also where nobody handles it."
        self.net_state: dict[str, WeirdState] = {}
        self.flow_state: dict[tuple[bytes, bytes], dict[str, WeirdState]] = {}

    def connection(self, conn: Connection, name: str, addl: str, source: str) -> None:
        """Something odd about a connection."""
        self.seen[name] = self.seen.get(name, 0) + 1
        handler = self.net.handler("conn_weird")
        if not handler.wanted:
            # Zeek has its uid by now all the same, which matters to those after it.
            conn.get_uid()
            return
        permitted = self._by_lists(name)
        if permitted is None:
            if conn.weird_state is None:
                conn.weird_state = {}
            permitted = self._permit(conn.weird_state, name)
        if permitted:
            record = conn.record()
            handler.queue(name.encode(), record, addl.encode(), source.encode())

    def flow(
        self, src: bytes, dst: bytes, name: str, addl: str = "", source: str = ""
    ) -> None:
        """Something odd between two hosts."""
        self.seen[name] = self.seen.get(name, 0) + 1
        handler = self.net.handler("flow_weird")
        if not handler.wanted:
            return
        permitted = self._by_lists(name)
        if permitted is None:
            pair = (src, dst) if src < dst else (dst, src)
            state = self.flow_state.get(pair)
            if state is None:
                state = self.flow_state[pair] = {}
                self._forget_later(self.flow_state, pair)
            permitted = self._permit(state, name)
        if permitted:
            handler.queue(
                name.encode(),
                self.net.address(src),
                self.net.address(dst),
                addl.encode(),
                source.encode(),
            )

    def general(self, name: str, addl: str = "", source: str = "") -> None:
        """Something odd without a place."""
        self.seen[name] = self.seen.get(name, 0) + 1
        handler = self.net.handler("net_weird")
        if not handler.wanted:
            return
        white = name.encode() in self.net.settings.Weird_sampling_whitelist
        if white or self._permit_general(name):
            handler.queue(name.encode(), addl.encode(), source.encode())

    def _by_lists(self, name: str) -> bool | None:
        settings = self.net.settings
        if name.encode() in settings.Weird_sampling_whitelist:
            return True
        if name.encode() in settings.Weird_sampling_global_list:
            return self._permit_general(name)
        return None

    def _permit_general(self, name: str) -> bool:
        if name not in self.net_state:
            self._forget_later(self.net_state, name)
        return self._permit(self.net_state, name)

    def _forget_later(self, states: dict[Any, Any], key: Any) -> None:
        due = self.net.rt.network_time + self.net.settings.Weird_sampling_duration
        self.net.later(due, lambda: states.pop(key, None))

    def _permit(self, states: dict[str, WeirdState], name: str) -> bool:
        state = states.get(name)
        if state is None:
            state = states[name] = WeirdState()
        state.count += 1
        settings = self.net.settings
        over = state.count - int(settings.Weird_sampling_threshold)
        if over <= 0:
            return True
        now = self.net.rt.network_time
        if over == 1:
            state.since = now
        elif now > state.since + settings.Weird_sampling_duration:
            state.since = 0.0
            state.count = 1
            return True
        rate = int(settings.Weird_sampling_rate)
        return rate > 0 and over % rate == 0
