"""The default scripts against a catalog of Zeek's names: what is missing or different?

usage: python tests/catalog.py CATALOG [PREFIX ...]

CATALOG has one JSON object a line for each global name that Zeek's default scripts
know: its type, the file that declares it, the fields of records with their
attributes, the members of enums, the values of constants and options. One line tells
each difference, the last one how many names agree. PREFIXes choose names by the file
that declares them (`base/frameworks`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pyzeek.driver import Driver
from pyzeek.options import Options
from pyzeek.typesystem.types import EnumType, RecordType

LEFT_OUT = "left out"
"""What stands in place of values that are too long."""


def main() -> int:
    """Compare; 1 if anything differs."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n")[2][7:])
    parser.add_argument("catalog", type=Path)
    parser.add_argument("prefixes", nargs="*", default=[""])
    options = parser.parse_args()
    driver = Driver(Options(parse_only=True))
    driver.load()
    symbols = driver.program.symbols
    chosen = [
        entry
        for entry in map(json.loads, options.catalog.read_text().splitlines())
        if entry.get("file", "").startswith(tuple(options.prefixes))
        and not entry["name"].startswith("module ")
    ]
    problems = {}
    for entry in chosen:
        symbol = symbols.get(entry["name"].removeprefix("GLOBAL::"))
        problems[entry["name"]] = list(differences(entry, symbol))
    values = [e for e in chosen if "value" in e and not problems[e["name"]]]
    for name, problem in wrong_values(values, symbols).items():
        problems[name].append(problem)
    for name, found in problems.items():
        for problem in found:
            print(f"{name}: {problem}")
    bad = sum(map(bool, problems.values()))
    print(f"{len(problems) - bad} of {len(problems)} names agree")
    return int(bool(bad))


def differences(entry: dict[str, Any], symbol: Any) -> list[str]:
    """What a name lacks."""
    if symbol is None:
        return [f"missing ({entry.get('file', 'no file')})"]
    kind = symbol.type
    if "fields" in entry and isinstance(kind, RecordType) and "::" in entry["name"]:
        return field_differences(entry["fields"], kind)
    if "enum" in entry and isinstance(kind, EnumType):
        absent = [name for name in entry["enum"] if name not in kind.members]
        return [f"without {', '.join(absent)}"] if absent else []
    if entry.get("option") and symbol.kind != "option":
        return [f"a {symbol.kind}, not an option"]
    return []


def field_differences(wanted: list[dict[str, Any]], kind: RecordType) -> list[str]:
    """What the fields of a record lack."""
    have = {f.name: f for f in kind.fields}
    found = []
    for field in wanted:
        own = have.get(field["field"])
        if own is None:
            found.append(f"without field {field['field']}")
            continue
        if bool(field.get("log")) != own.log:
            found.append(f"field {own.name} differs in &log")
        if bool(field.get("optional")) != (own.optional or own.has_default):
            found.append(f"field {own.name} differs in &optional or &default")
    names = {field["field"] for field in wanted}
    found += [f"has a field {name} too many" for name in have if name not in names]
    return found


def wrong_values(entries: list[dict[str, Any]], symbols: Any) -> dict[str, str]:
    """Constants and options with other values, by a run that prints them."""
    asked = {e["name"]: e["value"] for e in entries if symbols[e["name"]].exported}
    prints = "".join(f'print "{name}", to_json({name});\n' for name in asked)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "values.zeek").write_text(f"event zeek_init() {{\n{prints}}}\n")
        ended = subprocess.run(
            [sys.executable, "-m", "pyzeek", "values.zeek"],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
        )
    pairs = (line.partition(", ")[::2] for line in ended.stdout.splitlines())
    return {
        name: f"is {value[:60]}, not {asked[name][:60]}"
        for name, value in pairs
        if name in asked and LEFT_OUT not in asked[name]
        if plain(value) != plain(asked[name])
    }


def plain(text: str) -> Any:
    """A value in which the order of sets and tables does not count."""
    try:
        return sorted_out(json.loads(text))
    except ValueError:
        return text


def sorted_out(value: Any) -> Any:
    """Lists sorted, at all depths."""
    if isinstance(value, list):
        return sorted(map(sorted_out, value), key=json.dumps)
    if isinstance(value, dict):
        return {key: sorted_out(value[key]) for key in sorted(value)}
    return value


if __name__ == "__main__":
    sys.exit(main())
