"""What nobody uses: handlers of events that are never raised, idle functions.

Only what the user's own scripts declare is looked at. A function, hook or event
counts as used if it can be reached from something that is known outside: what is
exported or global, handlers of events that the engine raises, and statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostics, did_you_mean
from .context import LIBRARY
from .symbols import Program, Symbol

CODE = ("event", "hook", "function")


SPICY = "/spicy-events.zeek"
"""What analyzers raise that are not built in."""


class Usage:
    """Follows what the code of a program refers to."""

    def __init__(self, program: Program, raised: Iterable[str] = ()):
        self.program = program
        self.raised = set(raised)
        self.reached: set[str] = set()

    def report(self, diagnostics: Diagnostics) -> None:
        """Warn of everything that nothing reaches, as Zeek does."""
        own = [s for s in self.program.symbols.values() if s.kind in CODE and is_own(s)]
        suspects = sorted(
            (s for s in own if not self._is_known(s)), key=lambda s: s.name
        )
        if not suspects:
            return
        self._follow(self._seeds())
        for symbol in suspects:
            if symbol.kind in ("event", "hook") and symbol.name not in self.reached:
                diagnostics.warning(
                    symbol.loc,
                    f"handler for non-existing {symbol.kind} cannot be invoked"
                    f" ({symbol.name})",
                    did_you_mean(symbol.name, self._others(symbol)),
                )
        for symbol in suspects:
            is_idle = symbol.kind == "function" and symbol.bodies
            if is_idle and symbol.name not in self.reached:
                diagnostics.warning(
                    symbol.loc,
                    f"non-exported function does not have any callers ({symbol.name})",
                )

    def _is_known(self, symbol: Symbol) -> bool:
        return is_seed(symbol) or symbol.name in self.raised

    def _others(self, symbol: Symbol) -> list[str]:
        symbols = self.program.symbols.values()
        return [s.name for s in symbols if s.kind == symbol.kind and s is not symbol]

    def _seeds(self) -> Iterator[str]:
        symbols = self.program.symbols
        yield from self.raised
        yield from (s.name for s in symbols.values() if not is_own(s) or is_seed(s))
        for code, used in self.program.uses.items():
            if code.startswith(("statement_", "default_", "condition_")):
                yield from used
        for name, steps in self.program.steps.items():
            if symbols[name].attrs:
                for step in steps:
                    yield from self.program.uses.get(step.code, ())

    def _follow(self, names: Iterable[str]) -> None:
        todo = list(names)
        steps = self.program.steps
        while todo:
            name = todo.pop()
            symbol = self.program.symbols.get(name)
            if symbol is None or name in self.reached:
                continue
            self.reached.add(name)
            for part in (*symbol.bodies, *steps.get(name, ())):
                todo += self.program.uses.get(part.code, ())


def is_own(symbol: Symbol) -> bool:
    """Whether the user's scripts declare a symbol."""
    return not symbol.loc.file.startswith(LIBRARY)


def is_seed(symbol: Symbol) -> bool:
    """Whether a symbol counts as used from outside."""
    if symbol.builtin or symbol.deprecated is not None:
        return True
    if symbol.loc.file.endswith(SPICY):
        return True
    if symbol.attrs & {"is_used", "in_export"}:
        return True
    if symbol.kind == "event":
        return False
    return symbol.module == "GLOBAL"
