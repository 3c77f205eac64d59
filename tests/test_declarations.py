"""What `scripts/base/bif` declares is what the engine has, or stands in `not_yet.txt`.

A function counts as there if `bifs` registers it, an event if the engine's code
names it (an f-string stands for all names that it may give) or a bundled script
raises it. `--update` renews the list; README counts its lines.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyzeek
from pyzeek.bifs import BIFS
from pyzeek.driver import Driver
from pyzeek.library import scripts
from pyzeek.options import Options

NOT_YET = Path(__file__).with_name("not_yet.txt")
ENGINE = Path(pyzeek.__file__).parent
RAISED = re.compile(r"\b(?:event|schedule\s.+?\{)\s+([A-Za-z_][\w:]*)\s*\(.*?\)\s*[;}]")
ASKED = ("event", "find_event", "handler", "wanted")
"Methods that take the name of an event."


@cache
def declared() -> dict[str, tuple[str, str]]:
    """Kind and file of each name that `base/bif` declares."""
    driver = Driver(Options())
    driver.load()
    root = scripts() / "base" / "bif"
    return {
        name: (symbol.kind, Path(symbol.loc.file).relative_to(root).as_posix())
        for name, symbol in driver.program.symbols.items()
        if symbol.kind in ("event", "function")
        and Path(symbol.loc.file).is_relative_to(root)
    }


def names(kind: str) -> set[str]:
    return {name for name, (found, _) in declared().items() if found == kind}


@cache
def trees() -> tuple[ast.AST, ...]:
    return tuple(
        ast.parse(path.read_text(encoding="utf-8")) for path in ENGINE.rglob("*.py")
    )


def raised() -> set[str]:
    """The events that the engine or a bundled script raises."""
    found = set(named_in_engine())
    for path in scripts().rglob("*.zeek"):
        found.update(RAISED.findall(path.read_text(encoding="utf-8")))
    return found & names("event")


def named_in_engine() -> set[str]:
    events, found = names("event"), set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in events:
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.update(matching(node, events))
    return found


def matching(text: ast.JoinedStr, events: set[str]) -> set[str]:
    """The events that an f-string may name."""
    parts = [
        re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+"
        for part in text.values
    ]
    if sum(len(part) for part in parts if part != r"\w+") < 5:
        return set()
    pattern = re.compile("".join(parts))
    return {name for name in events if pattern.fullmatch(name)}


def missing() -> str:
    """What is declared and not there, by file."""
    there = raised() | (set(BIFS) & names("function"))
    by_file: dict[str, list[str]] = defaultdict(list)
    for name, (kind, file) in declared().items():
        if name not in there:
            by_file[file].append(f"{kind} {name}\n")
    blocks = [
        f"# {file}\n" + "".join(sorted(lines))
        for file, lines in sorted(by_file.items())
    ]
    return "\n".join(blocks)


def test_what_is_declared_is_there_or_listed(golden):
    golden(NOT_YET, missing())


def test_every_function_of_the_engine_is_declared():
    assert set(BIFS) <= names("function")


def test_every_event_of_the_engine_is_declared():
    asked = set()
    for tree in trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ASKED
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                asked.add(node.args[0].value)
    assert asked and {n for n in asked if isinstance(n, str)} <= names("event")
