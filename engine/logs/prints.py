"""`print` into a log, where `Log::print_to_log` asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..values.file import File
from ..values.printing import describe
from ..values.time import Time
from ..values.vector import Vector

if TYPE_CHECKING:
    from ..runtime.state import Runtime
    from .manager import LogManager

Print = Callable[..., None]


class PrintLog:
    """Writes what is printed to Log::PRINTLOG."""

    def __init__(self, rt: Runtime, manager: LogManager):
        self.rt = rt
        self.manager = manager

    def line(self, *values: Any) -> None:
        """`print a, b;`"""
        rt = self.rt
        texts = Vector([describe(value) for value in values])
        record = rt.record("Log::PrintLogInfo")(Time(rt.network_time), texts)
        self.manager.write(rt.enum("Log::PRINTLOG"), record)

    def to_file(self, file: File, *values: Any) -> None:
        """`print f, a, b;`: the file becomes one of the values."""
        if file.is_open:
            self.line(file, *values)


def redirections(rt: Runtime, manager: LogManager) -> dict[str, Print]:
    """What takes the place of the functions that print, by their names."""
    where = rt.value("Log::print_to_log").name.rpartition("::")[2]
    if where == "REDIRECT_NONE":
        return {}
    log = PrintLog(rt, manager)
    if where == "REDIRECT_STDOUT":
        return {"print_": log.line}
    return {"print_": log.line, "print_to": log.to_file}
