"""Analyzers that get their input from another one rather than from the packets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from .contract import Analyzer

if TYPE_CHECKING:
    from .conn import Connection


def new_child(connection: Connection, name: str) -> Any:
    """An analyzer by its short name, or None if nobody needs it.

    It takes up a number either way, as Zeek's does.
    """
    cls = connection.net.analyzer(name)
    if cls is None or name in connection.prevented:
        connection.net.next_aid()
        return None
    child = cls(connection)
    adopt(connection, child)
    return child


def adopt(connection: Connection, child: Analyzer) -> None:
    """Let an analyzer be found as one of the connection."""
    child.aid = connection.net.next_aid()
    for _ in range(child.supporters):
        connection.net.next_aid()
    if connection.nested is None:
        connection.nested = WeakSet()
    connection.nested.add(child)


class Children:
    """What one analyzer feeds: at most one analyzer of each name.

    Each is made when there is something for it. It deals with malformed input by
    itself, since it goes on with the next piece as Zeek's does.
    """

    __slots__ = ("_connection", "_found")

    def __init__(self, connection: Connection):
        self._connection = connection
        self._found: dict[str, Analyzer | None] = {}

    def make(self, *names: str) -> None:
        """Make the analyzers of some names, if they are not there."""
        for name in names:
            if name not in self._found:
                self._found[name] = new_child(self._connection, name)

    def deliver(self, name: str, data: bytes, is_orig: bool) -> None:
        """Give data to the analyzer of that name, if somebody needs it."""
        self.make(name)
        child = self._found[name]
        if child is not None and not child.removed:
            net = self._connection.net
            parent, net.delivering = net.delivering, child
            child.deliver(data, is_orig)
            net.delivering = parent
