"""All state of one run."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import IO, Any, NoReturn, Protocol

from ..typesystem.types import FuncType, RecordType, Type
from ..values.port import Port
from .events import Bodies, EventHandler
from .reporter import Reporter
from .timers import Callback, Timers

ROUNDS = (1, 2)
"""How often one `drain` takes up what handlers queued meanwhile, as in Zeek."""


class Exit(BaseException):
    """`exit(status)`, or a fatal error: the run ends at once."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


class Names(Protocol):
    """What the linker knows about the program's names."""

    def record(self, name: str) -> type[Any]: ...
    def record_of(self, kind: RecordType) -> type[Any]: ...
    def enum(self, name: str) -> Any: ...
    def value(self, name: str) -> Any: ...
    def set_value(self, name: str, value: Any) -> None: ...
    def event(self, name: str) -> EventHandler | None: ...
    def find_hook(self, name: str) -> Callable[..., bool] | None: ...
    def type_of(self, name: str) -> Type | None: ...
    def symbol(self, name: str) -> Any: ...
    def all_bodies(self) -> Iterable[Bodies]: ...
    def function_text(self, name: str) -> bytes: ...
    def functions(self) -> Iterable[FunctionType]: ...
    def is_script(self, path: str) -> bool: ...
    def text_of(self, path: str, position: tuple[int, int, int, int]) -> str: ...


class Runtime:
    """Clock, event queue, timers and state of a run.

    The linker attaches itself as `names`; until then no name is known.
    """

    names: Names

    def __init__(self) -> None:
        self.network_time = 0.0
        self.start_time = 0.0
        self.pending: deque[tuple[EventHandler, tuple[Any, ...]]] = deque()
        self.dispatched = 0
        "Events that were run."
        self.timers = Timers()
        self.schedule = self.timers.add
        self.all_events = False
        self.tap: Callable[[EventHandler, tuple[Any, ...]], None] | None = None
        self.disabled_groups: set[str] = set()
        self.reporter = Reporter(self)
        self.stamp_messages = False
        self.parsing = True
        "Whether globals get their first values; what follows is the run itself."
        self.terminating = False
        self.terminate_asked = False
        self.running = True
        self.pause: Callable[[], None] | None = None
        "What is to be done before the next packet."
        self.out: IO[bytes] = sys.stdout.buffer
        self.analyzer_ports: dict[Port, set[str]] = {}
        self.triggers: list[Any] = []
        self.services: dict[str, Any] = {}
        self.command_line: tuple[str, ...] = ()

    # ---- names

    def record(self, name: str) -> type[Any]:
        """The class of a record type."""
        return self.names.record(name)

    def enum(self, name: str) -> Any:
        """An enum member by its full name."""
        return self.names.enum(name)

    def value(self, name: str) -> Any:
        """The value of a global, constant or option; KeyError without one."""
        return self.names.value(name)

    def knows(self, name: str) -> bool:
        """Whether a script declares a global of that name."""
        return self.names.symbol(name) is not None

    def event(self, name: str) -> EventHandler:
        """The handler of a declared event; KeyError if there is none."""
        handler = self.names.event(name)
        if handler is None:
            raise KeyError(name)
        return handler

    def find_event(self, name: str) -> EventHandler | None:
        """The handler of an event, if it is declared."""
        names = getattr(self, "names", None)
        return names.event(name) if names is not None else None

    def is_script(self, path: str) -> bool:
        """Whether a code object's file is a script."""
        names = getattr(self, "names", None)
        return names.is_script(path) if names is not None else False

    def text_of(self, path: str, position: tuple[int, int, int, int]) -> str:
        """The text of the expression at a position."""
        return self.names.text_of(path, position)

    # ---- time and events

    def advance(self, ts: float) -> None:
        """Set network time and run the timers that are due."""
        if not self.start_time:
            self.start_time = ts
        self.network_time = ts
        heap = self.timers.heap
        if heap and heap[0][0] <= ts:
            self.timers.expire(ts)

    def later(self, ts: float, callback: Callback) -> None:
        """A timer that still runs at the end of the input."""
        self.timers.add(ts, callback, at_exit=True)

    def drain(self, *, until_empty: bool = False) -> None:
        """Run the events that are queued, and those that they queue.

        As in Zeek, what those queue in turn waits for the next time, unless all is
        to be run `until_empty`.
        """
        pending, popleft = self.pending, self.pending.popleft
        while True:
            for _ in ROUNDS:
                # counted by hand: most rounds have one event, a range costs more
                left = len(pending)
                if not left:
                    break
                self.dispatched += left
                while left:
                    left -= 1
                    handler, args = popleft()
                    if self.tap is not None:
                        self.tap(handler, args)
                    for body in handler.active:
                        try:
                            body(*args)
                        except Exception as e:
                            self.fault(e)
            if self.triggers:
                self._check_triggers()
            if not until_empty:
                if self.pause is not None:
                    self.pause()
                return
            if self.terminate_asked:
                self.terminating = True
            if not pending and not any(t.is_answered for t in self.triggers):
                return

    def drain_after_packet(self) -> None:
        """Run what a packet led to: Zeek drains after the packet and in its loop."""
        if self.pending or self.triggers or self.pause is not None:
            self.drain()
            if self.pending:
                self.drain()

    def drain_all(self) -> None:
        """Run events until none is left."""
        self.drain(until_empty=True)

    def _check_triggers(self) -> None:
        for trigger in list(self.triggers):
            trigger.check()

    def fault(self, e: BaseException) -> None:
        """A handler body ended with an error: tell it and go on."""
        self.reporter.fault(e)

    # ---- the end

    def exit(self, status: int) -> None:
        """End the run at once."""
        raise Exit(status)

    def terminate(self) -> None:
        """End the run once the events at hand are done."""
        self.terminate_asked = True

    def flush(self) -> None:
        """Write out what was printed."""
        try:
            self.out.flush()
        except BrokenPipeError:
            raise
        except OSError as e:
            self.lose_output(e)

    def lose_output(self, e: OSError) -> NoReturn:
        """Nothing can be printed any more, as on a full disk: the run ends."""
        lost, self.out = self.out, io.BytesIO()
        self.reporter.line(f"fatal error: standard output: {e.strerror}")
        with contextlib.suppress(OSError, ValueError):
            # what waits there cannot be written when Python ends, either
            os.dup2(os.open(os.devnull, os.O_WRONLY), lost.fileno())
        raise Exit(1)

    def want_all_events(self) -> None:
        """`generate_all_events`: every event counts as handled."""
        self.all_events = True
        self.names_refresh()

    def names_refresh(self) -> None:
        """Settle anew what each event's handlers are."""
        for handler in self.names.all_bodies():
            handler.refresh()

    def event_type(self, name: str) -> FuncType | None:
        """The type of an event."""
        handler = self.find_event(name)
        return handler.type if handler else None
