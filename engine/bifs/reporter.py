"""Messages from scripts, and weirds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .connections import find_connection
from .contract import bif, c_string, shown

if TYPE_CHECKING:
    from ..runtime import Runtime


def _say(rt: Runtime, level: str, message: bytes) -> bool:
    rt.reporter.script(level, shown(c_string(rt, message)))
    return True


@bif("Reporter::info", runtime=True)
def info(rt: Runtime, message: bytes) -> bool:
    """Tell something."""
    return _say(rt, "info", message)


@bif("Reporter::warning", runtime=True)
def warning(rt: Runtime, message: bytes) -> bool:
    """Tell of something that may be wrong."""
    return _say(rt, "warning", message)


@bif("Reporter::error", runtime=True)
def error(rt: Runtime, message: bytes) -> bool:
    """Tell of something that is wrong."""
    return _say(rt, "error", message)


@bif("Reporter::fatal", runtime=True)
def fatal(rt: Runtime, message: bytes) -> bool:
    """Tell what is wrong and end the run."""
    return _say(rt, "fatal", message)


@bif("Reporter::fatal_error_with_core", runtime=True)
def fatal_error_with_core(rt: Runtime, message: bytes) -> bool:
    """As `Reporter::fatal`."""
    return _say(rt, "fatal", message)


def _count(rt: Runtime, name: bytes) -> None:
    seen: dict[str, int] = rt.services.setdefault("weirds", {})
    seen[shown(name)] = seen.get(shown(name), 0) + 1


def _weirds(rt: Runtime) -> Any:
    """The sampling of the network half, where packets are read."""
    return getattr(rt.services.get("network"), "weirds", None)


@bif("Reporter::net_weird", runtime=True)
def net_weird(rt: Runtime, name: bytes, addl: bytes = b"", source: bytes = b"") -> bool:
    """A weird of the network as a whole."""
    _count(rt, name)
    weirds = _weirds(rt)
    if weirds is None or weirds.permits_general(shown(name)):
        rt.reporter.weird(shown(name), shown(addl), shown(source))
    return True


@bif("Reporter::flow_weird", runtime=True)
def flow_weird(
    rt: Runtime,
    name: bytes,
    orig: Any,
    resp: Any,
    addl: bytes = b"",
    source: bytes = b"",
) -> bool:
    """A weird between two hosts."""
    _count(rt, name)
    weirds = _weirds(rt)
    if weirds is None or weirds.permits_flow(orig.packed(), resp.packed(), shown(name)):
        rt.event("flow_weird").queue(name, orig, resp, addl, source)
    return True


@bif("Reporter::conn_weird", runtime=True)
def conn_weird(
    rt: Runtime, name: bytes, c: Any, addl: bytes = b"", source: bytes = b""
) -> bool:
    """A weird of a connection, be it over or not."""
    _count(rt, name)
    weirds = _weirds(rt)
    if weirds is None:
        rt.event("expired_conn_weird").queue(name, c.id, c.uid, addl, source)
        return True
    found = find_connection(rt, c.id)
    if found is not None and found.the_record is c:
        if weirds.permits_connection(found, shown(name)):
            rt.event("conn_weird").queue(name, found.record(), addl, source)
        return True
    ends = (c.id.orig_h, c.id.resp_h, int(c.id.orig_p), int(c.id.resp_p))
    if weirds.permits_expired(ends, shown(name)):
        rt.event("expired_conn_weird").queue(name, c.id, c.uid, addl, source)
    return True


@bif("Reporter::file_weird", runtime=True)
def file_weird(
    rt: Runtime, name: bytes, f: Any, addl: bytes = b"", source: bytes = b""
) -> bool:
    """A weird of a file."""
    _count(rt, name)
    rt.event("file_weird").queue(name, f, addl, source)
    return True


def _setting(rt: Runtime, name: str) -> Any:
    return rt.services.get(name) if name in rt.services else rt.value(f"Weird::{name}")


def _define(name: str, default: str) -> None:
    def get(rt: Runtime) -> Any:
        """The present setting."""
        return _setting(rt, default)

    def put(rt: Runtime, value: Any) -> bool:
        """Change the setting."""
        rt.services[default] = value
        return True

    bif(f"Reporter::get_{name}", runtime=True)(get)
    bif(f"Reporter::set_{name}", runtime=True)(put)


_define("weird_sampling_whitelist", "sampling_whitelist")
_define("weird_sampling_global_list", "sampling_global_list")
_define("weird_sampling_threshold", "sampling_threshold")
_define("weird_sampling_rate", "sampling_rate")
_define("weird_sampling_duration", "sampling_duration")
