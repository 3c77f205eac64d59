"""`when`: bodies that wait for a condition, and functions that wait in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..values.function import info_of
from ..values.table import Set

if TYPE_CHECKING:
    from .state import Runtime

Parts = tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any] | None]
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


class Answer(Delayed):
    """A result that is there, and counts from the next look at the condition on."""

    __slots__ = ()

    def __init__(self, value: Any) -> None:
        self.value = value


class Trigger:
    """One `when` that waits."""

    def __init__(self, rt: Runtime, parts: Parts, timeout: float | None):
        self.rt = rt
        self.condition, self.body, self.on_timeout = parts
        self.result = Delayed()
        self.calls: dict[object, Delayed] = {}
        self.done = False
        self.has_timeout = timeout is not None
        self.is_answered = False
        self.told = ""
        """The error of the condition that was told last."""
        if timeout is not None:
            rt.later(rt.network_time + timeout, self.expire)

    def check(self) -> bool:
        """Run the body if the condition holds."""
        if self.done:
            return True
        self.is_answered = False
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
        if holds:
            self.finish()
            self.run(self.body)
        return holds

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
        if not self.done:
            self.finish()
            if self.on_timeout is not None:
                self.run(self.on_timeout)


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
