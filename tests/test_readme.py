"""README tells the truth: its figures, and the commands that it names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)


def figures(declared: dict[str, int], missing: list[str]) -> str:
    cases = len(list((TESTS / "language").glob("*/*.zeek")))
    failing = len((TESTS / "language" / "not_yet.txt").read_text().split())
    captures = len(list((TESTS / "traces" / "smb").glob("*.pcap")))
    rows = [
        f"- {what}: {total - count(what, missing)} of {total} (the others are listed in"
        " [not_yet.txt](tests/not_yet.txt)).\n"
        for what, total in declared.items()
    ]
    rows.append(
        "- [Cases](tests/language) of the language, its functions and errors that come"
        f" out as in Zeek: {cases - failing} of {cases}.\n"
    )
    rows.append(
        "- [Captures](tests/traces/smb) whose events of SMB, NTLM, GSSAPI, DCE/RPC and"
        f" Kerberos are those of Zeek, field by field: {captures} of {captures}.\n"
    )
    return "".join(rows)


def count(what: str, missing: list[str]) -> int:
    kind = "event" if what.startswith("Events") else "function"
    return sum(line.startswith(kind) for line in missing)


def test_figures(golden):
    code = """
from pyzeek.driver import Driver
from pyzeek.options import Options
driver = Driver(Options())
driver.load()
kinds = [s.kind for s in driver.program.symbols.values() if "/bif/" in s.loc.file]
print(kinds.count("event"), kinds.count("function"))
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    events, functions = map(int, ended.stdout.split())
    declared = {
        "Events that are raised, of those declared": events,
        "Built-in functions that are there, of those declared": functions,
    }
    missing = (TESTS / "not_yet.txt").read_text().splitlines()
    text = README.read_text(encoding="utf-8")
    golden(README, BLOCK.sub(rf"\g<1>{figures(declared, missing)}\g<2>", text))


def test_first_commands(environment):
    """The second of the two commands prints what README says."""
    text = README.read_text(encoding="utf-8")
    command = re.search(r"^    pyzeek (-C -r .+)$", text, re.MULTILINE)[1]
    ended = subprocess.run(
        [sys.executable, "-m", "pyzeek", *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "".join(f"    {line}\n" for line in ended.stdout.splitlines()) in text


def test_the_checks_run_the_same_commands():
    text = README.read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("pip install -e '.[test]'", "pytest -n auto"):
        assert f"    {command}\n" in text
    assert "pip install -q -e '.[test]'" in script
    assert "pytest -n auto" in script


def test_every_file_named_is_there():
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for name in re.findall(
            r"`((?:tests|engine|examples|scripts|grammar)/[^`<{ ]*)`", text
        ):
            assert (ROOT / name).exists(), name
