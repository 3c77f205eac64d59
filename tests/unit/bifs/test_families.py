"""The list of names agrees with the files and with Zeek's declarations."""

import re
from importlib import import_module
from pathlib import Path

from pyzeek.bifs import BIFS
from pyzeek.bifs.contract import REGISTERED
from pyzeek.bifs.families import FAMILIES
from pyzeek.library import scripts

HEAD = re.compile(r"^\s*(?:global|function)\s+([\w:]+)\s*[:%(]", re.M)
MODULE = re.compile(r"^module\s+([\w:]+)\s*;", re.M)


def test_each_file_registers_what_is_listed() -> None:
    for module, names in FAMILIES.items():
        place = f"pyzeek.bifs.{module}"
        import_module(place)
        here = {n for n, b in REGISTERED.items() if b.function.__module__ == place}
        assert here == set(names), module


def test_each_name_stands_once() -> None:
    names = [n for names in FAMILIES.values() for n in names]
    assert len(names) == len(set(names)) == len(BIFS) == len(list(BIFS))


def declared() -> set[str]:
    found = set()
    for path in Path(scripts(), "base", "bif").rglob("*.zeek"):
        text = path.read_text(encoding="utf-8")
        module = MODULE.search(text)
        for name in HEAD.findall(text):
            prefix = "" if "::" in name or module is None else f"{module[1]}::"
            found.add(f"{prefix}{name}")
    return {n.removeprefix("GLOBAL::") for n in found}


def test_all_are_declared() -> None:
    names = declared()
    bare = {n.rpartition("::")[2] for n in names}
    lost = [n for n in BIFS if n not in names and n.rpartition("::")[2] not in bare]
    assert not lost


def test_looking_up_imports_the_family() -> None:
    assert BIFS["to_lower"].function(b"A") == b"a"
    assert "to_lower" in BIFS and "no_such_function" not in BIFS
    assert BIFS["fmt"].runtime and not BIFS["cat"].runtime
