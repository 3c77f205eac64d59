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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
LISTS = TESTS / "ratchet"


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


def captures(folder: Path, engine: str) -> set[str]:
    """What comes out as Zeek's of each recorded capture.

    `own/x.pcap` stands for all of its logs and events in their order,
    `own/x.pcap:conn.log` for one log and `own/x.pcap:smb2` for one family of events.
    """
    script = folder / "reference" / "compare.py"
    command = [sys.executable, str(script), "--engine", engine, "--timeout", "120"]
    with tempfile.TemporaryDirectory() as temporary:
        table = Path(temporary, "results.json")
        subprocess.run([*command, "--json", str(table)], stdout=subprocess.DEVNULL)
        results = json.loads(table.read_text())["results"]
    return {part for result in results for part in right_parts(result)}


def right_parts(result: dict[str, Any]) -> Iterator[str]:
    """The capture, if all of it is right, and its logs and events that are."""
    name, notes = result["name"], result["notes"]
    logs, events = result["logs"], result["events"]
    if not notes and all(got == want for got, want in all_of(logs, events)):
        yield name
    troubled = {note.partition(":")[0] for note in notes}
    for log, (got, want) in logs.items():
        if got == want and f"{log}.log" not in troubled:
            yield f"{name}:{log}.log"
    if not any(note.endswith("events too many") for note in notes):
        for family, (got, want) in events.items():
            if got == want:
                yield f"{name}:{family}"


def all_of(*tables: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """The counts of several tables: how many were right, of how many."""
    return [count for table in tables for count in table.values()]


SUITES: dict[str, Callable[[Path, str], set[str]]] = {
    "conformance": conformance,
    "captures": captures,
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
