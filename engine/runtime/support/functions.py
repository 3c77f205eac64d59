"""Functions, events and what they are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...typesystem.types import FuncType
from ...values.function import FuncInfo
from ..faults import NoValue
from ..stamps import queue_due

if TYPE_CHECKING:
    from ..state import Runtime


def make_lambda(
    factory: Callable[..., Callable[..., Any]],
    kind: FuncType,
    name: str,
    text: bytes,
    *captured: Any,
) -> Callable[..., Any]:
    """A function value with its captures."""
    made = factory(*captured)
    made.__zeek__ = FuncInfo(name, kind, text)  # type: ignore[attr-defined]
    return made


def missing_return(rt: Runtime, name: str) -> None:
    """A function ends without the value that it promised."""
    shown = name.rpartition("__")[0] or name
    shown = shown.removeprefix("GLOBAL__").replace("__", "::")
    rt.reporter.warning(f"non-void function returning without a value: {shown}")


def needed(value: Any) -> Any:
    """What a function gave; nothing leaves the statement out."""
    if value is None:
        raise NoValue()
    return value


def schedule(
    rt: Runtime, delay: float, handler: Any, args: tuple[Any, ...], absolute: bool
) -> None:
    """`schedule delay { event(args) }`"""
    ts = float(delay) if absolute else rt.network_time + delay
    if rt.terminating:
        return
    rt.later(ts, lambda: queue_due(rt, ts, handler, args))
