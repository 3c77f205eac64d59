"""Metrics as text."""

from __future__ import annotations

import re
import subprocess
import sys

CODE = r"""
@load base/frameworks/telemetry
global asked = Telemetry::register_counter_family([$prefix="x", $name="asked",
    $unit="", $help_text="Questions\nso far", $label_names=vector("who", "a-b")]);
global taken = Telemetry::register_histogram_family([$prefix="x", $name="taken",
    $unit="seconds", $help_text="Time", $label_names=vector(),
    $bounds=vector(0.5, 2.0)]);
event zeek_init()
    {
    Telemetry::counter_family_inc(asked, vector("\"me\"", "1"));
    Telemetry::counter_family_inc(asked, vector("\"me\"", "1"), 1.5);
    for ( _, t in vector(0.1, 0.5, 1.0, 7.0) )
        Telemetry::histogram_family_observe(taken, vector(), t);
    }
"""
WANTED = r"""
# HELP x_asked_total Questions\nso far
# TYPE x_asked_total counter
x_asked_total{who="\"me\"",a_b="1"} 2.5
# HELP x_taken_seconds Time
# TYPE x_taken_seconds histogram
x_taken_seconds_bucket{le="0.5"} 2
x_taken_seconds_bucket{le="2"} 3
x_taken_seconds_bucket{le="+Inf"} 4
x_taken_seconds_sum 8.6
x_taken_seconds_count 4
"""
LINE = re.compile(r'(# (HELP|TYPE) .+|\w+(\{(\w+="[^\n]*",?)+\})? [\d.e+-]+)\n')


def test_metrics_of_a_run(tmp_path, environment):
    command = [sys.executable, "-m", "pyzeek", "-b", "--metrics", "m.prom", "-e", CODE]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=60)
    text = (tmp_path / "m.prom").read_text()
    assert WANTED.strip("\n") in text
    assert all(LINE.fullmatch(f"{line}\n") for line in text.splitlines())
    assert "# TYPE process_start_time_seconds gauge\n" in text


def test_a_file_that_cannot_be_written(tmp_path, environment):
    words = ["-b", "--metrics", "none/m.prom", "-e", "event zeek_init() {}"]
    ended = subprocess.run(
        [sys.executable, "-m", "pyzeek", *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr == "error: metrics none/m.prom: No such file or directory\n"
