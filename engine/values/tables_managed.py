"""Tables that forget elements with network time, or tell of each change."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Protocol

from .function import info_of
from .table import Key, Table, TableState, default_of, key_parts

MISSING: Any = object()
STEP = 5000
"""Elements looked at in one go; the rest follow `DELAY` seconds later."""
DELAY = 0.01


class Clock(Protocol):
    """What expiry needs of a run."""

    network_time: float
    start_time: float
    """Time of the first packet."""

    def schedule(self, ts: float, callback: Callable[[], object]) -> object:
        """Call back once network time has reached `ts`."""

    def fault(self, e: BaseException) -> None:
        """Tell of an error in a script function."""


class Expiry:
    """`&create_expire`, `&read_expire` or `&write_expire` of one table."""

    __slots__ = ("kind", "timeout", "function", "clock", "interval", "stamps", "todo")

    def __init__(
        self,
        kind: str,
        timeout: Callable[[], float],
        clock: Clock,
        *,
        function: Callable[..., Any] | None = None,
        interval: float | Callable[[], float] = 10.0,
    ):
        self.kind = kind
        """`create`, `read` or `write`."""
        self.timeout = timeout
        self.function = function
        self.clock = clock
        self.interval = interval
        """`table_expire_interval`: how often the table is looked through."""
        self.stamps: dict[Key, int] = {}
        self.todo: Any = ()
        """What is left of the table to look through."""

    def again(self) -> Expiry:
        """The same for another table."""
        return Expiry(
            self.kind,
            self.timeout,
            self.clock,
            function=self.function,
            interval=self.interval,
        )

    def watch(self, table: Table) -> None:
        """Look through the table from now on for as long as it is in use."""
        # before the run begins, the interval may still be redefined
        delay = self._pause() if self.clock.network_time else 0.0
        self._schedule(weakref.ref(table), delay)

    def _pause(self) -> float:
        return self.interval() if callable(self.interval) else self.interval

    def touch(self, key: Key) -> None:
        """The element was made, written or read now."""
        self.stamps[key] = int(self.clock.network_time - self.clock.start_time)

    def _schedule(self, ref: weakref.ref[Table], delay: float) -> None:
        due = self.clock.network_time + delay
        self.clock.schedule(due, Look(self, ref, due))

    def look(self, table: Table, ref: weakref.ref[Table], due: float) -> None:
        """Drop what is due, and look again later."""
        try:
            self.expire(table, max(due, self.clock.network_time))
        except Exception as e:
            self.clock.fault(e)
        self._schedule(ref, DELAY if self.todo else self._pause())

    def expire(self, table: Table, now: float) -> None:
        """Drop what is due among the next elements."""
        timeout = self.timeout()
        if timeout < 0:
            return
        if not self.todo:
            self.todo = table.walk()
        for _ in range(STEP):
            if not self.todo:
                break
            key = self.todo.pop()
            if key in self.stamps and self._due(key, timeout, now):
                self._drop(table, key, timeout)

    def _due(self, key: Key, timeout: float, now: float) -> bool:
        accessed = self.clock.start_time + self.stamps[key]
        return accessed != 0 and accessed + timeout < now

    def _indices(self, key: Key) -> tuple[Any, ...]:
        """The indices one by one, or all in one if the function takes `idx: any`."""
        parts = key_parts(key)
        if len(parts) > 1 and self.function is not None:
            info = info_of(self.function)
            if info is not None and len(info.type.params.fields) == 2:
                return (parts,)
        return parts

    def _ask(self, function: Callable[..., Any], table: Table, key: Key) -> Any:
        """How much longer an element is to stay; not at all after an error."""
        try:
            return function(table, *self._indices(key))
        except Exception as e:
            self.clock.fault(e)
            return None

    def _drop(self, table: Table, key: Key, timeout: float) -> None:
        if self.function is not None:
            more = self._ask(self.function, table, key)
            if not dict.__contains__(table, key):
                return
            if more is not None and more > 0:
                at = self.clock.network_time - timeout + more
                self.stamps[key] = int(at - self.clock.start_time)
                return
        remove(table, key, "TABLE_ELEMENT_EXPIRED")


class Look:
    """The timer of a table: looks through it for as long as it is in use."""

    __slots__ = ("expiry", "ref", "due")

    def __init__(self, expiry: Expiry, ref: weakref.ref[Table], due: float):
        self.expiry = expiry
        self.ref = ref
        self.due = due

    def __call__(self) -> None:
        table = self.ref()
        if table is not None:
            self.expiry.look(table, self.ref, self.due)

    @property
    def calls(self) -> bool:
        """Whether the script will hear of it, by a function for elements."""
        return self.expiry.function is not None and bool(self.ref())


def _state(table: Table) -> TableState:
    assert table.state is not None
    return table.state


def remove(table: Table, key: Key, change: str) -> Any:
    """Take an element out and tell `&on_change`."""
    value = Table.pop(table, key)
    state = _state(table)
    if state.expiry is not None:
        state.expiry.stamps.pop(key, None)
    notify(table, change, key, value)
    return value


def notify(table: Table, change: str, key: Key, value: Any) -> None:
    """Call `&on_change`, but not for changes that it makes itself."""
    state = _state(table)
    if state.on_change is None or state.changing:
        return
    state.changing = True
    try:
        state.on_change(table, change, key, value)
    finally:
        state.changing = False


def change_caller(
    function: Callable[..., Any], member: Callable[[str], object], is_set: bool
) -> Callable[..., Any]:
    """The form that a table calls, for a script function of `&on_change`.

    `member` finds the member of enum `TableChange` by name.
    """

    def call(table: Table, change: str, key: Key, value: Any) -> None:
        old = () if is_set else (value,)
        function(table, member(change), *key_parts(key), *old)

    return call


class Managed:
    """Mixed into tables and sets with expiry or `&on_change`."""

    __slots__ = ()

    def __getitem__(self: Any, key: Key) -> Any:
        try:
            value = dict.__getitem__(self, key)
        except KeyError:
            return default_of(self, key)
        self._read(key)
        return value

    def __contains__(self: Any, key: object) -> bool:
        if not dict.__contains__(self, key):
            return False
        self._read(key)
        return True

    def _read(self: Any, key: Key) -> None:
        expiry = self.state.expiry
        if expiry is not None and expiry.kind == "read":
            expiry.touch(key)

    def get(self: Any, key: Key, default: Any = None) -> Any:
        """The element or another value; counts as reading it."""
        return self[key] if key in self else default

    def __setitem__(self: Any, key: Key, value: Any) -> None:
        state = self.state
        old = dict.get(self, key, MISSING)
        dict.__setitem__(self, key, value)
        expiry = state.expiry
        if expiry is not None and (old is MISSING or expiry.kind != "create"):
            expiry.touch(key)
        if state.on_change is not None:
            if old is MISSING:
                notify(self, "TABLE_ELEMENT_NEW", key, value)
            else:
                notify(self, "TABLE_ELEMENT_CHANGED", key, old)

    def __delitem__(self: Any, key: Key) -> None:
        remove(self, key, "TABLE_ELEMENT_REMOVED")

    def pop(self: Any, key: Key, *default: Any) -> Any:
        """Take an element out, as `delete`."""
        if default and not dict.__contains__(self, key):
            return default[0]
        return remove(self, key, "TABLE_ELEMENT_REMOVED")

    def clear(self: Any) -> None:
        """Drop everything without a word."""
        Table.clear(self)
        if self.state.expiry is not None:
            self.state.expiry.stamps.clear()
