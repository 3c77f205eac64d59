"""The parser's stack machine: tokens in, the builder's methods called.

It knows no recursion, so no input can make Python's stack overflow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from .lexer import Token
from .tables import END, Tables

DEEPEST = 4000
"More symbols than this on the stack are taken for an attack, not a script."
Reduction = tuple[int, str, Callable[..., Any] | None]


class Unexpected(Exception):
    """A token that cannot stand where it stands."""

    def __init__(self, token: Token) -> None:
        super().__init__(token[1])
        self.token = token


class TooDeep(Exception):
    """Brackets or statements nested deeper than the engine follows."""

    def __init__(self, token: Token) -> None:
        super().__init__(token[1])
        self.token = token


class Machine:
    """Runs the tables over tokens."""

    def __init__(self, tables: Tables, builder: object, start: str) -> None:
        self.tables = tables
        self.start = start
        self.states = [tables.starts[start][0]]
        self.values: list[Any] = [None]
        self.reductions: list[Reduction] = [
            (size, origin, getattr(builder, method) if method else None)
            for origin, size, method in tables.rules
        ]
        self.defaults = [
            self.reductions[rule] if rule >= 0 else None for rule in tables.defaults
        ]
        self._passed: dict[tuple[int, int, str], int] = {}
        self._settle()

    @property
    def depth(self) -> int:
        """How many symbols wait on the stack."""
        return len(self.states)

    def feed(self, tokens: Iterable[Token]) -> None:
        """Take tokens, calling the builder for whatever they complete."""
        states, values = self.states, self.values
        actions, gotos = self.tables.actions, self.tables.gotos
        reductions, defaults = self.reductions, self.defaults
        state = states[-1]
        for token in tokens:
            symbol = token[0]
            while True:
                code = actions[state].get(symbol)
                if code is None:
                    raise Unexpected(token)
                if code >= 0:
                    break
                size, origin, method = reductions[~code]
                if method is None:
                    # Only passes its symbol on, up a level of precedence.
                    state = states[-1] = self._pass_on(states[-2], state, symbol)
                    continue
                if size:
                    parts = values[-size:]
                    del values[-size:], states[-size:]
                    value = method(*parts)
                else:
                    value = method()
                state = gotos[states[-1]][origin]
                states.append(state)
                values.append(value)
            states.append(code)
            values.append(token)
            state = code
            reduction = defaults[code]
            while reduction:
                size, origin, method = reduction
                if size:
                    parts = values[-size:]
                    del values[-size:], states[-size:]
                    value = method(*parts) if method else parts[0]
                else:
                    value = method()  # type: ignore[misc]
                state = gotos[states[-1]][origin]
                states.append(state)
                values.append(value)
                reduction = defaults[state]
            if len(states) > DEEPEST:
                raise TooDeep(token)

    def _pass_on(self, before: int, state: int, symbol: str) -> int:
        """The state after all rules that only pass one symbol on."""
        key = (before, state, symbol)
        known = self._passed.get(key)
        if known is None:
            known = state
            while True:
                code = self.tables.actions[known].get(symbol, 0)
                origin, _, method = self.tables.rules[~code if code < 0 else 0]
                if code >= 0 or method:
                    break
                known = self.tables.gotos[before][origin]
            self._passed[key] = known
        return known

    def _settle(self) -> None:
        """Reduce what needs no token."""
        while reduction := self.defaults[self.states[-1]]:
            self._reduce(reduction)

    def _reduce(self, reduction: Reduction) -> None:
        size, origin, method = reduction
        keep = len(self.values) - size
        parts = self.values[keep:]
        del self.values[keep:], self.states[keep:]
        value = method(*parts) if method else parts[0]
        self.states.append(self.tables.gotos[self.states[-1]][origin])
        self.values.append(value)

    def complete(self, depth: int) -> None:
        """Complete what bison does before it tells of an unexpected token.

        Bison makes the most frequent reduction of a state its default, which it takes
        for wrong tokens, too. At least `depth` symbols stay.
        """
        while len(self.states) > depth:
            codes = self.tables.actions[self.states[-1]].values()
            count = Counter(code for code in codes if code < 0)
            if not count:
                return
            reduction = self.reductions[~count.most_common(1)[0][0]]
            if len(self.states) - reduction[0] < depth:
                return
            self._reduce(reduction)

    # ---- the end of a file or of everything

    def flush(self) -> bool:
        """Complete what an end completes; whether only whole declarations remain."""
        while True:
            state = self.states[-1]
            code = self.tables.actions[state].get(END, 0)
            if code >= 0:
                return False
            reduction = self.reductions[~code]
            size, origin, _ = reduction
            if size == 0 or origin == self.start:
                return True
            self._reduce(reduction)

    def finish(self) -> Any:
        """The value of the whole, after its last token."""
        accepting = self.tables.starts[self.start][1]
        while self.states[-1] != accepting:
            code = self.tables.actions[self.states[-1]].get(END, 0)
            if code >= 0:
                raise Unexpected((END, "", 0, 0, 0))
            self._reduce(self.reductions[~code])
        return self.values[-1]

    # ---- what would have been right

    def expected(self) -> set[str]:
        """The symbols that could stand next."""
        known = self.tables.words | {name for name, _ in self.tables.patterns}
        return {symbol for symbol in known | {END} if self._accepts(symbol)}

    def _accepts(self, symbol: str) -> bool:
        states = list(self.states)
        while True:
            code = self.tables.actions[states[-1]].get(symbol)
            if code is None or code >= 0:
                return code is not None
            origin, size, _ = self.tables.rules[~code]
            del states[len(states) - size :]
            if origin not in self.tables.gotos[states[-1]]:
                return True
            states.append(self.tables.gotos[states[-1]][origin])
