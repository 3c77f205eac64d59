"""What the engine counts of itself, as `Telemetry::collect_metrics` shows it.

Values are taken over whenever somebody collects; nobody pays for them otherwise.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .statistics import STARTED, counters
from .telemetry import own_family

if TYPE_CHECKING:
    from ..runtime import Runtime

PROTOCOLS = ("tcp", "udp", "icmp")
PAGE = 4096


def read_engine(rt: Runtime) -> None:
    """Bring the metrics of the engine up to date."""
    _process(rt)
    _sessions(rt)
    _events(rt)
    _work(rt)


def _show(
    rt: Runtime,
    kind: str,
    name: str,
    value: float,
    help: str,
    *,
    unit: str = "",
    prefix: str = "zeek",
    labels: dict[str, str] | None = None,
) -> None:
    given = labels or {}
    family = own_family(rt, kind, name, tuple(given), help, unit, prefix)
    shown = tuple(v.encode("utf-8", "surrogateescape") for v in given.values())
    family.with_labels(shown).value = float(value)


def _process(rt: Runtime) -> None:
    times = os.times()
    for kind, name, value, help, unit in (
        ("gauge", "start_time", STARTED, "When the process began", "seconds"),
        ("counter", "cpu_user", times.user, "Time of the processor", "seconds"),
        ("counter", "cpu_system", times.system, "Time of the kernel", "seconds"),
    ):
        _show(rt, kind, name, value, help, unit=unit, prefix="process")
    for name, value, help, unit in _of_system():
        _show(rt, "gauge", name, value, help, unit=unit, prefix="process")


def _of_system() -> list[tuple[str, int, str, str]]:
    """Memory and files, where the system tells of them."""
    try:
        with open("/proc/self/statm") as file:
            virtual, resident = file.read().split()[:2]
        files = len(os.listdir("/proc/self/fd"))
    except OSError:
        return []
    return [
        ("resident_memory", int(resident) * PAGE, "Memory in use", "bytes"),
        ("virtual_memory", int(virtual) * PAGE, "Memory asked for", "bytes"),
        ("open_fds", files, "Open files", ""),
    ]


def _sessions(rt: Runtime) -> None:
    found = counters(rt, "ConnStats")
    for protocol in PROTOCOLS:
        total = getattr(found, f"cumulative_{protocol}_conns")
        if not total:
            continue
        now = getattr(found, f"num_{protocol}_conns")
        labels = {"protocol": protocol}
        help = "Connections that are there"
        _show(rt, "gauge", "active_sessions", now, help, labels=labels)
        help = "Connections so far"
        _show(rt, "counter", "total_sessions", total, help, labels=labels)
    labels, ended = {"reason": "inactivity"}, found.killed_by_inactivity
    help = "Connections by the reason for their end"
    _show(rt, "counter", "ended_sessions", ended, help, labels=labels)


def _events(rt: Runtime) -> None:
    counted = rt.services.get("events run")
    help, family = "How often an event ran", "event-handler-invocations"
    for name, count in counted.counts.items() if counted is not None else ():
        _show(rt, "counter", family, count, help, labels={"name": name})


def _work(rt: Runtime) -> None:
    help = "Timers so far"
    _show(rt, "counter", "timers", rt.timers.serial, help)
    help = "Conditions of when statements that wait"
    _show(rt, "gauge", "pending_triggers", len(rt.triggers), help)
    help = "Stores of Broker that are open"
    stores = rt.services.get("broker stores", ())
    _show(rt, "gauge", "broker_stores", len(stores), help)
    help = "Peers of Broker, of which a run has none"
    _show(rt, "gauge", "broker_peers", 0, help)
