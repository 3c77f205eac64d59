"""`new_event`: scripts that watch every event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..typesystem.types import INT
from ..values.integer import IntVal
from ..values.vector import Vector
from .support.functions import schedule

if TYPE_CHECKING:
    from .events import EventHandler
    from .state import Runtime

Tap = Callable[["EventHandler", tuple[Any, ...]], None]
"What is told of each event before it runs."

FLUSH = "Broker::log_flush"
FLUSHES = "Broker::log_batch_interval"


def schedule_flushes(rt: Runtime) -> None:
    """Start the event that Broker raises each second, if a script would notice it."""
    handler = rt.find_event(FLUSH)
    if handler is None or not (rt.tap or rt.all_events or len(handler.active) > 1):
        return
    schedule(rt, rt.value(FLUSHES), handler, (), False)


class EventCounts:
    """Counts how often each event ran, on top of what else watches events."""

    def __init__(self, watcher: Tap | None):
        self.watcher = watcher
        self.counts: Counter[str] = Counter()

    def __call__(self, handler: EventHandler, args: tuple[Any, ...]) -> None:
        self.counts[handler.name] += 1
        if self.watcher is not None:
            self.watcher(handler, args)


class Observer:
    """Tells the handlers of `new_event` of each event before it runs."""

    def __init__(self, rt: Runtime, watcher: EventHandler):
        self.rt = rt
        self.watcher = watcher
        self.argument = rt.record("call_argument")
        self.vector_type: Any = rt.names.type_of("call_argument_vector")

    def __call__(self, handler: EventHandler, args: tuple[Any, ...]) -> None:
        if handler is self.watcher:
            return
        name, described = handler.name.encode(), self._described(handler, args)
        for body in self.watcher.active:
            try:
                body(name, described)
            except Exception as e:
                self.rt.fault(e)

    def _described(self, handler: EventHandler, args: tuple[Any, ...]) -> Vector:
        items = []
        for f, value in zip(handler.type.params.fields, args, strict=False):
            if f.type is INT:
                value = IntVal(value)
            kind = str(f.type).encode()
            name = f.name.encode()
            items.append(self.argument(name=name, type_name=kind, value=value))
        return Vector(items, self.vector_type)
