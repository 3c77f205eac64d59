"""Logs that an earlier run did not get to rotate.

With `LogAscii::enable_leftover_log_rotation` a log that is to be rotated has a shadow
beside it as long as it is written: a small file with the ending of the log's name and
the function that is to process it. A run that finds shadows, because another one was
killed, rotates those logs first.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ..structure import Structure
from ..typesystem.coercion import same_type
from ..typesystem.types import FuncType
from ..values.function import info_of
from ..values.time import Time
from .rotation import Rotation

if TYPE_CHECKING:
    from ..runtime.state import Runtime

PREFIX = ".shadow."
DEFAULT = "Log::__default_rotation_postprocessor"


def shadow_of(path: str) -> str:
    """The shadow of a log."""
    folder, name = os.path.split(path)
    return os.path.join(folder, PREFIX + name)


def leave_shadow(path: str, extension: str, process: Any) -> None:
    """Put a shadow beside a log that begins; raises OSError."""
    info = info_of(process)
    shadow = shadow_of(path)
    folder, name = os.path.split(shadow)
    temporary = os.path.join(folder, f".tmp{name}")
    with open(temporary, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f"{extension}\n{info.name if info else ''}\n")
    os.replace(temporary, shadow)


class Leftover(Structure):
    """A log with a shadow."""

    path: str
    extension: str
    process: str
    "The name of the function for it."
    opened: float
    closed: float


class Leftovers:
    """Finds the logs of earlier runs and rotates them."""

    def __init__(self, rt: Runtime):
        self.rt = rt
        self.rotation = Rotation(rt)

    def rotate(self) -> None:
        """Rotate all that are in the folder of logs."""
        folder = os.path.abspath(os.fsdecode(self.rt.value("Log::default_logdir")))
        try:
            names = sorted(os.listdir(folder))
        except OSError as e:
            self.rt.reporter.error(
                f"failed to open directory '{folder}' in search of leftover logs:"
                f" {e.strerror}"
            )
            return
        for name in names:
            if name.startswith(PREFIX):
                self._look(os.path.join(folder, name.removeprefix(PREFIX)))

    def _look(self, path: str) -> None:
        try:
            if os.path.isfile(path):
                self._rotate(self._read(path))
            else:
                os.unlink(shadow_of(path))  # the log is gone already
        except OSError as e:
            self.rt.reporter.error(
                f"failed to process leftover log '{path}': {e.strerror}"
            )

    def _read(self, path: str) -> Leftover:
        shadow = shadow_of(path)
        with open(shadow, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().split("\n")
        extension, process = os.path.splitext(path)[1], ""
        if len(lines) < 2:
            self.rt.reporter.warning(
                f"Found leftover log, '{path}', but the associated shadow  file,"
                f" '{shadow}', required to process it is invalid: using default  for"
                f" extension ({extension}) and post_proc_func"
            )
        else:
            extension, process = lines[:2]
        opened, closed = os.stat(shadow).st_ctime, os.stat(path).st_mtime
        return Leftover(
            path, extension, process, float(int(opened)), float(int(closed))
        )

    def _rotate(self, log: Leftover) -> None:
        rt = self.rt
        process = self._process(log)
        name = os.path.splitext(os.path.basename(log.path))[0]
        opened, closed = Time(log.opened), Time(log.closed)
        kind = rt.enum("Log::WRITER_ASCII")
        path = os.fsencode(name)
        target = self.rotation.target(kind, path, opened, closed, process)
        target += log.extension
        os.replace(log.path, target)
        os.unlink(shadow_of(log.path))
        about = rt.record("Log::RotationInfo")(
            kind, os.fsencode(target), path, opened, closed, False
        )
        if self.rotation.call(process, about) is not None:
            rt.reporter.info(
                f"Rotated/postprocessed leftover log '{log.path}' -> '{target}' "
            )

    def _process(self, log: Leftover) -> Any:
        """The function that the log asks for, if there is such a one."""
        default = self.rt.value(DEFAULT)
        if not log.process:
            return default
        symbol = self.rt.names.symbol(log.process)
        kind = info_of(default)
        if (
            symbol is not None
            and symbol.kind == "function"
            and isinstance(symbol.type, FuncType)
            and kind is not None
            and same_type(symbol.type, kind.type)
        ):
            return self.rt.value(log.process)
        self.rt.reporter.warning(
            f"Could not postprocess log '{log.path}' with intended postprocessor"
            f" function '{log.process}', proceeding  with the default function"
        )
        return default
