"""Runs from Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pyzeek

TRACES = Path(__file__).parent / "traces"
CAPTURE = TRACES / "smb" / "smb2-02-session.pcap"


def test_output_and_status():
    result = pyzeek.run(code='event zeek_init() { print "a", 1; }', bare=True)
    assert result == pyzeek.Result(status=0, output="a, 1\n")


def test_events_asked_for():
    result = pyzeek.run(CAPTURE, events=["smb2_negotiate_request", "zeek_done"])
    first, last = result.events
    assert first.name == "smb2_negotiate_request"
    assert list(first.args) == ["c", "hdr", "dialects"]
    assert first.args["dialects"] == [0x0202]
    assert first.time == pytest.approx(1795266095.4, abs=0.1)
    assert (last.name, last.args) == ("zeek_done", {})


def test_values_are_plain_python():
    engine = pyzeek.Engine(captures=[CAPTURE], ignore_checksums=True)
    seen = []

    @engine.on("smb2_tree_connect_request")
    def connect(c, hdr, path):
        seen.append((str(c.id.orig_h), str(c.id.resp_p), hdr.command, path))

    assert engine.run().status == 0
    assert seen[-1] == ("10.20.0.10", "445/tcp", 3, rb"\\10.20.0.20\docs")


def test_records_show_themselves():
    engine = pyzeek.Engine(captures=CAPTURE, ignore_checksums=True)
    shown = []
    engine.on("new_connection")(lambda c: shown.append(repr(c.id)))
    engine.run()
    assert shown[0].startswith("[orig_h=10.20.0.10, orig_p=52448/tcp, resp_h=10.20")


def test_priority_and_script_handlers():
    code = 'event zeek_init() { print "script"; }'
    engine = pyzeek.Engine(code=[code], bare=True)
    order = []
    engine.on("zeek_init", priority=-1)(lambda: order.append("late"))
    engine.on("zeek_init", priority=1)(lambda: order.append("early"))
    result = engine.run()
    assert (order, result.output) == (["early", "late"], "script\n")


def test_an_engine_runs_again():
    engine = pyzeek.Engine(code="event zeek_init() { print 1; }", bare=True)
    assert engine.run() == engine.run()


def test_exceptions_of_handlers_come_out():
    engine = pyzeek.Engine(bare=True)

    @engine.on("zeek_init")
    def fail():
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        engine.run()


def test_errors_of_scripts_are_lines():
    result = pyzeek.run(code="event zeek_init() { print x; }", bare=True)
    assert result.status == 1
    assert result.errors == [
        'error in <command line>, line 1: unknown identifier x, at or near "x"'
    ]


def test_errors_at_run_time_are_lines():
    code = "event zeek_done() { local a: vector of count; print a[3]; }"
    result = pyzeek.run(code=code, bare=True)
    assert result.errors == [
        "expression error in <command line>, line 1: no such index (a[3])"
    ]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"captures": "nix.pcap"}, "error: capture nix.pcap: no such file"),
        ({"events": ["nix"], "bare": True}, "error: no event is called nix"),
    ],
)
def test_mistakes_in_the_call(given, line):
    result = pyzeek.run(**given)
    assert (result.status, result.errors) == (1, [line])


def test_assignments(tmp_path):
    script = tmp_path / "n.zeek"
    script.write_text("const n = 1 &redef; event zeek_init() { print n; }")
    result = pyzeek.run(scripts=script, assignments=["n=5"], bare=True)
    assert result.output == "5\n"


def test_the_recursion_limit_is_left_alone():
    before = sys.getrecursionlimit()
    pyzeek.run(bare=True)
    assert sys.getrecursionlimit() == before


def test_importing_costs_nothing():
    code = "import sys, pyzeek; print([m for m in sys.modules if 'pyzeek.' in m])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout == "[]\n"
    assert set(pyzeek.__all__) <= set(dir(pyzeek))
    with pytest.raises(AttributeError, match="nix"):
        _ = pyzeek.nix
