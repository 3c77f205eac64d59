"""Many runs from one: scripts are loaded once, and each capture gets a fork of it.

A run that has come as far as its first capture is a process that can be forked. The
children read a capture each and say through a pipe what came of it, so a run costs
what its packets cost, may take neither more time nor more memory than it should, and
cannot harm the next.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyzeek.analyzers.network import Network
from pyzeek.driver import Driver
from pyzeek.options import Options

ADDRESS_SPACE = 4 << 30
"Bytes after which a child gets no more memory; a run may take far less."

LOGS = "logs"
"The folder in which a run may write."


@dataclass(slots=True)
class Outcome:
    """What came of a capture."""

    seconds: float = 0.0
    memory: int = 0
    "The most that the process held beyond what it was forked with, in MB."
    status: int | None = None
    "The exit status; None if there was no end in time."
    errors: list[str] = field(default_factory=list)
    "What was written to standard error."
    strays: list[str] = field(default_factory=list)
    "Files written outside of the folder for logs."
    found: Any = None
    "What the caller's `inspect` made of the run."

    def trouble(self, limit: float, memory: int) -> str | None:
        """What is wrong with it, or None."""
        if self.status is None:
            return f"no end after {limit:g} seconds"
        if self.strays:
            return f"written outside of the log folder: {' '.join(self.strays)}"
        if self.memory > memory:
            return f"{self.memory} MB of memory"
        return "\n".join(self.errors) or None


class Warm:
    """Runs of the same scripts over captures, one fork each."""

    def __init__(
        self,
        scripts: Iterable[str | Path] = (),
        code: Iterable[str] = (),
        *,
        limit: float = 10.0,
        inspect: Callable[[Driver], Any] | None = None,
    ):
        self.options = Options(
            captures=[os.devnull],
            scripts=[
                str(Path(script).resolve() if Path(script).exists() else script)
                for script in scripts
            ],
            code=list(code),
            ignore_checksums=True,
        )
        self.limit = limit
        self.inspect = inspect
        # Where a child writes what came of its run.
        self._answer: int | None = None
        # What each child holds from the start, in KB.
        self._base = 0

    def run(self, captures: Iterable[bytes]) -> Iterator[Outcome]:
        """The outcomes of captures, each as soon as it is there."""
        asking, answering = os.pipe()
        sys.stdout.flush()
        server = os.fork()
        if not server:
            os.close(asking)
            with os.fdopen(answering, "wb") as answers:
                _leave(lambda: self._serve(captures, answers))
        os.close(answering)
        try:
            with os.fdopen(asking, "rb") as answers:
                with suppress(EOFError):
                    while True:
                        yield pickle.load(answers)
        finally:
            with suppress(ProcessLookupError):
                os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)

    # ---- the process that is forked

    def _serve(self, captures: Iterable[bytes], answers: io.BufferedWriter) -> None:
        """Start a run, and fork where it would open its capture."""
        out, err = io.BytesIO(), io.StringIO()
        driver = Driver(self.options, out=out, err=err)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            read_all = Network._read_all

            def fork_instead(network: Network, _: Any, opened: ExitStack) -> Any:
                gc.collect()
                gc.freeze()
                self._base = held()
                place = self._fork_for_each(folder, captures, answers)
                return read_all(network, [f"{place}/capture.pcap"], opened)

            Network._read_all = fork_instead  # type: ignore[method-assign]
            try:
                status = driver.run()
            except Exception:
                status = 1
                err.write(traceback.format_exc())
            if self._answer is None:
                raise RuntimeError(f"no run: {err.getvalue()}")
            answer = self._answer
            _leave(lambda: self._tell(answer, driver, status, err))

    def _fork_for_each(
        self, folder: str, captures: Iterable[bytes], answers: io.BufferedWriter
    ) -> str:
        """Fork for each capture; only children return, with the folder of theirs."""
        status = 1
        try:
            for data in captures:
                place = tempfile.mkdtemp(dir=folder)
                outcome = self._child(place, data)
                if outcome is None:
                    return place
                pickle.dump(outcome, answers)
                answers.flush()
            status = 0
        except Exception:
            traceback.print_exc()
        os._exit(status)

    def _child(self, place: str, data: bytes) -> Outcome | None:
        """Fork: None in the child, who goes on; its outcome in the parent."""
        Path(place, "capture.pcap").write_bytes(data)
        Path(place, LOGS).mkdir()
        asking, answering = os.pipe()
        begun = time.monotonic()
        child = os.fork()
        if not child:
            os.close(asking)
            self._answer = answering
            os.chdir(f"{place}/{LOGS}")
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
            return None
        os.close(answering)
        outcome = self._await(asking, child)
        outcome.seconds = time.monotonic() - begun
        outcome.strays = _strays(place)
        _remove(place)
        return outcome

    def _await(self, asking: int, child: int) -> Outcome:
        """What a child says before its time is over."""
        end = time.monotonic() + self.limit
        told = b""
        with os.fdopen(asking, "rb", buffering=0) as answers:
            while (left := end - time.monotonic()) > 0:
                if select.select([answers], [], [], left)[0]:
                    part = answers.read(1 << 20)
                    told += part
                    if not part:
                        break
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, _, usage = os.wait4(child, 0)
        outcome = pickle.loads(told) if told.endswith(b".") else Outcome()
        outcome.memory = max(0, usage.ru_maxrss - self._base) >> 10
        return outcome

    def _tell(
        self, answering: int, driver: Driver, status: int, err: io.StringIO
    ) -> None:
        """The child's last act."""
        found = self.inspect(driver) if self.inspect else None
        outcome = Outcome(
            status=status, errors=err.getvalue().splitlines(), found=found
        )
        with os.fdopen(answering, "wb") as answer:
            pickle.dump(outcome, answer)


def held() -> int:
    """What this process holds at present, in KB; the most so far where unknown."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * resource.getpagesize() >> 10


def _leave(act: Callable[[], None]) -> None:
    """Do that and end the process, without what is done at the end of a process."""
    status = 1
    try:
        act()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _strays(place: str) -> list[str]:
    """Files that lie neither among the logs nor are the capture."""
    return [
        name
        for folder, _, names in os.walk(place)
        if not f"{folder}/".startswith(f"{place}/{LOGS}/")
        for name in names
        if name != "capture.pcap"
    ]


def _remove(place: str) -> None:
    for folder, _, names in os.walk(place, topdown=False):
        for name in names:
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)
