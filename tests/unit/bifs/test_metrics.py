"""Metrics as scripts collect them; more in tests/language/functions/metrics.zeek."""

from pyzeek.values.table import Table
from pyzeek.values.vector import Vector


def test_metrics_are_found_by_name_after_scripts_had_their_say(
    rt, monkeypatch
) -> None:
    monkeypatch.setattr("pyzeek.bifs.metrics.read_engine", lambda rt: None)
    family = rt.call("Telemetry::__gauge_family", b"p", b"n-m", Vector([b"l-x"]), b"")
    labels = Table({b"l-x": b"v"})
    gauge = rt.call("Telemetry::__gauge_metric_get_or_add", family, labels)
    rt.names.find_hook = lambda name: (
        lambda: bool(
            rt.call("Telemetry::__gauge_inc", gauge, 2.0) and rt.enums.get("goes on")
        )
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


LOGS = """
module M;
export {
	redef enum Log::ID += { LOG };
	type Info: record { s: string &log; };
}
redef Log::max_log_record_size = 40;
redef Log::default_max_field_string_bytes = 30;
event zeek_init() &priority=-5
	{
	Log::create_stream(LOG, [$columns=Info, $path="m"]);
	Log::add_filter(LOG, [$name="none", $writer=Log::WRITER_NONE, $path="n"]);
	for ( _, size in vector(3, 35, 50) )
		Log::write(LOG, Info($s=string_fill(size, "x")));
	for ( _, m in Telemetry::collect_metrics("zeek", "log*") )
		print m$opts$name, m$label_values, m$value;
	}
"""


def test_metrics_of_logs(run, tmp_path) -> None:
    outcome = run("-b", "base/frameworks/telemetry", script=LOGS)
    lines = outcome.out.splitlines()
    assert "zeek_log_stream_writes_total, [M, M::LOG], 3.0" in lines
    ascii = "[default, M, m, M::LOG, Log::WRITER_ASCII]"
    assert f"zeek_log_writer_writes_total, {ascii}, 3.0" in lines
    assert f"zeek_log_writer_truncated_string_fields_total, {ascii}, 2.0" in lines
    assert any("[none, M, n, M::LOG, Log::WRITER_NONE], 3.0" in line for line in lines)


def test_records_that_are_too_large(run, tmp_path) -> None:
    script = LOGS.replace("_bytes = 30", "_bytes = 0")
    outcome = run("-b", "base/frameworks/telemetry", script=script)
    ascii = "[default, M, m, M::LOG, Log::WRITER_ASCII]"
    assert f"zeek_log_writer_discarded_writes_total, {ascii}, 1.0" in outcome.out
    assert "x" * 34 in (tmp_path / "m.log").read_text()
    assert "x" * 50 not in (tmp_path / "m.log").read_text()
