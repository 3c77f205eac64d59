"""Rotation by network time."""

from pathlib import Path

import pytest

from pyzeek.logs.rotation import until_next

HOUR = 3600.0


@pytest.mark.parametrize(
    ("now", "base", "wait"),
    [(100.0, -1.0, 3500.0), (7200.0, -1.0, 3600.0), (7200.0, 0.0, 3600.0)],
)
def test_next_rotation(monkeypatch, now: float, base: float, wait: float) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert until_next(now, HOUR, base) == wait


SCRIPT = """
module M;
export {
	redef enum Log::ID += { LOG };
	type Info: record { n: count &log; };
}
redef Log::default_rotation_interval = 1 sec;
function told(info: Log::RotationInfo): bool
	{ print info$fname, info$terminating; return T; }
redef Log::default_rotation_postprocessors += { [Log::WRITER_ASCII] = told };
global n = 0;
event zeek_init() { Log::create_stream(LOG, [$columns=Info, $path="m"]); }
event tick() { Log::write(LOG, Info($n=++n)); schedule 1 sec { tick() }; }
event new_connection(c: connection) { event tick(); }
"""


def test_a_run_leaves_rotated_logs(run, tmp_path: Path) -> None:
    outcome = run("-b", "-C", script=SCRIPT, trace="conn/http-get.pcap")
    assert outcome.err == ""
    names = [line.split(", ") for line in outcome.out.splitlines()]
    assert names
    assert names[-1][1] == "T"
    assert all((tmp_path / name).exists() for name, _ in names)
