"""Event handlers and hooks: bodies in order of priority."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..structure import Structure
from ..typesystem.types import FuncType
from ..values.function import FuncInfo

if TYPE_CHECKING:
    from .state import Runtime

Function = Callable[..., Any]

REPORTING = frozenset(("reporter_error", "reporter_info", "reporter_warning"))
"""The events that messages raise."""


class Handler(Structure):
    """One body with what decides whether and when it runs."""

    function: Function
    priority: int = 0
    groups: tuple[str, ...] = ()
    module: str = "GLOBAL"


class Bodies:
    """The bodies of an event or hook; `active` are those not disabled."""

    __slots__ = ("name", "type", "handlers", "places", "active", "rt", "enabled")

    def __init__(self, name: str, kind: FuncType, rt: Runtime):
        self.name = name
        self.type = kind
        self.rt = rt
        self.handlers: list[Handler] = []
        self.places: list[Function] = []
        self.active: list[Function] = []
        self.enabled = True

    @property
    def __zeek__(self) -> FuncInfo:
        return FuncInfo(self.name, self.type, self.rt.names.function_text(self.name))

    def add(self, handler: Handler) -> None:
        """Add a body behind those of the same priority."""
        self.handlers.append(handler)
        self.handlers.sort(key=lambda h: -h.priority)
        self.refresh()

    def replace(self, old: Function, new: Function) -> None:
        """Put another function in the place of one, with the same body."""
        self.handlers[:] = [
            h if h.function is not old else Handler(new, h.priority, h.groups, h.module)
            for h in self.handlers
        ]
        self.places[:] = [new if f is old else f for f in self.places]

    def refresh(self) -> None:
        """Settle which bodies run, after a change of groups.

        A body may turn off, or on, those that follow it in the same event. So the
        list stays the same one, and each body keeps its place in it.
        """
        off = self.rt.disabled_groups
        on = [not off or not is_off(h, off) for h in self.handlers]
        pairs = zip(self.handlers, on, strict=True)
        self.places[:] = [h.function if runs else nothing for h, runs in pairs]
        self.active = self.places if any(on) else []


def nothing(*args: Any) -> None:
    """Stands in the place of a body that is turned off."""


def is_off(handler: Handler, off: set[str]) -> bool:
    """Whether a body belongs to a group that is turned off."""
    return any(g in off for g in handler.groups) or f"module {handler.module}" in off


class EventHandler(Bodies):
    """An event: `queue` puts it into the event queue if somebody wants it."""

    __slots__ = ("wanted", "pending", "used")

    pending: deque[tuple[EventHandler, tuple[Any, ...]]]

    def __init__(self, name: str, kind: FuncType, rt: Runtime):
        super().__init__(name, kind, rt)
        self.wanted = rt.all_events
        self.pending = rt.pending
        self.used = False

    def refresh(self) -> None:
        """Also settle whether anybody wants the event."""
        super().refresh()
        if self.name in REPORTING:
            self.active[:] = [quietly(f, self.rt) for f in self.active]
        self.wanted = self.enabled and (bool(self.active) or self.rt.all_events)

    def queue(self, *args: Any) -> None:
        """Put the event into the queue."""
        if self.wanted:
            self.pending.append((self, args))

    __call__ = queue

    def run(self, *args: Any) -> None:
        """Run all bodies at once."""
        for body in self.active:
            try:
                body(*args)
            except Exception as e:
                self.rt.fault(e)


def quietly(body: Function, rt: Runtime) -> Function:
    """A body whose own messages raise no events, lest they never end."""

    def run(*args: Any) -> None:
        reporter = rt.reporter
        reporter.inside = True
        try:
            body(*args)
        except Exception as e:
            rt.fault(e)
        finally:
            reporter.inside = False

    return run


class Hook(Bodies):
    """A hook: true unless a body breaks; an error ends that body alone."""

    __slots__ = ()

    def __call__(self, *args: Any) -> bool:
        for body in self.active:
            try:
                if body(*args) is False:
                    return False
            except Exception as e:
                self.rt.fault(e)
        return True
