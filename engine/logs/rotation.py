"""When logs are rotated, and what they are called then."""

from __future__ import annotations

import os
import time
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from ..values.time import Time

if TYPE_CHECKING:
    from ..runtime.state import Runtime
    from .writer import Writer

DAY = 86400.0


def base_time(rt: Runtime) -> float:
    """`log_rotate_base_time` in seconds since midnight, -1 if there is none."""
    text = rt.value("log_rotate_base_time").decode("utf-8", "replace")
    if not text:
        return -1.0
    hours, _, minutes = text.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        rt.reporter.error("calc_next_rotate(): can't parse rotation base time")
        return -1.0
    return int(hours) * 3600.0 + int(minutes) * 60.0


def until_next(now: float, interval: float, base: float) -> float:
    """Seconds until the next rotation."""
    if base < 0:
        return floor(now / interval) * interval + interval - now
    date = time.localtime(now)
    midnight = time.mktime((*date[:3], 0, 0, 0, *date[6:]))
    start = midnight + base
    delta = start + ceil((now - start) / interval) * interval - now
    return delta if delta > 0 else interval


class Rotation:
    """Rotates the logs of a run."""

    def __init__(self, rt: Runtime):
        self.rt = rt

    def plan(self, writer: Writer) -> None:
        """Set a writer's timer."""
        interval, rt = writer.info.interval, self.rt
        if not interval or rt.terminating:
            return
        now = rt.network_time
        key = writer.rotation = object()
        if not now:
            # the clock has not started: look again when it has
            rt.timers.add(1.0, lambda: self._due(writer, key, False))
            return
        writer.opened = writer.opened or now
        due = now + until_next(now, interval, base_time(rt))
        rt.timers.add(due, lambda: self._due(writer, key, True), at_exit=True)

    def _due(self, writer: Writer, key: object, rotate: bool) -> None:
        if writer.rotation is not key:
            return
        if rotate:
            self.rotate(writer)
        writer.opened = self.rt.network_time
        self.plan(writer)

    def rotate(self, writer: Writer) -> None:
        """Put the present file aside and let scripts process it."""
        rt, info = self.rt, writer.info
        default = rt.value("Log::__default_rotation_postprocessor")
        process = info.postprocessor or default
        opened, closed = Time(writer.opened), Time(rt.network_time)
        kind = rt.enum(writer.name)
        path = info.path.encode("utf-8", "surrogateescape")
        target = self.target(kind, path, opened, closed, process)
        done = writer.rotate(target)
        if done is None:
            return
        name = done[0].encode("utf-8", "surrogateescape")
        about = rt.record("Log::RotationInfo")(
            kind, name, path, opened, closed, rt.terminating
        )
        self.call(process, about)

    def call(self, function: Any, argument: Any) -> Any:
        """Call a script function; None if it fails."""
        try:
            return function(argument)
        except Exception as e:
            self.rt.fault(e)
            return None

    def target(
        self, kind: Any, path: bytes, opened: Time, closed: Time, process: Any
    ) -> str:
        """What the script says a file is to be called, without its ending."""
        rt = self.rt
        about = rt.record("Log::RotationFmtInfo")(
            kind, path, opened, closed, rt.terminating, process
        )
        answer = self.call(rt.value("Log::rotation_format_func"), about)
        if answer is None:
            stamp = time.strftime("%y-%m-%d_%H.%M.%S", time.localtime(opened))
            text = f"{os.fsdecode(path)}-{stamp}"
            rt.reporter.error(
                f"Failed to call Log::rotation_format_func for path {os.fsdecode(path)}"
                f" continuing with rotation to: ./{text}"
            )
            return text
        folder = answer.dir or rt.value("Log::default_logdir")
        return os.path.join(
            self._folder(os.fsdecode(folder), path), os.fsdecode(answer.file_basename)
        )

    def _folder(self, folder: str, path: bytes) -> str:
        try:
            if folder:
                os.makedirs(folder, exist_ok=True)
        except OSError as e:
            self.rt.reporter.error(
                f"Failed to create dir '{folder}' returned by"
                f" Log::rotation_format_func for path {os.fsdecode(path)}: {e.strerror}"
            )
            return ""
        return folder
