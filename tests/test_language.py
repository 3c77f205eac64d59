"""Scripts that pin the language, its functions and its errors.

Beside `NAME.zeek` stand what Zeek 8.2.2 prints (`NAME.out`), what it says on
standard error (`NAME.err`), its exit status (`NAME.rc`), the files that the run
leaves (`NAME.d/`) and files that it needs (`NAME.in/`); what is absent is empty,
the status 0. Comments at the head of a script may set the arguments before it
(`# args: -b x=1`) and the environment (`# env: NAME=value`).

Cases that do not come out yet stand in `language/not_yet.txt`; one that comes out
although it stands there is an error too, so that the list stays true. `--update`,
without `-n`, takes it off.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "language"
CASES = sorted(FOLDER.glob("*/*.zeek"))
LIST = FOLDER / "not_yet.txt"
NOT_YET = set(LIST.read_text().split())

SCRIPT_PATH = re.compile(r"[^\s\"'`,:;()<>|=]*/([^\s/\"'`,:;()<>|=]+\.zeek)")
"A path before the name of a script; messages are compared without it."
LOG_TIME = re.compile(r"^(#open|#close)\t.*$", re.MULTILINE)
"When a log was opened and closed."


def case_id(script: Path) -> str:
    return f"{script.parent.name}/{script.stem}"


@pytest.mark.parametrize("script", CASES, ids=case_id)
def test_case(script, run, tmp_path, request):
    problem = difference(script, run, tmp_path)
    if case_id(script) in NOT_YET:
        if not problem and request.config.getoption("--update"):
            left = set(LIST.read_text().split()) - {case_id(script)}
            LIST.write_text("".join(f"{name}\n" for name in sorted(left)))
            return
        assert problem, "comes out now: take it off tests/language/not_yet.txt"
        pytest.xfail("not yet")
    assert not problem, problem


def test_not_yet_lists_cases():
    assert {case_id(script) for script in CASES} >= NOT_YET


def difference(script: Path, run, folder: Path) -> str | None:
    """What differs from Zeek, or None."""
    arguments, env = header(script)
    shutil.copy(script, folder)
    side = script.with_suffix(".in")
    if side.is_dir():
        shutil.copytree(side, folder, dirs_exist_ok=True)
    before = set(folder.rglob("*"))
    outcome = run(*arguments, script.name, env=env, folder=folder)
    left = {
        path.relative_to(folder).as_posix(): without_paths(read(path))
        for path in folder.rglob("*")
        if path not in before and path.is_file()
    }
    wanted = script.with_suffix(".d")
    pairs = {
        "output": (read(script.with_suffix(".out")), outcome.out),
        "errors": (read(script.with_suffix(".err")), without_paths(outcome.err)),
        "status": (int(read(script.with_suffix(".rc")) or 0), outcome.status),
        "files": ({p.name: without_paths(read(p)) for p in wanted.glob("*")}, left),
    }
    for what, (want, got) in pairs.items():
        if want != got:
            return f"{what}: want {want!r}, got {got!r}"
    return None


def header(script: Path) -> tuple[list[str], dict[str, str]]:
    """The arguments and the environment that the comments at the head ask for."""
    arguments, env = ["-b"], {}
    for line in read(script).splitlines():
        if not line.startswith("#"):
            break
        word, _, rest = line[1:].strip().partition(":")
        if word == "args":
            arguments = shlex.split(rest)
        elif word == "env":
            env.update(item.split("=", 1) for item in shlex.split(rest))
    return arguments, env


def read(path: Path) -> str:
    if not path.is_file():
        return ""
    return path.read_bytes().decode("utf-8", "backslashreplace")


def without_paths(text: str) -> str:
    return LOG_TIME.sub(r"\1", SCRIPT_PATH.sub(r"\1", text))
