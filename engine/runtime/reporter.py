"""Messages of a running program, in Zeek's forms, on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TextIO

from ..diagnostics import Location, ZeekError, advice, excerpt, source_of
from ..values.printing import describe
from .faults import (
    Place,
    failed_to_print,
    fault_place,
    message,
    place_of,
    script_frame,
)

if TYPE_CHECKING:
    from .state import Runtime

NOTHING = object()
SWITCHES = {
    "info": "Reporter::info_to_stderr",
    "warning": "Reporter::warnings_to_stderr",
    "error": "Reporter::errors_to_stderr",
}
"""What keeps messages from stderr once packets flow."""


class Reporter:
    """Counts errors and prints messages; scripts may listen by events."""

    def __init__(self, rt: Runtime, stream: TextIO | None = None):
        self.rt = rt
        self.stream = stream
        self.errors = 0
        self.traceback = False
        "Whether calls are shown where stderr is no terminal, too."
        self.inside = False
        "Whether a handler of messages is running."

    # ---- lines

    def line(self, text: str) -> None:
        """Print a line; once packets flow, network time stands before it."""
        stream = self.stream or sys.stderr
        self.rt.flush()
        stamp = f"{self.rt.network_time:.6f} " if self.rt.stamp_messages else ""
        print(f"{stamp}{text}", file=stream, flush=True)

    def error(self, text: str) -> None:
        """`error: text`, about no place in a script."""
        self.report("error", "", text)

    def warning(self, text: str) -> None:
        """`warning: text`, about no place in a script."""
        self.report("warning", "", text)

    def info(self, text: str) -> None:
        """A line that is neither error nor warning."""
        if self._is_shown("info"):
            self.line(text)
        self._event("info", text, "")

    def report(self, level: str, location: str, text: str) -> None:
        """Print a message and raise the event that scripts may handle."""
        self.errors += level.endswith("error")
        if self._is_shown(level):
            where = f"{level} in {location}" if location else level
            self.line(f"{where}: {text}")
        self._event(level, text, location)

    def _is_shown(self, level: str) -> bool:
        """Whether scripts want such messages on stderr; at the start all are shown."""
        switch = SWITCHES.get(level.split()[-1])
        if switch is None or not self.rt.stamp_messages or level.startswith("fatal"):
            return True
        return bool(self.rt.value(switch))

    def _event(self, level: str, text: str, location: str) -> None:
        name = f"reporter_{level.split()[-1]}"
        handler = self.rt.find_event(name)
        if handler is None or not handler.wanted or self.inside:
            return
        from ..values.time import Time

        now = Time(self.rt.network_time)
        handler.queue(now, text.encode(), location.encode())

    # ---- places

    def here(self) -> Place | None:
        """The script expression that is being evaluated."""
        frame = script_frame(sys._getframe(1), self.rt.is_script)
        if frame is None:
            return None
        return place_of(frame.f_code, frame.f_lasti, self.rt.text_of)

    def fault(self, e: BaseException) -> None:
        """Tell of an exception that ended a handler body."""
        if isinstance(e, ZeekError) and e.silent:
            self.errors += e.kind.endswith("error")
            return
        if isinstance(e, BrokenPipeError):
            raise e  # nobody reads the output any more: the run is over
        if isinstance(e, OSError) and failed_to_print(e):
            self.rt.lose_output(e)
        kind, text = message(e)
        place = fault_place(e, self.rt.is_script, self.rt.text_of)
        if place is None:
            self.report(kind, "", text)
            return
        shown = f"{text} ({place.text})" if place.text else text
        self.report(kind, str(place.location), shown)
        self._explain(place.location, text)
        self._trace(e)

    def _explain(self, place: Location, text: str) -> None:
        """On a terminal, the line of the script and a hint."""
        stream = self.stream or sys.stderr
        if not stream.isatty():
            return
        for line in excerpt(place, source_of(place.file)):
            print(line, file=stream)
        if hint := advice(text):
            print(f"    hint: {hint}", file=stream, flush=True)

    def _trace(self, e: BaseException) -> None:
        """On a terminal, the calls that led to an error."""
        stream = self.stream or sys.stderr
        if not (self.traceback or stream.isatty()):
            return
        from .backtraces import trace

        for line in trace(e, self.rt.is_script):
            print(f"    {line}", file=stream)
        stream.flush()

    def expression(self, level: str, text: str) -> None:
        """`expression warning in F, line N: text (expression)`."""
        self._placed(f"expression {level}", text, NOTHING)

    def builtin_error(self, text: str, argument: object = NOTHING) -> None:
        """`error in F, line N: text (call and argument)`."""
        self._placed("error", text, argument)

    def _placed(self, level: str, text: str, argument: object) -> None:
        place = self.here()
        if place is None:
            self.report(level, "", text)
            return
        shown, where = place.text, str(place.location)
        given = argument is not NOTHING and type(argument).__name__ != "NoArgument"
        if given:
            shown += f" and {_plain(argument)}"
            origin = self.origin(argument)
            if origin is not None and str(origin) != where:
                where += f" and {origin}"
        self.report(level, where, f"{text} ({shown})")

    def origin(self, value: object) -> Location | None:
        """Where the literal stands that a value comes from, if it is known."""
        from .origins import origin_of

        return origin_of(value, self.rt.names.functions())

    def script(self, level: str, text: str) -> None:
        """What `Reporter::error` and its like print."""
        place = self.here()
        where = str(place.location) if place else ""
        if level == "info":
            if self._is_shown("info"):
                self.line(f"{where}: {text}" if where else text)
            self._event("info", text, where)
            return
        word = "fatal error" if level == "fatal" else level
        self.report(word, where, text)
        if level == "fatal":
            self.rt.exit(1)

    def weird(self, name: str, addl: str = "", source: str = "") -> None:
        """A weird that belongs to no connection."""
        handler = self.rt.find_event("net_weird")
        if handler is not None and handler.wanted:
            handler.queue(name.encode(), addl.encode(), source.encode())


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    return describe(value).decode("utf-8", "backslashreplace")
