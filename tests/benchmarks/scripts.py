"""What starting and running scripts costs, in multiples of a yardstick.

usage: python tests/benchmarks/scripts.py [COMMAND]

Times whole processes: the CPU time of a start with and without the default
scripts, of a start after an edit of the user's script, and of the programs beside
this file, each the least of several runs with a warm cache. The yardstick is a
fixed piece of work in plain Python, timed in between, so that figures of two
machines or two days can be put side by side. COMMAND is what runs scripts, the
`pyzeek` of this Python without it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PROGRAMS = Path(__file__).with_name("programs")
RUNS = 7
YARDSTICK = """
counts = {}
digits = 0
for i in range(1_000_000):
    k = (i * 7919) % 50_000
    counts[k] = counts.get(k, 0) + 1
    if i & 7 == 0:
        digits += len(str(i))
"""


def main(arguments: list[str]) -> None:
    """Print one line for each measurement."""
    command = arguments or [str(Path(sys.executable).with_name("pyzeek"))]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["PYZEEK_CACHE_DIR"] = str(Path(folder, "cache"))
        jobs = measurements(command, Path(folder))
        for _ in range(3):  # the cache learns what a run needs
            for job in jobs.values():
                cpu(job())
        least = dict.fromkeys(jobs, float("inf"))
        for _ in range(RUNS):
            for name, job in jobs.items():
                least[name] = min(least[name], cpu(job()))
    yardstick = least.pop("yardstick")
    print(f"{'yardstick':24}{yardstick * 1000:7.0f} ms")
    for name, seconds in least.items():
        print(f"{name:24}{seconds * 1000:7.0f} ms {seconds / yardstick:6.2f}")


def measurements(
    command: list[str], folder: Path
) -> dict[str, Callable[[], list[str]]]:
    """By name: what gives the command to time next."""
    edits = iter(range(1_000_000))

    def edited() -> str:
        script = folder / "edited.zeek"
        script.write_text(f'event zeek_init() {{ print "edit {next(edits)}"; }}\n')
        return str(script)

    found: dict[str, Callable[[], list[str]]] = {
        "yardstick": lambda: [sys.executable, "-c", f"def f():{indented()}\nf()"],
        "start, bare": lambda: [*command, "-b", "-e", "print 1;"],
        "start": lambda: [*command, "-e", "print 1;"],
        "start after edit, bare": lambda: [*command, "-b", edited()],
        "start after edit": lambda: [*command, edited()],
    }
    for program in sorted(PROGRAMS.glob("*.zeek")):
        found[program.stem] = lambda path=program: [*command, "-b", str(path)]
    return found


def indented() -> str:
    return YARDSTICK.replace("\n", "\n    ")


def cpu(command: list[str]) -> float:
    """The CPU time of a process and its children, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime
    return spent - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:])
