"""The wheel holds every room, and every script and grammar."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "engine"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_room_is_listed():
    listed = SETTINGS["tool"]["setuptools"]["packages"]
    rooms = {
        ".".join(("pyzeek", *init.parent.relative_to(ENGINE).parts))
        for init in ENGINE.rglob("__init__.py")
    }
    assert set(listed) == rooms | {"pyzeek.grammar", "pyzeek.scripts"}
    assert listed == sorted(listed)


def test_the_folder_of_a_room_is_no_namespace():
    folders = {path.parent for path in ENGINE.rglob("*.py")}
    assert all((folder / "__init__.py").exists() for folder in folders)


def test_the_import_contract_knows_every_room():
    (layers,) = (
        contract
        for contract in SETTINGS["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    named = {name for layer in layers["layers"] for name in layer.split(" | ")}
    found = {path.stem for path in ENGINE.glob("*.py")} - {"__init__", "__main__"}
    found |= {init.parent.name for init in ENGINE.glob("*/__init__.py")}
    assert named == found


def test_the_wheel_holds_everything(tmp_path):
    held = wheel(tmp_path)
    folders = {"engine": "", "grammar": "grammar/", "scripts": "scripts/"}
    wanted = {
        f"pyzeek/{place}{path.relative_to(ROOT / folder).as_posix()}"
        for folder, place in folders.items()
        for suffix in ("zeek", "sig", "lark", "py", "typed")
        for path in (ROOT / folder).rglob(f"*.{suffix}")
    }
    assert {name for name in held if ".dist-info/" not in name} == wanted


def wheel(folder: Path) -> set[str]:
    """The names of the files in a wheel built of this tree."""
    pytest.importorskip("build")
    command = [sys.executable, "-m", "build", "--no-isolation", "-o", str(folder)]
    ended = subprocess.run([*command, str(ROOT)], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())
