"""Logs of runs that were killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import sleep

import pytest

from pyzeek.logs.leftovers import shadow_of

ON = ["LogAscii::enable_leftover_log_rotation=T", "Log::default_rotation_interval=1hr"]
PROCESS = """
function mine(info: Log::RotationInfo): bool
	{
	print info$path, info$fname, info$terminating;
	return T;
	}
function wrong(): bool
	{
	return T;
	}
event zeek_init() { mine(Log::RotationInfo($writer=Log::WRITER_NONE, $fname="f",
	$path="p", $open=network_time(), $close=network_time(), $terminating=F)); wrong(); }
redef Log::default_rotation_date_format = "date";
"""


def leave(folder, name: str, text: str) -> None:
    (folder / f"{name}.log").write_text("line\n")
    (folder / f".shadow.{name}.log").write_text(text)


def test_shadow() -> None:
    assert shadow_of("a/conn.log") == os.path.join("a", ".shadow.conn.log")
    assert shadow_of("conn.log") == ".shadow.conn.log"


def test_leftover_logs_are_rotated(run, tmp_path) -> None:
    leave(tmp_path, "one", ".log\n\n")
    leave(tmp_path, "two", ".log\nmine\n")
    leave(tmp_path, "three", ".log\nwrong\n")
    leave(tmp_path, "four", "")
    (tmp_path / ".shadow.gone.log").write_text("\n")
    outcome = run("-b", *ON, script=PROCESS)
    names = sorted(p.name for p in tmp_path.glob("*"))
    assert names[:3] == ["four.date.log", "one.date.log", "test.zeek"]
    assert names[3] == "three.date.log" and names[4].startswith("two-")
    assert not list(tmp_path.glob(".shadow*"))
    assert outcome.out.splitlines()[0].startswith("two, ")
    assert outcome.err.count("Rotated/postprocessed leftover log") == 4
    assert "with intended postprocessor function 'wrong'" in outcome.err
    assert "shadow  file" in outcome.err and outcome.status == 0


def test_they_stay_if_nobody_asks(run, tmp_path) -> None:
    leave(tmp_path, "one", ".log\n\n")
    run("-b", script=PROCESS)
    assert (tmp_path / "one.log").exists()


def test_rotating_takes_the_shadow_away(run, tmp_path) -> None:
    outcome = run("-C", *ON, trace="smb/smb3-11-session.pcap")
    assert outcome.status == 0 and outcome.err == ""
    assert list(tmp_path.glob("smb_files.*.log"))
    # as in Zeek, what is opened once the run ends is not rotated any more
    left = [p.name for p in tmp_path.glob(".shadow*")]
    assert left == [".shadow.conn.log"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_run_that_is_killed_does(tmp_path, environment) -> None:
    script = tmp_path / "t.zeek"
    script.write_text("""
redef exit_only_after_terminate = T;
event ready() { Reporter::error("ready"); schedule 1hr { ready() }; }
event zeek_init() { schedule 1usec { ready() }; }
""")
    command = [sys.executable, "-m", "pyzeek", *ON, "t.zeek"]
    child = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
    )
    shadow = tmp_path / ".shadow.reporter.log"
    for _ in range(400):
        if shadow.exists():
            break
        sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert shadow.read_text() == ".log\n\n"
