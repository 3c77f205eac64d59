"""What an analyzer is, and what the network half needs of a running program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

if TYPE_CHECKING:
    from .conn import Connection


class ParseError(Exception):
    """Input that does not fit the protocol: becomes an analyzer violation."""


class Analyzer:
    """One protocol on one connection: gets bytes, raises events.

    TCP bytes come in order, however they were cut into segments; a UDP or ICMP
    analyzer gets one datagram's payload at a time. Only `ParseError` may leave
    these methods, and after it the analyzer is not called again.
    """

    name: ClassVar[str] = ""
    "Zeek's short name, such as SMB."

    EVENTS: ClassVar[tuple[str, ...]] = ()
    "The events that it can raise: without a listener for any it is not attached."

    supporters = 0
    "How many more Zeek makes, which only prepare the input and take up numbers."

    def __init__(self, connection: Connection):
        self.connection = connection
        self.aid = 0
        "Number within the run, as scripts see it."
        self.removed = False
        self.confirmed = False
        self.violations = 0

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of one direction."""

    def gap(self, length: int, is_orig: bool) -> None:
        """That many bytes of one direction were lost by the capture."""

    def end_of_data(self, is_orig: bool) -> None:
        """One direction was closed and all of it was delivered."""

    def closed(self, is_orig: bool) -> None:
        """One side of a TCP connection closes, perhaps before its data is delivered."""

    def connection_finished(self, half: bool) -> None:
        """Both sides closed the TCP connection, or the only one that was seen."""

    def connection_reset(self) -> None:
        """A reset ended the TCP connection."""

    def packet_with_rst(self) -> None:
        """A reset came, whether it means anything or not."""

    def flip(self) -> None:
        """Originator and responder change places."""

    def finish(self) -> None:
        """The connection is over."""


class EventHandler(Protocol):
    """An event that scripts may handle."""

    wanted: bool
    "Whether anybody handles it, or asked for all events."
    type: Any
    "Its type, which has the parameters."

    @property
    def queue(self) -> Callable[..., None]:
        """Puts an instance with these arguments on the queue."""


class Timers(Protocol):
    """Callbacks by network time."""

    serial: int
    "How many were added; it decides the order of equal times."
    limit: int
    "How many run in one go; 0 is all."

    @property
    def heap(self) -> list[Any]:
        """Tuples that begin with the time, as a heap."""

    def add(self, ts: float, callback: Callable[[], Any], *, at_exit: bool) -> None:
        """Call back when network time reaches `ts`; perhaps also at the end."""

    def put(self, ts: float, serial: int, callback: Callable[[], Any]) -> None:
        """Call back as one who was added when `serial` was reached."""

    def take_at_exit(self) -> list[Any]:
        """Take out all; the entries of those that run at the end, in order."""

    def at_exit(self) -> list[Callable[[], object]]:
        """Take out all; those that run at the end, in order."""


class Runtime(Protocol):
    """What the network half needs of `runtime`."""

    network_time: float
    terminating: bool
    "Whether the input has ended."

    @property
    def analyzer_ports(self) -> Mapping[Any, Any]:
        """Port to the names of the analyzers registered for it."""

    @property
    def timers(self) -> Timers:
        """What is to happen later."""

    @property
    def terminate_asked(self) -> bool:
        """Whether the script wants to end the run."""

    def advance(self, ts: float) -> None:
        """Set the network time and fire the timers that are due."""

    @property
    def pending(self) -> Sized:
        """The queued events."""

    def drain(self) -> None:
        """Run the queued events."""

    def drain_after_packet(self) -> None:
        """Run what a packet led to."""

    def event(self, name: str) -> EventHandler:
        """An event by its name."""

    def record(self, name: str) -> Callable[..., Any]:
        """The class of a record type; fields by position or keyword."""

    def enum(self, name: str) -> Any:
        """An enum member by its full name."""

    def value(self, name: str) -> Any:
        """The present value of a global, constant or option."""


@dataclass(frozen=True, slots=True)
class AnalyzerSpec:
    """One line of the list of analyzers."""

    name: str
    "Zeek's short name."
    place: str
    "Module below this package and class, such as `smb:SMBAnalyzer`."

    @property
    def tag(self) -> str:
        """Name of its enum member."""
        return f"Analyzer::ANALYZER_{self.name}"

    def load(self) -> type[Analyzer]:
        """The class, imported only when a connection needs it."""
        module, name = self.place.split(":")
        package = __name__.rpartition(".")[0]
        loaded = getattr(import_module(f".{module}", package), name)
        return cast(type[Analyzer], loaded)
