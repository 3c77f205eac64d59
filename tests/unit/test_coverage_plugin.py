"""What coverage.py says of scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pyzeek.coverage_plugin import ScriptReporter

SCRIPT = """\
@load base/utils/site
function twice(x: count): count
    {
    local r: count;
    if ( x > 5 )
        {
        r = x +
            x;
        return r;
        }
    else
        print "small",
              x;
    return 2 * x;
    }
@if ( F )
event zeek_done() { print "never"; }
@else
event zeek_done() { print "at the end"; }
@endif
event zeek_init()
    {
    local show = function(a: count)
        {
        print a;
        };
    for ( i in vector(1, 2) )
        {
        if ( i == 1 )
            next;
        switch i {
        case 3: print "three"; break;
        default:
            print twice(i);
            break;
        }
        }
    when ( T )
        { print "now"; }
    timeout 1 sec
        { print "late"; }
    while ( F )
        show(1);
    }
"""
CAN_RUN = {
    5,
    7,
    9,
    12,
    14,
    17,
    19,
    23,
    25,
    27,
    29,
    30,
    31,
    32,
    34,
    35,
    38,
    39,
    41,
    42,
    43,
}
DID_NOT = [7, 9, 17, 25, 41, 43]


def test_lines_that_can_run(tmp_path):
    path = tmp_path / "watch.zeek"
    path.write_text(SCRIPT)
    assert ScriptReporter(str(path)).lines() == CAN_RUN


def test_a_script_with_errors(tmp_path):
    path = tmp_path / "watch.zeek"
    path.write_text("event zeek_init( {")
    assert ScriptReporter(str(path)).lines() == set()


def test_a_run(tmp_path, environment):
    (tmp_path / "watch.zeek").write_text(SCRIPT)
    (tmp_path / ".coveragerc").write_text(
        "[run]\nplugins = pyzeek.coverage_plugin\ninclude = *.zeek\n"
    )
    coverage(tmp_path, environment, "run", "-m", "pyzeek", "-b", "watch.zeek")
    coverage(tmp_path, environment, "json", "-o", "found.json")
    found = json.loads((tmp_path / "found.json").read_text())
    assert list(found["files"]) == ["watch.zeek"]
    assert found["files"]["watch.zeek"]["missing_lines"] == DID_NOT


def coverage(folder: Path, environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "coverage", *words]
    alone = {k: v for k, v in environment.items() if not k.startswith("COV")}
    ended = subprocess.run(
        command, cwd=folder, env=alone, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    assert os.path.exists(folder / ".coverage")
