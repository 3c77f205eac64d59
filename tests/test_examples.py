"""The command in the first comment of each example prints what is recorded.

The recorded outputs are `examples/NAME.out` below `tests/`; `--update` renews them.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXPECTED = Path(__file__).parent / "examples"
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.is_file())
TESTING = ROOT / "examples" / "testing"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example(example, environment, golden):
    first = example.read_text(encoding="utf-8").splitlines()[0]
    words = shlex.split(first.removeprefix("# "))
    assert os.fspath(example.relative_to(ROOT)) in words
    start = {"pyzeek": [sys.executable, "-m", "pyzeek"], "python": [sys.executable]}
    ended = subprocess.run(
        [*start[words[0]], *words[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    golden(EXPECTED / f"{example.name}.out", ended.stdout)


def test_every_output_has_an_example():
    names = {f"{example.name}.out" for example in EXAMPLES}
    assert {path.name for path in EXPECTED.iterdir()} == names


def test_the_tests_among_the_examples(environment):
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTING],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "3 passed" in ended.stdout, ended.stdout + ended.stderr
