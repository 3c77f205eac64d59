"""The LALR tables of the grammar, made by Lark and kept between runs.

Lark reads `grammar/zeek.lark` and computes the tables. What is kept is only what
the parser needs at run time: plain lists and dicts that load in a few
milliseconds, so that an ordinary run does not even import Lark.

Three things are worked out once, here:

* Symbols are known by their text where they have one (`if`, `+=`), else by the
  name of the terminal (`ID`).
* A state that can do nothing but reduce does so without a look at the next
  token. So a declaration is complete the moment its `;` is read, which is what
  directives rely on.
* A rule that only passes its symbol through, such as those between the levels
  of precedence, is skipped where no token needs to be seen for it.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import library
from ..storage import fingerprint

if TYPE_CHECKING:
    from lark import Lark
    from lark.grammar import Rule

FORMAT = 1
STARTS = ("zeek", "expr")
END = "$END"


class Tables(NamedTuple):
    """What the parser and the lexer know of the grammar."""

    actions: list[dict[str, int]]
    "For each state: symbol to the state to go to, or `~rule` to reduce."
    gotos: list[dict[str, int]]
    "For each state: rule name to the state after it."
    defaults: list[int]
    "For each state: the rule it reduces whatever comes next, or -1."
    rules: list[tuple[str, int, str]]
    "Rule name, number of symbols, method that builds; no method: passed through."
    starts: dict[str, tuple[int, int]]
    "Start rule to its first state and the state that accepts."
    words: frozenset[str]
    "Terminals that are a fixed text: keywords and operators."
    patterns: list[tuple[str, str]]
    "Name and regular expression of the other terminals, in the order to try."


def load() -> Tables:
    """The tables of the bundled grammar, from the cache if it has them."""
    grammar = library.grammar()
    path = _cache_path(grammar)
    tables = _read(path)
    if tables is None:
        tables = build(grammar)
        _write(path, tables)
    return tables


# ---- cache


def _cache_path(grammar: str) -> Path:
    key = fingerprint(f"{FORMAT} {grammar}".encode())
    python = sys.implementation.cache_tag or "python"
    return Path(library.cache_folder(), f"grammar-{python}-{key}.bin")


def _read(path: Path) -> Tables | None:
    """The tables in a file; None if it is missing or damaged."""
    try:
        stored = path.read_bytes()
        digest, data = stored[:32], stored[32:]
        if fingerprint(data).encode() != digest:
            return None
        return Tables(*marshal.loads(data))
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(path: Path, tables: Tables) -> None:
    """Store the tables; a folder that cannot be written is no error."""
    import tempfile

    data = marshal.dumps(tuple(tables))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(fingerprint(data).encode() + data)
        os.replace(name, path)


# ---- from the grammar


def build(grammar: str) -> Tables:
    """Compute the tables of a grammar."""
    parser = _lark(grammar)
    texts = {
        terminal.name: terminal.pattern.value
        for terminal in parser.terminals
        if terminal.pattern.type == "str"
    }
    patterns = [t for t in parser.terminals if t.pattern.type == "re"]
    patterns.sort(key=lambda terminal: -terminal.priority)
    maker = _Maker(parser, texts)
    return Tables(
        maker.actions,
        maker.gotos,
        maker.defaults,
        maker.rules,
        maker.starts,
        frozenset(texts.values()),
        [(t.name, t.pattern.to_regexp()) for t in patterns],
    )


def _lark(grammar: str) -> Lark:
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Keeps Lark from making a lexer: the tables need none."""

        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            return iter(())

    return Lark(
        grammar,
        parser="lalr",
        lexer=NoLexer,
        start=list(STARTS),
        maybe_placeholders=False,
    )


class _Maker:
    """Turns Lark's parse table into `Tables`."""

    def __init__(self, parser: Lark, texts: dict[str, str]) -> None:
        state = parser.parse_interactive("", start=STARTS[0]).parser_state
        table = state.parse_conf.parse_table
        self.texts = texts
        self.numbers: dict[Rule, int] = {}
        self.rules: list[tuple[str, int, str]] = []
        size = len(table.states)
        self.actions: list[dict[str, int]] = [{} for _ in range(size)]
        self.gotos: list[dict[str, int]] = [{} for _ in range(size)]
        self.starts = {
            str(start): (table.start_states[start], table.end_states[start])
            for start in STARTS
        }
        for number, entries in table.states.items():
            self._fill(number, entries)
        self.defaults = [self._default(n) for n in range(size)]
        self._skip_units()

    def _fill(self, state: int, entries: dict[str, tuple[Any, Any]]) -> None:
        for symbol, (action, target) in entries.items():
            if action.name == "Reduce":
                code = ~self._rule(target)
                self.actions[state][self.texts.get(symbol, symbol)] = code
            elif symbol.islower() and symbol.isidentifier():
                self.gotos[state][symbol] = target
            else:
                self.actions[state][self.texts.get(symbol, symbol)] = target

    def _rule(self, rule: Rule) -> int:
        if rule not in self.numbers:
            self.numbers[rule] = len(self.rules)
            name = str(rule.origin.name)
            self.rules.append((name, len(rule.expansion), rule.alias or ""))
        return self.numbers[rule]

    def _default(self, state: int) -> int:
        codes = set(self.actions[state].values())
        only = codes.pop() if len(codes) == 1 else 0
        return ~only if only < 0 else -1

    def _skip_units(self) -> None:
        """Where a state only passes its symbol on, go straight to the next."""
        for state, gotos in enumerate(self.gotos):
            for entries in (self.actions[state], gotos):
                for symbol, target in entries.items():
                    if target >= 0:
                        entries[symbol] = self._beyond(gotos, target)

    def _beyond(self, gotos: dict[str, int], target: int) -> int:
        while (number := self.defaults[target]) >= 0:
            origin, size, method = self.rules[number]
            if method or size != 1:
                break
            target = gotos[origin]
        return target
