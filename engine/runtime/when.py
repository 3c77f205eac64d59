"""`when`: bodies that wait for a condition, and functions that wait in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..values.function import info_of
from ..values.record import Record
from ..values.table import Set, Table
from ..values.vector import Vector

if TYPE_CHECKING:
    from .state import Runtime

Thunk = Callable[[], Any]
Parts = tuple[Thunk, Thunk, Thunk | None, tuple[Thunk, ...]]
"The condition, the body, that of the timeout, and what the condition refers to."

LARGE = 1000
"A container with more elements is taken for changed whenever it is looked at."

NOT_YET = object()
LOOKUPS = ("lookup_addr", "lookup_hostname", "lookup_hostname_txt")


class Pending(Exception):
    """A call inside a condition has no result yet."""


class Delayed:
    """The result of a function that answers later."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value: Any = NOT_YET

    def set(self, value: Any) -> None:
        """The answer is there."""
        self.value = value

    def settled(self) -> Any:
        """The answer; raises `Pending` until it is there."""
        value = self.value
        while isinstance(value, Delayed):
            value = value.value
        if value is NOT_YET:
            raise Pending
        return value

    def answer(self) -> Any:
        """The answer, or that there is none yet."""
        try:
            return self.settled()
        except Pending:
            return NOT_YET


class Answer(Delayed):
    """A result that is there, and counts from the next look at the condition on."""

    __slots__ = ()

    def __init__(self, value: Any) -> None:
        self.value = value


class Trigger:
    """One `when` that waits."""

    def __init__(self, rt: Runtime, parts: Parts, timeout: float | None):
        self.rt = rt
        self.condition, self.body, self.on_timeout, self.tracked = parts
        self.indexed: list[Any] = []
        """What the condition took out of containers by index."""
        self.seen: list[list[Any]] | None = None
        """What it referred to when it did not hold."""
        self.zero = not rt.network_time
        self.result = Delayed()
        self.calls: dict[object, Delayed] = {}
        self.done = False
        self.has_timeout = timeout is not None
        self.is_answered = False
        self.told = ""
        """The error of the condition that was told last."""
        self.timeout = timeout
        if timeout is not None:
            rt.later(rt.network_time + timeout, self.expire)

    def check(self) -> bool:
        """Run the body if the condition holds."""
        if self.done:
            return True
        if not self.is_answered and self.seen is not None:
            # as in Zeek, only a change of these is a reason to look again
            if unchanged(self.seen, self.state()):
                return False
        self.is_answered = False
        self.indexed.clear()
        outer = self.rt.services.get("trigger")
        self.rt.services["trigger"] = self
        try:
            holds = bool(self.condition())
        except Pending:
            return False
        except Exception as e:
            # as in Zeek, the condition may still come to hold
            if repr(e) != self.told:
                self.told = repr(e)
                self.rt.fault(e)
            return False
        finally:
            self.rt.services["trigger"] = outer
            self.seen = self.state()
        if holds:
            self.finish()
            self.run(self.body)
        return holds

    def state(self) -> list[list[Any]]:
        """What the condition refers to as it is now: globals, containers, answers."""
        found = [snapshot(value_of(thunk)) for thunk in self.tracked]
        found += [snapshot(value) for value in self.indexed]
        found.append([call.answer() for call in self.calls.values()])
        return found

    def finish(self) -> None:
        """Wait no longer."""
        self.done = True
        if self in self.rt.triggers:
            self.rt.triggers.remove(self)

    def run(self, body: Callable[[], Any]) -> None:
        """Run the body or the timeout's; what it returns is the result."""
        try:
            self.result.set(body())
        except Exception as e:
            self.rt.fault(e)

    def expire(self) -> None:
        """The timeout has come."""
        if self.zero and not (self.done or self.rt.terminating):
            # time had not begun when it was set, so it counts from now
            self.zero = False
            assert self.timeout is not None
            self.rt.later(self.rt.network_time + self.timeout, self.expire)
        elif not self.done:
            self.finish()
            if self.on_timeout is not None:
                self.run(self.on_timeout)


def value_of(thunk: Thunk) -> Any:
    """What a name stands for; nothing if it has no value yet."""
    try:
        return thunk()
    except (NameError, AttributeError):
        return NOT_YET


def snapshot(value: Any) -> list[Any]:
    """A value, and what it holds if it is a container."""
    if isinstance(value, Record):
        slots = value.__zeek_slots__
        return [value, *(getattr(value, slot, NOT_YET) for slot in slots)]
    if not isinstance(value, Table | Vector):
        return [value]
    if len(value) > LARGE:
        return [object()]
    if isinstance(value, Vector):
        return [value, *value]
    return [value, *(part for item in dict.items(value) for part in item)]


def unchanged(before: list[list[Any]], now: list[list[Any]]) -> bool:
    """Whether nothing was assigned, put in or taken out in between."""
    return len(before) == len(now) and all(map(_same_parts, before, now))


def _same_parts(before: list[Any], now: list[Any]) -> bool:
    return len(before) == len(now) and all(map(_same, before, now))


def _same(a: Any, b: Any) -> bool:
    if a is b:
        return True
    if isinstance(a, Record | Table | Vector) or type(a) is not type(b):
        return False
    return bool(a == b)


def indexed(rt: Runtime, value: Any) -> Any:
    """An element that a condition took out of a container."""
    trigger: Trigger | None = rt.services.get("trigger")
    if trigger is not None:
        trigger.indexed.append(value)
    return value


def call_in_condition(rt: Runtime, site: object, function: Any, *args: Any) -> Any:
    """Call a function inside a condition, once: its answer may come later."""
    trigger: Trigger | None = rt.services.get("trigger")
    if trigger is None:
        return function(*args)
    known = trigger.calls.get(site)
    if known is None:
        value = function(*args)
        if isinstance(value, bytes | Set) and is_lookup(function):
            value = Answer(value)
        if not isinstance(value, Delayed):
            return value
        known = trigger.calls[site] = value
        if isinstance(value, Answer):
            trigger.is_answered = True
            raise Pending
    return known.settled()


def is_lookup(function: Any) -> bool:
    """Whether a function asks the name service."""
    info = info_of(function)
    return info is not None and info.name in LOOKUPS


def start(rt: Runtime, parts: Parts, timeout: float | None) -> Delayed:
    """`when ( … )`: check at once, else wait."""
    trigger = Trigger(rt, parts, timeout)
    if not trigger.check():
        rt.triggers.append(trigger)
    return trigger.result
