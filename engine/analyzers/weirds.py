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


_SETTINGS = {
    name: f"Weird_{name}"
    for name in (
        "sampling_duration",
        "sampling_global_list",
        "sampling_rate",
        "sampling_threshold",
        "sampling_whitelist",
    )
}


class Weirds:
    """Raises `conn_weird`, `flow_weird` and `net_weird`."""

    def __init__(self, net: Network):
        self.net = net
        services = getattr(net.rt, "services", {})
        self.seen: dict[str, int] = services.setdefault("weirds", {})
        "How often each came, also where nobody handles it."
        self.net_state: dict[str, WeirdState] = {}
        self.flow_state: dict[tuple[bytes, bytes], dict[str, WeirdState]] = {}
        self.expired_state: dict[tuple[Any, ...], dict[str, WeirdState]] = {}

    def connection(self, conn: Connection, name: str, addl: str, source: str) -> None:
        """Something odd about a connection."""
        self._count(name)
        handler = self.net.handler("conn_weird")
        if not handler.wanted:
            # Zeek has its uid and a record that is up to date by now all the same.
            conn.get_uid()
            if conn.the_record is not None:
                conn.record()
        elif self.permits_connection(conn, name):
            record = conn.record()
            told = addl.encode(errors="surrogateescape")
            handler.queue(name.encode(), record, told, source.encode())

    def flow(
        self, src: bytes, dst: bytes, name: str, addl: str = "", source: str = ""
    ) -> None:
        """Something odd between two hosts."""
        self._count(name)
        handler = self.net.handler("flow_weird")
        if handler.wanted and self.permits_flow(src, dst, name):
            handler.queue(
                name.encode(),
                self.net.address(src),
                self.net.address(dst),
                addl.encode(),
                source.encode(),
            )

    def permits(self, states: dict[str, WeirdState], name: str) -> bool:
        """Whether one more weird of what these states belong to is told."""
        permitted = self._by_lists(name)
        return self._permit(states, name) if permitted is None else permitted

    def general(self, name: str, addl: str = "", source: str = "") -> None:
        """Something odd without a place."""
        self._count(name)
        handler = self.net.handler("net_weird")
        if handler.wanted and self.permits_general(name):
            handler.queue(name.encode(), addl.encode(), source.encode())

    def _count(self, name: str) -> None:
        self.seen[name] = self.seen.get(name, 0) + 1

    # Sampling

    def permits_connection(self, conn: Connection, name: str) -> bool:
        """Whether this one is told of, or one too many."""
        permitted = self._by_lists(name)
        if permitted is None:
            if conn.weird_state is None:
                conn.weird_state = {}
            permitted = self._permit(conn.weird_state, name)
        return permitted

    def permits_flow(self, src: bytes, dst: bytes, name: str) -> bool:
        """The same for one between two hosts."""
        return self._permits_among(self.flow_state, (src, dst), name)

    def permits_expired(self, ends: tuple[Any, ...], name: str) -> bool:
        """The same for one of a connection that has ended."""
        return self._permits_among(self.expired_state, ends, name)

    def _permits_among(self, states: dict[Any, Any], key: Any, name: str) -> bool:
        permitted = self._by_lists(name)
        if permitted is None:
            state = states.get(key)
            if state is None:
                state = states[key] = {}
                self._forget_later(states, key)
            permitted = self._permit_simply(state, name)
        return permitted

    def permits_general(self, name: str) -> bool:
        """The same for one without a place."""
        white = self._setting("sampling_whitelist")
        return name.encode(errors="replace") in white or self._permit_net(name)

    def _by_lists(self, name: str) -> bool | None:
        encoded = name.encode(errors="replace")
        if encoded in self._setting("sampling_whitelist"):
            return True
        if encoded in self._setting("sampling_global_list"):
            return self._permit_net(name)
        return None

    def _setting(self, name: str) -> Any:
        """What a script set last."""
        services = getattr(self.net.rt, "services", {})
        if name in services:
            return services[name]
        return getattr(self.net.settings, _SETTINGS[name])

    def _permit_net(self, name: str) -> bool:
        if name not in self.net_state:
            self._forget_later(self.net_state, name)
        return self._permit_simply(self.net_state, name)

    def _forget_later(self, states: dict[Any, Any], key: Any) -> None:
        due = self.net.rt.network_time + float(self._setting("sampling_duration"))
        self.net.later(due, lambda: states.pop(key, None))

    def _permit_simply(self, states: dict[str, WeirdState], name: str) -> bool:
        """Sampling that begins anew when a timer forgets the state."""
        state = states.get(name)
        if state is None:
            state = states[name] = WeirdState()
        state.count += 1
        return self._by_rate(state.count - int(self._setting("sampling_threshold")))

    def _by_rate(self, over: int) -> bool:
        rate = int(self._setting("sampling_rate"))
        return over <= 0 or (rate > 0 and over % rate == 0)

    def _permit(self, states: dict[str, WeirdState], name: str) -> bool:
        """Sampling of a connection, which notes the time itself."""
        state = states.get(name)
        if state is None:
            state = states[name] = WeirdState()
        state.count += 1
        over = state.count - int(self._setting("sampling_threshold"))
        now = self.net.rt.network_time
        if over == 1:
            state.since = now
        elif over > 1:
            if now > state.since + float(self._setting("sampling_duration")):
                state.since = 0.0
                state.count = 1
                return True
        return self._by_rate(over)
