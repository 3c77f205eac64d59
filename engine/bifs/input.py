"""The input framework's interface.

The input manager comes to life, as `rt.services["input"]`, when a script first asks
for a stream.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .contract import bif

if TYPE_CHECKING:
    from ..inputs.manager import InputManager
    from ..runtime import Runtime


def manager(rt: Runtime) -> InputManager:
    """The input manager of a run."""
    found: InputManager | None = rt.services.get("input")
    if found is None:
        from ..inputs.manager import InputManager  # most runs read no input

        found = rt.services["input"] = InputManager(rt)
    return found


def _define(name: str) -> None:
    def call(rt: Runtime, argument: Any) -> bool:
        """Ask the input manager."""
        function: Callable[[Any], bool] = getattr(manager(rt), name)
        return function(argument)

    bif(f"Input::__{name}", runtime=True)(call)


for _name in (
    "create_table_stream",
    "create_event_stream",
    "create_analysis_stream",
    "remove_stream",
    "force_update",
):
    _define(_name)
