"""What once came out as in Zeek must go on doing so.

usage: python tests/ratchet.py [--update] [--engine COMMAND] [--suite NAME] [FOLDER]

Runs the conformance cases and the recorded captures of FOLDER (`../shared` beside the
checkout by default) and compares what passes with the lists in `tests/ratchet/`: a
case on a list that fails is an error. `--update` adds what passes by now; taking a
case off a list is done by hand, with a reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
LISTS = TESTS / "ratchet"
CONNECTIONS = "^(new_connection|connection_established)$"
FAMILY_EVENTS = "^(smb|ntlm|gssapi|krb|dce_rpc|file|pe_|x509|connection|new_connection)"
FAMILY_LOGS = "^(smb_|ntlm|dce_rpc|kerberos|pe)"
"""Of SMB and what it carries; files and oddities of other protocols stay out."""


def conformance(folder: Path, engine: str) -> set[str]:
    """The conformance cases that pass."""
    script = folder / "conformance" / "run.py"
    ended = subprocess.run(
        [sys.executable, str(script), "--engine", engine, "-j", "2", "--list-failures"],
        stdout=subprocess.PIPE,
        text=True,
    )
    failing = set(ended.stdout.split())
    cases = {f"{p.parent.name}/{p.stem}" for p in script.parent.glob("*/*.zeek")}
    return cases - failing


def captures(
    folder: Path, engine: str, events: str, *groups: str, logs: str = ""
) -> set[str]:
    """The captures whose events and logs of these names, if any, are Zeek's."""
    script = folder / "reference" / "compare.py"
    command = [sys.executable, str(script), "--engine", engine]
    command += ["--events", events, "--timeout", "120"]
    command += ["--logs", logs] if logs else ["--no-logs"]
    for group in groups:
        command += ["--group", group]
    with tempfile.TemporaryDirectory() as temporary:
        table = Path(temporary, "results.json")
        subprocess.run([*command, "--json", str(table)], stdout=subprocess.DEVNULL)
        results = json.loads(table.read_text())["results"]
    return {
        result["name"]
        for result in results
        if (result["logs"] if logs else result["events"])
        and not result["notes"]
        and all(matched == wanted for matched, wanted in counts(result))
    }


def counts(result: dict[str, Any]) -> list[tuple[int, int]]:
    """How many events and rows came out as wanted, of how many, by name."""
    return [*result["events"].values(), *result["logs"].values()]


SUITES: dict[str, Callable[[Path, str], set[str]]] = {
    "conformance": conformance,
    "smb2_events": lambda f, e: captures(f, e, "^smb2_", "smb", "own"),
    "connection_events": lambda f, e: captures(f, e, CONNECTIONS, "conn"),
    "smb_family": lambda f, e: captures(
        f, e, FAMILY_EVENTS, "smb", "own", logs=FAMILY_LOGS
    ),
}


def check(name: str, passing: set[str], update: bool) -> bool:
    """Compare with the list of a suite; whether nothing was lost."""
    path = LISTS / f"{name}.txt"
    listed = set(path.read_text().split()) if path.exists() else set()
    lost, new = listed - passing, passing - listed
    print(f"{name}: {len(passing)} pass, {len(lost)} lost, {len(new)} new")
    for case in sorted(lost):
        print(f"  lost: {case}")
    if new and update:
        path.write_text("".join(f"{case}\n" for case in sorted(listed | new)))
    elif new:
        print("  python tests/ratchet.py --update keeps the new ones")
    return not lost


def main() -> int:
    """Check every suite."""
    parser = argparse.ArgumentParser(description="Check that no case is lost.")
    parser.add_argument("--update", action="store_true", help="keep what passes now")
    parser.add_argument("--engine", default="pyzeek", help="the command to run")
    parser.add_argument("--suite", action="append", choices=SUITES, help="only this")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=TESTS.parents[1] / "shared"
    )
    given = parser.parse_args()
    held = [
        check(name, SUITES[name](given.folder, given.engine), given.update)
        for name in given.suite or SUITES
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
