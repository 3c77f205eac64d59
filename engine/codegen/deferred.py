"""Bodies of events and hooks that are linked when they first run.

Of the handlers that a library has for hundreds of events a run meets a few. All
variables that they may use have their values before any of them runs: which these are
was found when the same program was linked whole, and is stored with it.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from types import CodeType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..runtime.events import Bodies
    from .linker import Linker


class Deferred:
    """Stands for a body, and puts it into its place when it is called."""

    __slots__ = ("_linker", "_target", "_name", "_function")

    def __init__(self, linker: Linker, target: Bodies, name: str):
        self._linker = linker
        self._target = target
        self._name = name
        self._function: Callable[..., Any] | None = None

    def __call__(self, *args: Any) -> Any:
        function = self._function
        if function is None:
            function = self._function = self._linker.code(self._name)
            self._linker.settle()
            self._target.replace(self, function)
        return function(*args)

    @property
    def __code__(self) -> CodeType:
        """The code that is to be linked."""
        code: CodeType = marshal.loads(self._linker.program.code[self._name])
        return code
