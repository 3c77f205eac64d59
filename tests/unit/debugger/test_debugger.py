"""Sessions with the debugger: commands go in, what it shows comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CAPTURE = Path(__file__).parents[2] / "traces" / "smb" / "smb2-02-session.pcap"
SCRIPT = """\
module Watch;
export { global seen: table[addr] of count &default=0; }
function twice(n: count): count
    {
    local m = n * 2;
    return m;
    }
event zeek_init()
    {
    for ( i, x in vector(1, 2, 3) )
        {
        local y = twice(x);
        print y;
        }
    }
event new_connection(c: connection)
    {
    ++seen[c$id$orig_h];
    print "new";
    }
"""


@pytest.fixture
def session(tmp_path, environment):
    """Run commands; what came between the prompts, without the welcome."""
    (tmp_path / "watch.zeek").write_text(SCRIPT)

    def run(*commands: str, words: tuple[str, ...] = ("-b",)) -> list[str]:
        ended = subprocess.run(
            [sys.executable, "-m", "pyzeek", "-d", *words, "watch.zeek"],
            input="\n".join(commands),
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        assert ended.returncode == 0
        answers = ended.stdout.split("(pyzeek) ")
        assert "`help` lists the commands" in answers[0]
        assert "watch.zeek, line 10, in zeek_init" in answers[0]
        return [answer.strip() for answer in answers[1:]]

    return run


def test_stepping(session):
    found = session("next", "next", "step", "return")
    assert [place(answer) for answer in found] == [12, 13, 10, None]
    found = session("n", "s", "s", "p m", "r", "n", "q")
    assert found[1].startswith("> ./watch.zeek, line 5, in Watch::twice")
    assert found[3] == "2"
    assert found[4].startswith("gives 2\n")
    assert place(found[5]) == 13


def place(answer: str) -> int | None:
    """The line of the last stop that an answer tells of."""
    found = [line for line in answer.splitlines() if line.startswith("> ")]
    return int(found[-1].split("line ")[1].split(",")[0]) if found else None


def test_breakpoints(session):
    found = session("b 13, y > 4", "b", "c", "p y", "c")
    assert found[0].endswith("watch.zeek:13")
    assert place(found[2]) == 13
    assert found[3] == "6"
    found = session("break Watch::twice", "c", "clear 1", "tbreak 13", "c", "c")
    assert [place(answer) for answer in found[1:]] == [5, None, None, 13, None]
    assert session("b nix", "q")[0].startswith("*** ")
    assert "already hit 1 time" in session("b watch.zeek:5", "c", "b", "q")[2]


def test_a_breakpoint_in_the_library(session):
    found = session(
        "b Site::is_local_addr",
        "p Site::is_local_addr(10.0.0.1)",
        "c",
        words=("-b", "base/utils/site"),
    )
    assert "scripts/base/utils/site.zeek:" in found[0]
    assert found[1] in ("T", "F")


def test_values(session):
    found = session(
        "n",
        "p x + 5",
        "twice(21)",
        'print fmt("%s", x);',
        "whatis 5 sec",
        "locals",
        "p nix",
        "p Watch::seen[1.2.3.4]",
        "p 1/0",
        "p 1 +",
        "q",
    )
    assert found[1:5] == ["6", "42", "1", "interval"]
    assert found[5] == "i = 0\nx = 1"
    assert (
        found[6]
        == 'error in <debugger>, line 1: unknown identifier nix, at or near "nix"'
    )
    assert found[7] == "0"
    assert "division by zero" in found[8]
    assert "syntax error" in found[9]


def test_frames(session):
    found = session("b 6", "c", "where", "up", "args", "down", "args", "ll", "q")
    assert found[2].splitlines()[0] == "./watch.zeek, line 12, in zeek_init"
    assert place(found[3]) == 12
    assert found[4] == ""
    assert found[6] == "n = 1"
    assert "->" in found[7] and "local m = n * 2;" in found[7]


def test_events_of_a_capture(session):
    found = session(
        "break new_connection",
        "c",
        "p c$id$resp_p == 445/tcp",
        "p c$smb_state",
        "n",
        "p Watch::seen",
        "c",
        words=("-C", "-r", str(CAPTURE)),
    )
    assert found[1].startswith("2\n4\n6\n> ./watch.zeek, line 18, in new_connection")
    assert found[2] == "T"
    assert "field value missing (Watch::c$smb_state)" in found[3]
    assert found[5] == "{\n[10.20.0.10] = 1\n}"
    assert found[6] == "new"
