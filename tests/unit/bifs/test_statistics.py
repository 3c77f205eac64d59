"""Counters of a run."""

from types import SimpleNamespace

from pyzeek.bifs.statistics import RECORDS
from pyzeek.typesystem.types import COUNT, TIME, Field, RecordType, TableType
from pyzeek.typesystem.types import STRING as TEXT
from pyzeek.values.record import record_class


def test_counters_are_zero_or_what_is_kept(rt) -> None:
    kind = RecordType("S", [Field("n", COUNT), Field("t", TIME), Field("m", COUNT)])
    rt.record = lambda name: record_class(kind)
    rt.services["statistics"] = {"ConnStats": {"m": lambda: 7}}
    made = rt.call("get_conn_stats")
    assert (made.n, made.t, made.m) == (0, 0.0, 7)


def test_what_every_run_counts(rt) -> None:
    fields = {
        "EventStats": ("queued", "dispatched"),
        "TimerStats": ("current", "cumulative"),
        "ProcStats": ("mem", "minor_faults"),
    }

    def record(name: str) -> type:
        found = [Field(f, COUNT) for f in fields.get(name, ())]
        if name == "ReporterStats":
            counts = TableType((TEXT,), COUNT)
            found = [Field("weirds", COUNT), Field("weirds_by_type", counts)]
        return record_class(RecordType(name, found))

    rt.record = record
    fields["ProcStats"] += ("debug", "start_time", "real_time", "user_time")
    fields["ProcStats"] += ("system_time", "major_faults", "num_swap")
    fields["ProcStats"] += ("blocking_input", "blocking_output", "num_context")
    rt.dispatched, rt.pending = 5, [1, 2]
    rt.timers = SimpleNamespace(heap=[1], serial=9)
    rt.services["weirds"] = {"odd": 2, "odder": 1}
    made = {name: rt.call(name) for name in RECORDS}
    events, timers = made["get_event_stats"], made["get_timer_stats"]
    assert (events.queued, events.dispatched) == (7, 5)
    assert (timers.current, timers.cumulative) == (1, 9)
    assert made["get_reporter_stats"].weirds == 3
    assert made["get_reporter_stats"].weirds_by_type == {b"odd": 2, b"odder": 1}
    assert made["get_proc_stats"].start_time > 0
