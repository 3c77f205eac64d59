"""Time, events and the course of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ..typesystem.coercion import same_type
from ..typesystem.types import (
    ANY,
    FileType,
    FuncType,
    OpaqueType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from ..values.time import Interval, Time
from ..values.vector import Vector
from .contract import all_symbols, bif, c_string, named_type, shown
from .vectors import ANYS

if TYPE_CHECKING:
    from ..runtime import Runtime

TIMESTAMP = "EventMetadata::NETWORK_TIMESTAMP"


@bif("network_time", made=True)
def network_time(rt: Runtime) -> Callable[[], Time]:
    """The time of the packet at hand, which many records of one packet bear."""
    seen, shown = 0.0, Time(0.0)

    def present() -> Time:
        nonlocal seen, shown
        now = rt.network_time
        if now is not seen:
            seen, shown = now, Time(now)
        return shown

    return present


@bif("set_network_time", runtime=True)
def set_network_time(rt: Runtime, time: float) -> bool:
    """Set what `network_time` gives."""
    rt.network_time = float(time)
    return True


@bif("current_time")
def current_time() -> Time:
    """The time by the clock."""
    import time

    return Time(time.time())


@bif("current_event_time", runtime=True)
def current_event_time(rt: Runtime) -> Time:
    """The time for which the event at hand was made."""
    return Time(rt.services.get("event_time", -1.0))


@bif("terminate", runtime=True)
def terminate(rt: Runtime) -> bool:
    """End the run."""
    if rt.terminating:
        return False
    rt.terminate()
    return True


@bif("exit", runtime=True)
def exit(rt: Runtime, status: int) -> None:
    """End the run at once."""
    rt.exit(status)


@bif("zeek_is_terminating", runtime=True)
def zeek_is_terminating(rt: Runtime) -> bool:
    """Whether the run is ending."""
    return rt.terminating


@bif("bare_mode", runtime=True)
def bare_mode(rt: Runtime) -> bool:
    """Whether the run was started with `-b`."""
    return bool(rt.services.get("bare", False)) or "-b" in rt.command_line


@bif("reading_traces", runtime=True)
def reading_traces(rt: Runtime) -> bool:
    """Whether a capture is read."""
    return bool(rt.services.get("captures")) or "network" in rt.services


@bif("reading_live_traffic")
def reading_live_traffic() -> bool:
    """Whether packets come from a network card: never here."""
    return False


@bif("packet_source", runtime=True)
def packet_source(rt: Runtime) -> Any:
    """What is read."""
    captures = rt.services.get("captures")
    record = rt.record("PacketSource")
    if not captures:
        return record()
    link = rt.services.get("link_type", 1)
    return record(False, str(captures[0]).encode(), link, 0xFFFFFFFF)


@bif("is_remote_event")
def is_remote_event() -> bool:
    """Whether the event at hand comes from another node: never here."""
    return False


@bif("generate_all_events", runtime=True)
def generate_all_events(rt: Runtime) -> bool:
    """Raise all events, also those that nobody handles."""
    rt.want_all_events()
    return True


@bif("is_event_handled", runtime=True)
def is_event_handled(rt: Runtime, name: bytes) -> bool:
    """Whether an event has handlers."""
    found = rt.find_event(shown(name))
    if found is None:
        problem = f"is_event_handled: '{shown(c_string(rt, name))}' is not an event"
        rt.reporter.builtin_error(problem)
        return False
    return bool(found.handlers)


def _group(rt: Runtime, group: str, name: bytes, enable: bool) -> bool:
    if not _has_group(rt, group):
        shown_name = shown(c_string(rt, name))
        rt.reporter.builtin_error(f"no such event group: {shown_name}")
        return False
    if enable:
        rt.disabled_groups.discard(group)
    else:
        rt.disabled_groups.add(group)
    rt.names_refresh()
    return True


def _bodies(rt: Runtime) -> Iterable[Any]:
    names: Any = rt.names
    found: Iterable[Any] = names.all_bodies()
    return found


def _has_group(rt: Runtime, group: str) -> bool:
    if _is_group(rt, group):
        return True
    # hooks that nobody has called so far are not linked yet
    for name in [s.name for s in all_symbols(rt) if s.kind == "hook"]:
        rt.names.find_hook(name)
    return _is_group(rt, group)


def _is_group(rt: Runtime, group: str) -> bool:
    handlers = (h for b in _bodies(rt) for h in b.handlers)
    return any(group in h.groups or group == f"module {h.module}" for h in handlers)


@bif("enable_event_group", runtime=True)
def enable_event_group(rt: Runtime, group: bytes) -> bool:
    """Let handlers of a `&group` run again."""
    return _group(rt, shown(group), group, True)


@bif("disable_event_group", runtime=True)
def disable_event_group(rt: Runtime, group: bytes) -> bool:
    """Let no handler of a `&group` run."""
    return _group(rt, shown(group), group, False)


@bif("has_event_group", runtime=True)
def has_event_group(rt: Runtime, group: bytes) -> bool:
    """Whether there are handlers of a `&group`."""
    return _has_group(rt, shown(group))


@bif("enable_module_events", runtime=True)
def enable_module_events(rt: Runtime, module: bytes) -> bool:
    """Let handlers of a module run again."""
    return _group(rt, f"module {shown(module)}", module, True)


@bif("disable_module_events", runtime=True)
def disable_module_events(rt: Runtime, module: bytes) -> bool:
    """Let no handler of a module run."""
    return _group(rt, f"module {shown(module)}", module, False)


@bif("has_module_events", runtime=True)
def has_module_events(rt: Runtime, module: bytes) -> bool:
    """Whether a module has handlers."""
    return _has_group(rt, f"module {shown(module)}")


@bif("EventMetadata::current_all", runtime=True)
def event_metadata_current_all(rt: Runtime) -> Vector:
    """The metadata of the event at hand."""
    found = Vector((), _metadata_type(rt))
    if "event_time" in rt.services:
        entry = rt.record("EventMetadata::Entry")
        found.append(entry(rt.enum(TIMESTAMP), current_event_time(rt)))
    return found


def _metadata_type(rt: Runtime) -> Any:
    return rt.names.type_of("event_metadata_vec")


@bif("EventMetadata::current", runtime=True)
def event_metadata_current(rt: Runtime, id: Any) -> Vector:
    """The metadata of one kind of the event at hand."""
    if id is rt.enum(TIMESTAMP) and "event_time" in rt.services:
        return Vector((current_event_time(rt),), ANYS)
    return Vector((), ANYS)


@bif("EventMetadata::register", runtime=True)
def event_metadata_register(rt: Runtime, id: Any, kind: Any) -> bool:
    """Tell the type of a kind of metadata; False if it may not have that."""
    kind = named_type(kind)
    if kind is None:
        rt.reporter.builtin_error("register_event_metadata() expects type")
        return False
    known = rt.services.setdefault("event_metadata", {})
    if id in known:
        return same_type(known[id], kind)
    if any(part is ANY or isinstance(part, _NO_METADATA) for part in parts_of(kind)):
        return False
    known[id] = kind
    return True


_NO_METADATA = (FuncType, FileType, OpaqueType)
"What metadata may not have, nor `any`."


def parts_of(kind: Type) -> Iterator[Type]:
    """A type and all types that it is made of."""
    seen: list[Type] = []
    todo = [kind]
    while todo:
        part = todo.pop()
        if any(part is known for known in seen):
            continue
        seen.append(part)
        yield part
        if isinstance(part, RecordType):
            todo += [field.type for field in part.fields]
        elif isinstance(part, VectorType):
            todo.append(part.element)
        elif isinstance(part, TableType):
            todo += [*part.index, *([part.value] if part.value else [])]


@bif("backtrace", runtime=True)
def backtrace(rt: Runtime) -> Vector:
    """The calls that lead here, the innermost first."""
    from ..runtime.backtraces import calls

    return calls(rt, b"backtrace")


@bif("suspend_processing", runtime=True)
def suspend_processing(rt: Runtime) -> None:
    """Read no more packets until told to go on."""
    rt.services["suspended"] = rt.services.get("suspended", 0) + 1
    if "network" in rt.services and not rt.terminating:
        from ..runtime.waiting import hold  # few scripts hold packets back

        rt.pause = partial(hold, rt)


@bif("continue_processing", runtime=True)
def continue_processing(rt: Runtime) -> None:
    """Read packets again."""
    rt.services["suspended"] = max(0, rt.services.get("suspended", 0) - 1)


@bif("is_processing_suspended", runtime=True)
def is_processing_suspended(rt: Runtime) -> bool:
    """Whether reading packets is suspended."""
    return bool(rt.services.get("suspended", 0))


@bif("calc_next_rotate", runtime=True)
def calc_next_rotate(rt: Runtime, interval: float) -> Interval:
    """How long it is to the next multiple of an interval after midnight."""
    if interval <= 0:
        return Interval(-1.0)
    from time import localtime

    now = rt.network_time
    clock = localtime(int(now))
    since = clock.tm_hour * 3600 + clock.tm_min * 60 + clock.tm_sec + now % 1
    return Interval(interval - since % interval)
