"""Metrics as scripts collect them; more in tests/language/functions/metrics.zeek."""

from pyzeek.values.table import Table
from pyzeek.values.vector import Vector


def test_metrics_are_found_by_name_after_scripts_had_their_say(rt) -> None:
    family = rt.call("Telemetry::__gauge_family", b"p", b"n-m", Vector([b"l-x"]), b"")
    labels = Table({b"l-x": b"v"})
    gauge = rt.call("Telemetry::__gauge_metric_get_or_add", family, labels)
    rt.names.find_hook = lambda name: lambda: bool(
        rt.call("Telemetry::__gauge_inc", gauge, 2.0) and rt.enums.get("goes on")
    )
    rt.values |= {
        "Telemetry::metrics_endpoint_label": b"endpoint",
        "Telemetry::metrics_endpoint_name": b"me",
        "running_under_test": False,
    }
    (found,) = rt.call("Telemetry::__collect_metrics", b"p", b"*")
    assert found.opts.name == b"p_n_m" and found.value == 2.0
    assert found.label_names == [b"endpoint", b"l_x"]
    assert found.label_values == [b"me", b"v"]
    assert "skipped" in rt.said[0][1]
    assert rt.call("Telemetry::__collect_metrics", b"q", b"*") == []
    assert rt.call("Telemetry::__collect_histogram_metrics", b"p", b"*") == []
    rt.names.find_hook = lambda name: None
    (found,) = rt.call("Telemetry::__collect_metrics", b"p", b"n_")
    assert found.value == 6.0
