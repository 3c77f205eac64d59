"""A command whose output is read, without waiting for it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from typing import IO

CHUNK = 65536
POSIX = os.name == "posix"


class Child:
    """A shell command with pipes that never block."""

    def __init__(self, command: str, *, feeds: bool, errors: bool):
        shell = ["/bin/sh", "-c", command]
        self.process = subprocess.Popen(
            shell if POSIX else command,
            stdin=subprocess.PIPE if feeds else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if errors else subprocess.DEVNULL,
            bufsize=0,
            shell=not POSIX,
            # a group of its own, so that what it starts can be ended with it
            process_group=0 if POSIX else None,
        )
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            # Windows has it from Python 3.12 on; before, reading a command waits
            if pipe is not None and hasattr(os, "set_blocking"):
                os.set_blocking(pipe.fileno(), False)

    def read(self, *, errors: bool = False) -> bytes | None:
        """What the command has printed: None if nothing now, empty at the end."""
        pipe = self.process.stderr if errors else self.process.stdout
        return b"" if pipe is None else read_available(pipe)

    def write(self, data: bytes) -> int:
        """Hand over as much as the command takes now; raises OSError."""
        assert self.process.stdin is not None
        try:
            return self.process.stdin.write(data) or 0
        except BlockingIOError:
            return 0

    def end_input(self) -> None:
        """Let the command see the end of its input."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()

    def status(self) -> tuple[int, bool] | None:
        """Exit status, or signal and True; None while the command runs."""
        code = self.process.poll()
        if code is None:
            return None
        return (-code, True) if code < 0 else (code, False)

    def close(self, *, force: bool) -> None:
        """End the command, if it still runs, and what it has started."""
        if self.process.poll() is None:
            self._signal(signal.SIGTERM)
            self._wait()
            if force and self.process.poll() is None:
                self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
                self._wait()
        self.end_input()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(OSError):
            if POSIX:
                os.killpg(self.process.pid, number)
            else:
                self.process.terminate()

    def _wait(self) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)


def read_available(pipe: IO[bytes]) -> bytes | None:
    """A piece of what is there: None if nothing now, empty at the end."""
    try:
        return pipe.read(CHUNK)
    except BlockingIOError:
        return None
