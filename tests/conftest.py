"""What tests share: `run` runs pyzeek as a user would, `golden` compares with a file.

`pytest --update` writes what came out into the golden files, to be read as a diff
before it is committed. The cases under `language/` are no golden files: their
outputs are Zeek's own.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
TRACES = TESTS / "traces"
pytest_plugins = ["pytester"]
LIMIT = 60
"Seconds after which a run counts as hanging."

# The same examples in every run, and none too slow: a machine may be busy.
settings.register_profile("pyzeek", deadline=None, derandomize=True)
settings.load_profile("pyzeek")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write the outputs into golden files"
    )


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of runs: no settings of this machine, one cache for all."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ZEEK")}
    return kept | {
        "TZ": "UTC",
        "LC_ALL": "C",
        "PYZEEK_CACHE_DIR": str(base / "cache"),
    }


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Outcome]:
    """Run pyzeek in an empty folder: `run("-e", "print 1;", trace="x.pcap")`.

    Arguments are those of the command line; `trace` is a capture of `traces/`;
    `script` is the text of a script, which then is called `test.zeek`.
    """

    def run(
        *arguments: str | os.PathLike[str],
        script: str | None = None,
        trace: str | None = None,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        folder: Path = tmp_path,
    ) -> Outcome:
        command = [sys.executable, "-m", "pyzeek", *map(os.fspath, arguments)]
        if trace is not None:
            command += ["-r", str(TRACES / trace)]
        if script is not None:
            (folder / "test.zeek").write_text(script, encoding="utf-8")
            command.append("test.zeek")
        ended = subprocess.run(
            command,
            cwd=folder,
            env=environment | dict(env or {}),
            input=stdin,
            capture_output=True,
            timeout=LIMIT,
        )
        out, err = (
            data.decode("utf-8", "backslashreplace")
            for data in (ended.stdout, ended.stderr)
        )
        return Outcome(ended.returncode, out, err)

    return run


@pytest.fixture(scope="session")
def mutate() -> ModuleType:
    """The script that damages captures, as a module."""
    return beside("mutate")


@pytest.fixture(scope="session")
def warm() -> ModuleType:
    """Runs that are forked from one that is ready, as a module."""
    return beside("warm")


@pytest.fixture(scope="session")
def sealing() -> ModuleType:
    """The script that encrypts captures, as a module."""
    return beside("sealing")


def beside(name: str) -> ModuleType:
    """A script of this folder as a module."""
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where pickle and dataclasses look for it
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write it there with `--update`."""
    update = request.config.getoption("--update")

    def compare(path: Path, text: str) -> None:
        if update:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
