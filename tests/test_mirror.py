"""`tests/unit` has a file for each file of `engine`, under the same name."""

from __future__ import annotations

from pathlib import Path

UNIT = Path(__file__).parent / "unit"
ENGINE = Path(__file__).parents[1] / "engine"
ELSEWHERE = Path(__file__).with_name("elsewhere.txt")
"Files without a test of their own, each with what tests them."


def sources() -> set[str]:
    return {
        path.relative_to(ENGINE).as_posix()
        for path in ENGINE.rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    }


def covered() -> set[str]:
    return {
        path.relative_to(UNIT).with_name(path.name.removeprefix("test_")).as_posix()
        for path in UNIT.rglob("test_*.py")
        if path.relative_to(UNIT).parts[0] != "scripts"
    }


def elsewhere() -> dict[str, list[str]]:
    """What tests each file that stands in the list; a folder stands for its files."""
    found = {}
    for line in ELSEWHERE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *places = line.split()
            found[name] = places
    return found


def test_every_file_is_tested():
    listed = elsewhere()
    alone = {
        name for name in sources() - covered() if f"{folder_of(name)}/" not in listed
    }
    assert alone == {name for name in listed if not name.endswith("/")}


def folder_of(name: str) -> str:
    return name.rpartition("/")[0]


def test_every_test_has_its_file():
    folders = {path.parent.relative_to(ENGINE).as_posix() for path in ENGINE.rglob("*")}
    strange = {
        name
        for name in covered() - sources()
        if name.removesuffix(".py") not in folders and not is_aspect(name)
    }
    assert strange == set()


def is_aspect(name: str) -> bool:
    """`test_loading_prefixes.py` may stand beside `test_loading.py`."""
    folder, _, file = name.rpartition("/")
    stems = {Path(s).stem for s in sources() if s.rpartition("/")[0] == folder}
    return any(file.startswith(f"{stem}_") for stem in stems)


def test_what_tests_the_others_is_there():
    root = ENGINE.parent
    for name, places in elsewhere().items():
        assert places and all((root / "tests" / place).exists() for place in places), (
            name
        )
