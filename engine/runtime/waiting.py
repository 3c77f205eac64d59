"""What happens where no packet sets the pace: input is read, the clock goes on.

The input manager, if there is one, stands in `rt.services["input"]`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .state import Runtime

TICK = 0.005
"""Seconds between looks at the clock."""

ROUNDS = 1000
"""How often sources may lead to others before packets come."""


def input_of(rt: Runtime) -> Any:
    """The input manager; None if no script asked for input."""
    return rt.services.get("input")


def forwards_time(rt: Runtime) -> bool:
    """Whether network time is that of the machine: packets set it otherwise."""
    if rt.services.get("captures"):
        return False
    return bool(rt.value("allow_network_time_forward"))


def fire_due(rt: Runtime) -> None:
    """Where packets are held back, what is due at this time does not wait for one."""
    if rt.services.get("suspended"):
        rt.timers.expire(rt.network_time)
        rt.drain()


def read_input(rt: Runtime) -> None:
    """Read what scripts asked for, as far as that need not wait."""
    fire_due(rt)
    for _ in range(ROUNDS):
        found = input_of(rt)
        if found is None or rt.terminate_asked or not (found.ready or rt.pending):
            return
        found.turn()
        rt.drain()


def finish_input(rt: Runtime) -> None:
    """Read sources that have an end to that end: files and commands."""
    found = input_of(rt)
    while found is not None and found.unread and not rt.terminate_asked:
        found.turn()
        rt.drain()
        if not found.ready:
            time.sleep(TICK)


def hold(rt: Runtime) -> None:
    """Let no packet through until a script says so: `suspend_processing`."""
    rt.pause = None
    fire_due(rt)
    while rt.services.get("suspended") and not rt.terminate_asked:
        found = input_of(rt)
        if not (rt.pending or (found is not None and found.work)):
            rt.reporter.line("no packets are let through any more; the run ends")
            rt.terminate()
            return
        if found is not None:
            found.turn()
        rt.drain()
        if not (rt.pending or (found is not None and found.ready)):
            time.sleep(TICK)


def may_fire(rt: Runtime, goes_on: bool) -> bool:
    """Whether a timer will call a script, where time goes on or as it is."""
    return rt.timers.has_events() and (goes_on or rt.timers.is_due(rt.network_time))


def wait_for_termination(rt: Runtime) -> None:
    """Run on the clock of the machine until a script asks to end.

    Where nothing is left that could ever ask, the run ends with a word about it.
    """
    while not rt.terminate_asked:
        found = input_of(rt)
        goes_on = forwards_time(rt)
        if not (
            rt.pending
            or (rt.triggers and goes_on)
            or (found is not None and found.alive)
            or may_fire(rt, goes_on)
        ):
            rt.reporter.line("nothing is left to wait for; the run ends")
            return
        rt.advance(time.time() if goes_on else rt.network_time)
        rt.drain()
        if not (rt.terminate_asked or (found is not None and found.ready)):
            time.sleep(TICK)
