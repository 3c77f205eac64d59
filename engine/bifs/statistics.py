"""Counters of the run, as far as they are kept.

Those of packets, connections and files are counted where they are handled, and lie
in `rt.services["statistics"]`, by record and field.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from ..typesystem.types import COUNT, INTERVAL, TIME, VectorType
from ..values.table import Table
from ..values.time import Interval, Time
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

STARTED = time.time()
ZEROS = {COUNT: 0, TIME: Time(0.0), INTERVAL: Interval(0.0)}
RECORDS = {
    "get_broker_stats": "BrokerStats",
    "get_conn_stats": "ConnStats",
    "get_dns_stats": "DNSStats",
    "get_event_stats": "EventStats",
    "get_file_analysis_stats": "FileAnalysisStats",
    "get_gap_stats": "GapStats",
    "get_matcher_stats": "MatcherStats",
    "get_net_stats": "NetStats",
    "get_proc_stats": "ProcStats",
    "get_reassembler_stats": "ReassemblerStats",
    "get_reporter_stats": "ReporterStats",
    "get_thread_stats": "ThreadStats",
    "get_timer_stats": "TimerStats",
}


def _events(rt: Runtime) -> dict[str, Any]:
    # those of the present round count as dispatched already, and may still wait
    queued = max(
        rt.dispatched + len(rt.pending), rt.services.get("events queued", 0)
    )
    rt.services["events queued"] = queued
    return {"queued": queued, "dispatched": rt.dispatched}


def _timers(rt: Runtime) -> dict[str, Any]:
    timers = rt.timers
    return {"current": len(timers.heap), "cumulative": timers.serial}


def _weirds(rt: Runtime) -> dict[str, Any]:
    seen: dict[str, int] = rt.services.get("weirds", {})
    by_type = Table((name.encode(), count) for name, count in seen.items())
    return {"weirds": sum(seen.values()), "weirds_by_type": by_type}


def _process(rt: Runtime) -> dict[str, Any]:
    times = os.times()
    found: dict[str, Any] = {
        "debug": False,
        "start_time": Time(STARTED),
        "real_time": Interval(time.time() - STARTED),
        "user_time": Interval(times.user),
        "system_time": Interval(times.system),
    }
    try:
        import resource
    except ImportError:
        return found  # Windows tells none of this
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return found | {
        "mem": usage.ru_maxrss * 1024,
        "minor_faults": usage.ru_minflt,
        "major_faults": usage.ru_majflt,
        "num_swap": usage.ru_nswap,
        "blocking_input": usage.ru_inblock,
        "blocking_output": usage.ru_oublock,
        "num_context": usage.ru_nivcsw,
    }


OWN = {
    "EventStats": _events,
    "ProcStats": _process,
    "ReporterStats": _weirds,
    "TimerStats": _timers,
}


def counters(rt: Runtime, record: str) -> Any:
    cls = rt.record(record)
    made = cls()
    fields = cls.__zeek_type__.fields
    for field, slot in zip(fields, cls.__zeek_slots__, strict=True):
        if field.type in ZEROS and not field.optional and not hasattr(made, slot):
            setattr(made, slot, ZEROS[field.type])
    known = OWN[record](rt) if record in OWN else {}
    known |= rt.services.get("statistics", {}).get(record, {})
    for slot, value in known.items():
        setattr(made, slot, value() if callable(value) else value)
    return made


def _define(name: str, record: str) -> None:
    def call(rt: Runtime) -> Any:
        """What was counted so far."""
        return counters(rt, record)

    bif(name, runtime=True)(call)


for _name, _record in RECORDS.items():
    _define(_name, _record)


@bif("get_event_handler_stats", runtime=True)
def get_event_handler_stats(rt: Runtime) -> Vector:
    """How often each event ran that has a handler, by name."""
    kind = rt.names.type_of("EventNameStats")
    made = Vector((), kind if isinstance(kind, VectorType) else None)
    counted = rt.services.get("events run")
    if counted is not None:
        row = rt.record("EventNameCounter")
        for name, count in sorted(counted.counts.items()):
            handler = rt.find_event(name)
            if handler is not None and handler.active:
                made.append(row(name.encode(), count))
    return made
