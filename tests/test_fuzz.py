"""A few damaged scripts for each run of the suite; fuzz_scripts.py tries many."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="needs what only Unix has")

PROGRAM = Path(__file__).with_name("fuzz_scripts.py")

ONCE_FAILED = [
    "print fmt(5, 2);",
    "print 1 / 0;",
    "print fmt(table(), T, F);",
    'print /a{ = 2,}/ == "a";',
    'print /^()/s in "a";',
    '@load base/frameworks/files\nprint |file_magic("x")|;',
    "global t: table[subnet] of string; global s: set[subnet]; print t[s];",
    """
    function by(a: count, b: count): int { print order(vector(2, 1), by); return 1; }
    event zeek_init() { print order(vector(2, 1), by); }
    """,
    """
    global h: hook(n: count);
    hook h(n: count) { hook h(n + 1); }
    event zeek_init() { hook h(1); }
    """,
]


@pytest.fixture(scope="module")
def fuzz():
    spec = importlib.util.spec_from_file_location("fuzz_scripts", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_damaged_scripts_do_no_harm(environment, tmp_path):
    ended = subprocess.run(
        [sys.executable, PROGRAM, "--count", "40", "--seed", "1000"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.stdout.splitlines()[-1] == "40 scripts, 0 failed", ended.stdout
    assert ended.returncode == 0


@pytest.mark.parametrize("text", ONCE_FAILED)
def test_what_once_failed(text, run):
    outcome = run("-b", script=text)
    assert outcome.status in (0, 1)
    assert "internal error" not in outcome.err and "Traceback" not in outcome.err


def test_the_same_seed_gives_the_same_script(fuzz):
    scripts = fuzz.corpus()[:20]
    assert [fuzz.mutate(scripts, seed) for seed in range(50)] == [
        fuzz.mutate(scripts, seed) for seed in range(50)
    ]
    assert len({fuzz.mutate(scripts, seed) for seed in range(50)}) > 40


def test_tokens_give_back_the_script(fuzz):
    for script in fuzz.corpus():
        assert "".join(fuzz.tokens(script)) == script


def test_kinds(fuzz):
    kinds = {"x": "name", "count": "type", "if": "keyword", "T": "literal"}
    kinds |= {'"a\\""': "literal", "80/tcp": "literal", "+": "infix", "{": "operator"}
    assert {token: fuzz.kind(token) for token in kinds} == kinds
