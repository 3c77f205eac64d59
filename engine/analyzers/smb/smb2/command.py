"""What a command is to the analyzer: a function for each direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...layout import Layout

if TYPE_CHECKING:
    from ..state import State
    from .pdu import Pdu

# Reads the body of a message and raises its events.
Handler = Callable[["State", "Pdu"], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command by the functions that take its request and its response."""

    name: str
    request: Handler
    response: Handler


def only(layout: Layout) -> Handler:
    """The handler of a message that has fixed fields and no event."""

    def read_over(state: State, pdu: Pdu) -> None:
        pdu.read(layout)

    return read_over


def nothing(state: State, pdu: Pdu) -> None:
    """The handler of a message whose body is not read."""


def about(state: State, pdu: Pdu) -> tuple[Any, Any]:
    """The arguments that every event of a command begins with."""
    return state.connection.record(), pdu.header(state.records["SMB2::Header"])
