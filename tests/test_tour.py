"""Each file of the tour prints what stands beside it.

Those outputs are Zeek's own, as far as its recorded results tell: they are compared,
never renewed.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOUR = ROOT / "examples" / "language"
FILES = sorted(TOUR.glob("*.zeek"))
TALKS = {"15-errors"}
"Those that write to standard error, on purpose."


@pytest.mark.parametrize("script", FILES, ids=lambda path: path.stem)
def test_file(script, environment):
    first = script.read_text(encoding="utf-8").splitlines()[0]
    command, *words = shlex.split(first.removeprefix("# "))
    assert command == "pyzeek"
    assert script.relative_to(ROOT).as_posix() in words
    ended = subprocess.run(
        [sys.executable, "-m", "pyzeek", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert ended.stdout == script.with_suffix(".out").read_text(encoding="utf-8")
    assert ended.returncode == 0
    assert bool(ended.stderr) == (script.stem in TALKS), ended.stderr


def test_outputs_belong_to_files():
    assert {path.stem for path in TOUR.glob("*.out")} == {path.stem for path in FILES}


def test_readme_names_each_file():
    named = re.findall(r"\]\(([^)]+)\)", (TOUR / "README.md").read_text())
    assert set(named) == {
        path.relative_to(TOUR).as_posix() for path in TOUR.rglob("*.zeek")
    }
