"""Zeek's own scripts: does each file load, with this engine's built-in functions?

usage: python tests/zeek_scripts.py [--out-of-scope] [--warnings] TREE [NAME ...]

TREE is a script tree of Zeek (`scripts` of a checkout). Each file below `base/` and
`policy/` is loaded and checked by itself, as `pyzeek -b -a FILE` with ZEEKPATH at the
tree does it; the files that Zeek's build generates come from the bundled library.
Then the default set is loaded and run. One line tells the first error of each file
that fails, the last line how many there are. NAMEs (`policy/misc`) choose files.

Files that stand for Spicy, Broker and clusters are left out unless asked for.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from pyzeek.diagnostics import ScriptError, UserError
from pyzeek.driver import Driver
from pyzeek.options import Options

NAMES = ("base", "policy", "test-all-policy.zeek")
OUT_OF_SCOPE = re.compile(
    r"spicy|broker|zeromq|websocket/server|cluster/(experimental|nodes|supervisor)"
    r"|cluster/setup|frameworks/management|backend/redis|nodes-experimental"
)
"""Files that only make sense with a part that is not there, by a part of the path."""


def main() -> int:
    """Measure; the number of files that fail, at most 99."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n")[2][7:])
    parser.add_argument("tree", type=Path)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--out-of-scope", action="store_true")
    parser.add_argument("--warnings", action="store_true")
    options = parser.parse_args()
    tree = options.tree.resolve()
    os.environ["ZEEKPATH"] = os.pathsep.join(
        str(tree / folder) for folder in ("", "policy", "site")
    )
    os.environ.setdefault("PYZEEK_CACHE_DIR", tempfile.mkdtemp())
    chosen = files(tree, options.names, everything=options.out_of_scope)
    failed = 0
    for name in chosen:
        message = problem(tree / name, warnings=options.warnings)
        if message:
            failed += 1
            print(f"{name}: {message.replace(f'{tree}/', '')}", flush=True)
    message = problem_of_start()
    if message:
        failed += 1
        print(f"default set: {message}")
    total = len(chosen) + 1
    print(f"{total - failed} of {total} load, {failed} fail")
    return min(failed, 99)


def files(tree: Path, names: list[str], *, everything: bool) -> list[str]:
    """The scripts of a tree below the names, in order."""
    found = {
        path.relative_to(tree).as_posix()
        for name in names
        for path in [tree / name, *(tree / name).rglob("*.zeek")]
        if path.is_file()
    }
    return sorted(name for name in found if everything or not OUT_OF_SCOPE.search(name))


def problem(path: Path, *, warnings: bool) -> str:
    """The first line of complaint about a script; empty if it loads."""
    complaints = io.StringIO()
    options = Options(scripts=[str(path)], bare=True, parse_only=True)
    try:
        Driver(options, err=complaints).load()
    except ScriptError:
        return first_line(complaints) or "fails without a word"
    except UserError as e:
        return str(e)
    finally:
        gc.collect()
    return first_line(complaints) if warnings else ""


def first_line(text: io.StringIO) -> str:
    """The first line that is an error, or else the first."""
    lines = text.getvalue().splitlines()
    errors = [line for line in lines if "error" in line.split(":")[0]]
    return (errors or lines or [""])[0]


def problem_of_start() -> str:
    """What a run of the default set complains about."""
    command = [sys.executable, "-m", "pyzeek", "-e", "print network_time() != 0;"]
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if ended.returncode or ended.stderr:
        return (ended.stderr.splitlines() or [f"status {ended.returncode}"])[0]
    return ""


if __name__ == "__main__":
    sys.exit(main())
