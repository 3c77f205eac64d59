"""What all writers share."""

from types import SimpleNamespace

from pyzeek.logs.limits import Limits
from pyzeek.logs.writer import Writer, WriterError, WriterInfo


def writer(columns) -> tuple[Writer, list[str]]:
    errors: list[str] = []
    reporter = SimpleNamespace(error=errors.append, weird=lambda *a: None)
    rt = SimpleNamespace(reporter=reporter, network_time=0.0, services={})
    info = WriterInfo(rt, "M::LOG", "default", "m", columns, {}, Limits(4))
    return Writer(info), errors


def test_after_a_failure_nothing_is_tried(columns) -> None:
    one, errors = writer(columns)

    def fail() -> None:
        raise WriterError("disk full")

    one.attempt(fail)
    one.attempt(fail)
    assert errors == ["m/Log::WRITER_NONE: disk full"]
    assert one.broken


def test_shortened(columns, record) -> None:
    one, _ = writer(columns)
    assert one.shortened(record(n=1, note=b"abc"), None) is None
    values = one.shortened(record(n=1, note=b"abcdef"), None)
    assert values is not None
    assert values[2] == b"abcd"


def test_what_may_exceed_the_limits(columns, record) -> None:
    one, _ = writer(columns)
    one.info.limits = Limits(400, 0, 2)
    again = Writer(one.info)
    few = record(n=1, tags=[b"a", b"b"])
    assert again.harmless == 3 and not again.exceeds(300, few, None)
    assert again.exceeds(401, few, None)
    assert again.exceeds(300, record(n=1, tags=[b"a", b"b", b"c"]), None)
    assert not again.exceeds(300, record(n=1), None)
