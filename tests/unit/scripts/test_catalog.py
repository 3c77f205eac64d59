"""What the bundled scripts declare, against the names that Zeek 8.2.2 knows.

`catalog.txt` has one line for each global name of `zeek -b`, in fields divided by
tabs: the kind, the name, and for a record its fields in order, for an enum its
members, for a function or event its parameters, for a variable its type.
`values.txt` has the values of constants and options as `to_json` writes them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pyzeek.check.symbols import Program, Symbol
from pyzeek.driver import Driver
from pyzeek.options import Options
from pyzeek.typesystem.types import (
    EnumType,
    Field,
    FuncType,
    RecordType,
    TableType,
    Type,
    VectorType,
)

CATALOG = Path(__file__).with_name("catalog.txt")
VALUES = Path(__file__).with_name("values.txt")
KINDS = ("alias", "const", "enum", "event", "function", "global", "hook", "option")
NOT_NEEDED = {"Site::one_to_32"}
"A loop counter of Zeek's own script."


@cache
def library() -> Program:
    """The library of `pyzeek -b`, checked."""
    driver = Driver(Options(bare=True))
    driver.load()
    return driver.program


def catalog(*kinds: str) -> list[list[str]]:
    """The rows of some kinds."""
    rows = [line.split("\t") for line in CATALOG.read_text("utf-8").splitlines()]
    return [r for r in rows if r[0] in kinds and r[1] not in NOT_NEEDED]


def spelled(kind: Type) -> str:
    """A type in full, where the script may have used a name for it."""
    if isinstance(kind, VectorType):
        return f"vector of {spelled(kind.element)}"
    if isinstance(kind, TableType):
        index = ", ".join(map(spelled, kind.index))
        if kind.value is None:
            return f"set[{index}]"
        return f"table[{index}] of {spelled(kind.value)}"
    return "func" if isinstance(kind, FuncType) else str(kind)


def text(kind: Type) -> str:
    """A type as the catalog writes it."""
    return re.sub(r"opaque of [\w:]+", "opaque", spelled(kind))


def field(f: Field) -> str:
    """A field of a record as the catalog writes it."""
    marks = " &optional" if f.optional and not f.has_default else ""
    marks += " &log" if f.log else ""
    marks += " &default" if f.has_default else ""
    return f"{f.name}: {text(f.type)}{marks}"


def parameters(signature: str) -> list[str]:
    """The names of the parameters in `(a:T, b:function(c:U)) : V`."""
    flat = signature
    while "(" in flat[1:]:
        flat = flat[0] + re.sub(r"\([^()]*\)", "", flat[1:])
    return re.findall(r"(?:^\(|, )(\w+):", flat)


def symbol(name: str) -> Symbol:
    """The declaration of a name."""
    found = library().symbols.get(name)
    assert found is not None, f"{name} is not declared"
    return found


@pytest.mark.parametrize("kind", [*KINDS, "record"])
def test_every_name_is_declared(kind: str) -> None:
    declared = library().symbols
    assert [r[1] for r in catalog(kind) if r[1] not in declared] == []


def test_records_have_their_fields_in_order() -> None:
    wrong = {}
    for _, name, *expected in catalog("record"):
        kind = symbol(name).type
        kind = getattr(kind, "type", kind)
        assert isinstance(kind, RecordType)
        found = [field(f) for f in kind.fields]
        if found != expected:
            wrong[name] = [
                p for p in zip(found, expected, strict=False) if p[0] != p[1]
            ] or found
    assert wrong == {}


def test_enums_have_their_members() -> None:
    wrong = {}
    for _, name, *members in catalog("enum"):
        kind = symbol(name).type
        kind = getattr(kind, "type", kind)
        assert isinstance(kind, EnumType)
        expected = {m.rpartition("=")[0]: int(m.rpartition("=")[2]) for m in members}
        if not expected.items() <= kind.members.items():
            wrong[name] = dict(expected.items() - kind.members.items())
    assert wrong == {}


@pytest.mark.parametrize("flavor", ["event", "function", "hook"])
def test_functions_have_their_parameters(flavor: str) -> None:
    wrong = {}
    for _, name, signature in catalog(flavor):
        kind = symbol(name).type
        assert isinstance(kind, FuncType) and kind.flavor == flavor, name
        found = [f.name for f in kind.params.fields]
        if found != parameters(signature):
            wrong[name] = (found, signature)
    assert wrong == {}


@pytest.mark.parametrize("kind", ["const", "global", "option"])
def test_variables_have_their_types(kind: str) -> None:
    wrong = {}
    for _, name, expected, *marks in catalog(kind):
        found = symbol(name)
        if isinstance(found.type, FuncType):
            continue
        if str(found.type) != expected or ("&redef" in marks) > found.redefinable:
            wrong[name] = (str(found.type), expected)
    assert wrong == {}


def unordered(value: Any) -> Any:
    """A JSON value without the order of its arrays, which may be sets."""
    if isinstance(value, list):
        return sorted((unordered(v) for v in value), key=repr)
    if isinstance(value, dict):
        return {k: unordered(v) for k, v in value.items()}
    return value


def test_constants_have_their_values(tmp_path: Path) -> None:
    expected = dict(r.split("\t") for r in VALUES.read_text("utf-8").splitlines())
    prints = [f'print "{name} = " + to_json({name});' for name in expected]
    script = tmp_path / "values.zeek"
    script.write_text("event zeek_init() {" + "\n".join(prints) + "}", "utf-8")
    command = [sys.executable, "-m", "pyzeek", "-b", str(script)]
    output = subprocess.run(command, capture_output=True, check=False).stdout.decode()
    found = dict(line.split(" = ", 1) for line in output.splitlines())
    wrong = {
        name: (found.get(name), value)
        for name, value in expected.items()
        if unordered(json.loads(found.get(name, "null")))
        != unordered(json.loads(value))
    }
    assert wrong == {}
