"""Analyzers that scripts expect on connections to come."""

from __future__ import annotations

from ..values.addr import UNSPECIFIED, Addr
from ..values.port import Port

ANYBODY = (UNSPECIFIED, Addr.v4(bytes(4)))
"""What stands for any originator."""

Ends = tuple[Addr, Addr, Port]
"""Originator, responder and its port."""


class Expected:
    """For the ends of a connection the analyzers, each until some time."""

    def __init__(self) -> None:
        self.entries: dict[Ends, dict[str, float]] = {}

    def add(
        self,
        orig: Addr,
        resp: Addr,
        port: Port,
        *,
        name: str,
        now: float,
        until: float,
    ) -> None:
        """Expect one more; what has become too old is forgotten."""
        self._forget(now)
        found = self.entries.setdefault((orig, resp, port), {})
        found[name] = max(until, found.get(name, 0.0))

    def _forget(self, now: float) -> None:
        for ends, names in list(self.entries.items()):
            kept = {name: until for name, until in names.items() if until > now}
            if kept:
                self.entries[ends] = kept
            else:
                del self.entries[ends]

    def find(self, orig: Addr, resp: Addr, port: Port, *, now: float) -> set[str]:
        """The analyzers for a connection.

        As in Zeek, those for a certain originator last until another one is expected.
        """
        found = set(self.entries.get((orig, resp, port), ()))
        for anybody in ANYBODY:
            names = self.entries.get((anybody, resp, port), {})
            found.update(name for name, until in names.items() if until > now)
        return found
