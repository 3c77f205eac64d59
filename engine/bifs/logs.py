"""The logging framework's interface.

The log manager puts itself into `rt.services["logs"]`; without it streams are
accepted and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


def _define(name: str, method: str, default: Any) -> None:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """Ask the log manager."""
        manager = rt.services.get("logs")
        if manager is None:
            return default
        function: Callable[..., Any] = getattr(manager, method)
        return function(*arguments)

    bif(name, runtime=True)(call)


@bif("Log::__write", runtime=True)
def write(rt: Runtime, id: Any, record: Any) -> bool:
    """Write a record to a log; by itself, since none is called more often."""
    manager = rt.services.get("logs")
    if manager is None:
        return True
    written: bool = manager.write(id, record)
    return written


for _name, _default in {
    "__create_stream": True,
    "__remove_stream": True,
    "__enable_stream": True,
    "__disable_stream": True,
    "__add_filter": True,
    "__remove_filter": True,
    "__set_buf": True,
    "__flush": True,
    "__delay": 0,
    "__delay_finish": True,
    "__get_delay_queue_size": 0,
    "__set_max_delay_interval": True,
    "__set_max_delay_queue_size": True,
}.items():
    _define(f"Log::{_name}", _name.strip("_"), _default)
_define("Log::flush_all", "flush_all", None)
