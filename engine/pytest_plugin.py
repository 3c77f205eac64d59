"""The plugin for pytest: scripts as tests, and a fixture that runs scripts.

A file `test_*.zeek` is a test: it passes if its run ends with status 0 and nothing
failed, no `assert` and no expression. A comment `# pyzeek: -C -r traces/a.pcap` says
what stands on the command line beside the script; paths are those seen from the
script's folder. Each runs in an empty folder of its own, where its logs go.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from .api import Engine, Result
from .api import run as run_scripts
from .cli import parse

OPTIONS = re.compile(r"^#+\s*pyzeek:(.*)$", re.MULTILINE)
FAILURE = re.compile(r"(?:\d+\.\d+ )?(?:expression |runtime |internal |fatal )?error\b")
Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class ScriptFailed(Exception):
    """A script that is a test did not come through."""

    def __init__(self, result: Result):
        super().__init__()
        self.result = result

    def __str__(self) -> str:
        lines = [*self.result.errors]
        if self.result.output:
            lines += ["printed:", *self.result.output.splitlines()]
        return "\n".join([*lines, f"exit status {self.result.status}"])


def failed(result: Result) -> bool:
    """Whether a run ended with an error or told of one."""
    return result.status != 0 or any(map(FAILURE.match, result.errors))


# ---- scripts as tests


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Take in `test_*.zeek`."""
    if file_path.suffix == ".zeek" and file_path.name.startswith("test_"):
        return ScriptFile.from_parent(parent, path=file_path)
    return None


class ScriptFile(pytest.File):
    """A script, which is one test."""

    def collect(self) -> Iterable[pytest.Item]:
        """The one test."""
        yield ScriptTest.from_parent(self, name=self.path.stem)


class ScriptTest(pytest.Item):
    """A run of a script in an empty folder."""

    def runtest(self) -> None:
        """Run it."""
        factory: pytest.TempPathFactory = self.config._tmp_path_factory  # type: ignore[attr-defined]
        folder = factory.mktemp(self.name)
        text = self.path.read_text(encoding="utf-8", errors="replace")
        options = parse(shlex.split(" ".join(OPTIONS.findall(text))) + [str(self.path)])
        near = self.path.parent
        options.captures = _seen_from(near, options.captures)
        options.scripts = _scripts_from(near, options.scripts)
        options.log_dir = options.log_dir or str(folder)
        engine = Engine()
        engine.options = options
        with contextlib.chdir(folder):
            result = engine.run()
        if failed(result):
            raise ScriptFailed(result)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The errors of the script instead of a Python traceback."""
        if isinstance(excinfo.value, ScriptFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test stands."""
        return self.path, None, self.name


# ---- the fixture


@pytest.fixture
def zeek(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run scripts over captures: `zeek("a.pcap", "watch.zeek")` gives a `Result`.

    It takes what `pyzeek.run` takes. Paths are those seen from the test's folder;
    the run works in an empty folder, where its logs are: `result.log("notice")`.
    A run with errors fails the test, unless `check=False` says that it may.
    """
    folder = request.path.parent
    monkeypatch.chdir(tmp_path)

    def run(
        captures: Paths = (), scripts: Paths = (), *, check: bool = True, **more: Any
    ) -> Result:
        here = _seen_from(folder, captures), _scripts_from(folder, scripts)
        result = run_scripts(*here, **{"log_dir": tmp_path, **more})
        if check and failed(result):
            pytest.fail(str(ScriptFailed(result)), pytrace=False)
        return result

    return run


def _listed(paths: Paths) -> list[str]:
    if isinstance(paths, (str, os.PathLike)):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]


def _seen_from(folder: Path, paths: Paths) -> list[str]:
    return [str(folder / path) for path in _listed(paths)]


def _scripts_from(folder: Path, names: Paths) -> list[str]:
    """Files of the folder as paths; other names are those of bundled scripts."""
    return [
        str(folder / name) if (folder / name).exists() else name
        for name in _listed(names)
    ]
