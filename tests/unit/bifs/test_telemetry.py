"""Metrics."""

from pyzeek.values.table import Table
from pyzeek.values.vector import Vector


def test_counters_and_gauges(rt) -> None:
    family = rt.call("Telemetry::__counter_family", b"p", b"n", Vector([b"l"]))
    assert rt.call("Telemetry::__counter_family", b"p", b"n", Vector([b"l"])) is family
    a = rt.call("Telemetry::__counter_metric_get_or_add", family, Table({b"l": b"x"}))
    b = rt.call("Telemetry::__counter_metric_get_or_add", family, Table({b"l": b"y"}))
    assert rt.call("Telemetry::__counter_inc", a, 2.5)
    assert not rt.call("Telemetry::__counter_inc", a, -1.0)
    values = [rt.call("Telemetry::__counter_value", m) for m in (a, b)]
    assert values == [2.5, 0.0]
    gauges = rt.call("Telemetry::__gauge_family", b"p", b"g", Vector())
    gauge = rt.call("Telemetry::__gauge_metric_get_or_add", gauges, Table())
    rt.call("Telemetry::__gauge_inc", gauge)
    rt.call("Telemetry::__gauge_dec", gauge, 3.0)
    assert rt.call("Telemetry::__gauge_value", gauge) == -2.0
    assert a.describe() == b"<opaque of counter_metric>"


def test_histograms(rt) -> None:
    bounds = Vector([1.0, 10.0])
    family = rt.call("Telemetry::__histogram_family", b"p", b"h", Vector(), bounds)
    metric = rt.call("Telemetry::__histogram_metric_get_or_add", family, Table())
    for value in (0.5, 5.0, 50.0):
        assert rt.call("Telemetry::__histogram_observe", metric, value)
    assert rt.call("Telemetry::__histogram_sum", metric) == 55.5
    assert metric.observations == [1.0, 1.0, 1.0]
