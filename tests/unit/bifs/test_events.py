"""Time and events."""

from pyzeek.typesystem.types import ANY, COUNT, STRING, VectorType
from pyzeek.values.time import Interval, Time


def test_times(rt) -> None:
    assert rt.call("network_time") == Time(0) and rt.call("set_network_time", 5.5)
    assert rt.call("network_time") == 5.5 and rt.call("current_time") > 1e9
    assert rt.call("current_event_time") == -1.0
    rt.services["event_time"] = 3.0
    assert rt.call("current_event_time") == 3.0
    rt.network_time = 3600.0 * 7 + 10
    assert isinstance(rt.call("calc_next_rotate", 60.0), Interval)
    assert rt.call("calc_next_rotate", 0.0) == -1.0


def test_the_course_of_the_run(rt) -> None:
    assert not rt.call("zeek_is_terminating") and rt.call("terminate")
    assert not rt.call("terminate") and rt.call("zeek_is_terminating")
    assert rt.call("bare_mode") and not rt.call("reading_traces")
    rt.services["network"] = object()
    assert rt.call("reading_traces") and not rt.call("reading_live_traffic")
    rt.call("suspend_processing")
    assert rt.call("is_processing_suspended")
    rt.call("continue_processing")
    assert not rt.call("is_processing_suspended") and not rt.call("is_remote_event")


def test_groups_and_handlers_that_are_not_there(rt) -> None:
    for name in ("enable", "disable"):
        assert not rt.call(f"{name}_event_group", b"g")
        assert not rt.call(f"{name}_module_events", b"M")
    assert len(rt.said) == 4
    assert not rt.call("has_event_group", b"g") and not rt.call(
        "has_module_events", b"M"
    )
    assert not rt.call("is_event_handled", b"nope") and len(rt.said) == 1


def test_metadata(rt) -> None:
    assert rt.call("EventMetadata::register", "id", COUNT)
    assert rt.call("EventMetadata::register", "id", COUNT)
    assert not rt.call("EventMetadata::register", "id", STRING)
    assert not rt.call("EventMetadata::register", "other", VectorType(ANY))
    assert not rt.call("EventMetadata::register", "other", 5) and len(rt.said) == 1
    assert rt.call("EventMetadata::current", "id") == []
    assert rt.call("EventMetadata::current_all") == []
    assert rt.call("packet_source")


def test_a_backtrace_without_scripts(rt) -> None:
    rt.is_script = lambda path: False
    frames = rt.call("backtrace")
    assert [f.function_name for f in frames] == [b"backtrace"]
