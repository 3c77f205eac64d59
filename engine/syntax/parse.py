"""Script text to nodes.

`Reader` is fed one file after the other and hands every declaration on as soon as
it is complete; the loader drives it. `parse` and `parse_expression` are for text
that stands alone.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from ..diagnostics import Diagnostics, Location, ScriptError, did_you_mean
from . import tables
from .declarations import Declarations, FuncHeader
from .explain import explain, explain_character, unclosed
from .lexer import ERROR, FATAL, Lexer, LexicalRules, Token
from .machine import Machine, TooDeep, Unexpected
from .nodes import Block, Decl, Expr, LocalStmt, Name
from .tables import END
from .walk import is_deep, is_large, unfinished, unknown_names

TEXT_SHOWN = 127
TOO_DEEP = "nested too deeply"
TOP_LEVEL = 3
"Depth of the machine between statements: its start, declarations, statements."
END_TOKEN: Token = (END, "", 0, 0, 0)


class Listener(Protocol):
    """What a reader tells while it reads."""

    def declare(self, decl: Decl) -> None:
        """Take a finished declaration."""

    def is_defined(self, name: str) -> bool:
        """Whether there is an identifier or a module of this name."""

    def redef_problem(self, name: str) -> str:
        """Why a name cannot be redefined as a variable; empty if it can."""

    def condition(self, word: str, value: Expr | str) -> None:
        """Take the condition of `@if`, or the name of `@ifdef` and `@ifndef`."""

    def otherwise(self) -> None:
        """Take an `@else`."""

    def end_condition(self) -> None:
        """Take an `@endif` behind text that was left out."""


@cache
def _tables() -> tables.Tables:
    return tables.load()


@cache
def _rules() -> LexicalRules:
    return LexicalRules(_tables())


def lexer(text: str) -> Lexer:
    """A lexer for the text of a script (its bytes, as Latin-1)."""
    return Lexer(text, _rules())


class Reader(Declarations):
    """Parses the tokens of one or more files."""

    def __init__(
        self, listener: Listener, diagnostics: Diagnostics, start: str = "zeek"
    ) -> None:
        self.listener = listener
        self.diagnostics = diagnostics
        self.lexer = lexer("")
        self.machine = Machine(_tables(), self, start)

    def feed(self, tokens: list[Token]) -> None:
        """Parse tokens; a syntax error is reported and ends everything."""
        start = 0
        while True:
            try:
                self.machine.feed(tokens[start:] if start else tokens)
                return
            except Unexpected as problem:
                start = self._unexpected(tokens, problem.token)
            except TooDeep as problem:
                place = self.at(problem.token)
                self.diagnostics.error(place, TOO_DEEP)
                raise ScriptError from None

    def _unexpected(self, tokens: list[Token], token: Token) -> int:
        """Report a token; the index of the next one if reading can go on."""
        symbol, text = token[:2]
        place = self.at(token)
        where = f"{self.file}, line {token[2]}"
        if symbol == ERROR:
            hint = explain_character(text)
            self.diagnostics.raw("error", f"error in {where}: {text}", place, hint)
            return tokens.index(token) + 1
        if symbol == FATAL:
            self.diagnostics.raw("error", f"fatal error in {where}: {text}", place)
            raise ScriptError
        before, after = self._around(tokens, token)
        hint = explain(token, self.machine.expected(), before, after)
        headers = [i for i, v in enumerate(self.machine.values) if is_header(v)]
        if headers:
            self.machine.complete(headers[-1] + 1)
        self.check_unfinished()
        self._report_unknown()
        message = f'syntax error, at or near "{_shown(text)}"'
        self.diagnostics.error(place, message, hint)
        raise ScriptError

    def check_unfinished(self) -> None:
        """Let a function be checked up to the syntax error in it, as Zeek does."""
        values = self.machine.values
        headers = [i for i, v in enumerate(values) if is_header(v)]
        attempt = getattr(self.listener, "attempt", None)
        if not headers or attempt is None:
            return
        place = headers[-1]
        stmts = tuple(unfinished(values[place + 1 :]))
        header = values[place]
        loc = header.signature.loc
        body = Block(stmts, loc=loc)
        decl = self.func_decl(header, None, body)
        if not is_deep(decl):
            attempt(decl)

    def _report_unknown(self) -> None:
        """Unknown names before a syntax error come first, as they do in Zeek."""
        header = [v.name for v in self.machine.values if isinstance(v, FuncHeader)]
        for name in unknown_names(self.machine.values):
            known = name.name in header or self.listener.is_defined(name.name)
            if known or name.name.startswith("::"):
                continue
            if isinstance(name, Name):
                shown = f'unknown identifier {name.name}, at or near "{name.name}"'
                self.diagnostics.error(name.loc, shown, self._meant(name.name))
                raise ScriptError
            shown = f"identifier not defined: {name.name}"
            self.diagnostics.error(name.loc, shown, self._meant(name.name))

    def _meant(self, name: str) -> str:
        return did_you_mean(name, sorted(self.machine.tables.words))

    def _around(
        self, tokens: list[Token], token: Token
    ) -> tuple[Token | None, Token | None]:
        place = tokens.index(token)
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return tokens[place - 1] if place else None, after

    def report(self, message: str, place: Location | None = None) -> None:
        """Report an error; without a place, where the last tokens began."""
        tokens = self.lexer.tokens
        line = tokens[0][2] if tokens else self.lexer.line
        self.diagnostics.error(place or Location(self.file, line, line), message)

    def begin_file(self) -> int:
        """Note where a file begins; `end_file` wants the answer."""
        return self.machine.depth

    def end_file(self, depth: int, *, located: bool = False) -> None:
        """Check that no declaration reaches over the end of a file."""
        complete = self.machine.flush()
        if self.machine.depth == depth or (complete and depth <= TOP_LEVEL):
            return
        line = self.lexer.line
        place = Location(self.file, line, line)
        where = f" in {place}" if located or self.diagnostics.errors else ""
        text = f"error{where}: syntax error, at end of file {self.file}"
        bracket = unclosed(self.machine.values)
        if bracket is not None:
            place, hint = self.at(bracket), f"this {bracket[1]} is not closed"
        else:
            last = self.lexer.text.rstrip().count("\n") + 1
            place = Location(self.file, last, last)
            hint = explain(END_TOKEN, self.machine.expected(), None)
        self.diagnostics.raw("error", text, place, hint)
        raise ScriptError

    # ---- from the builder to the listener

    def deliver(self, decl: Decl) -> None:
        if is_large(decl.loc) and is_deep(decl):
            self.diagnostics.error(decl.loc, TOO_DEEP)
            raise ScriptError
        self.listener.declare(decl)

    def redef_problem(self, name: str) -> str:
        return self.listener.redef_problem(name)

    def local_names(self) -> set[str]:
        """The parameters and locals of the function that is being read."""
        names: set[str] = set()
        for value in self.machine.values:
            if isinstance(value, FuncHeader):
                names = {param.name for param in value.signature.params}
            elif isinstance(value, list):
                names |= {s.name for s in value if isinstance(s, LocalStmt)}
        return names

    def if_directive(self, word: Token, _o: Token, value: Expr, _c: Token) -> None:
        self.listener.condition(word[1], value)

    def ifdef_directive(self, word: Token, _o: Token, name: Token, _c: Token) -> None:
        self.listener.condition(word[1], name[1])

    ifndef_directive = ifdef_directive

    def else_directive(self, _word: Token) -> None:
        self.listener.otherwise()

    def endif_directive(self, _word: Token) -> None:
        self.listener.end_condition()


def is_header(value: object) -> bool:
    """Whether a function begins here."""
    return isinstance(value, FuncHeader)


class Collector:
    """Keeps the declarations of a text that has no conditions."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        self.decls: list[Decl] = []

    def declare(self, decl: Decl) -> None:
        """Keep a declaration."""
        self.decls.append(decl)

    def is_defined(self, name: str) -> bool:
        """Names are not looked up here."""
        return True

    def redef_problem(self, name: str) -> str:
        """Names are not looked up here."""
        return ""

    def condition(self, word: str, value: Expr | str) -> None:
        """Refuse a condition: only the loader knows what is declared."""
        self.diagnostics.raw("error", f"error: {word} is not possible here")
        raise ScriptError

    def otherwise(self) -> None:
        """Refuse an `@else`."""
        self.condition("@else", "")

    def end_condition(self) -> None:
        """Refuse an `@endif`."""
        self.condition("@endif", "")


def parse(
    text: str | bytes,
    path: str,
    diagnostics: Diagnostics,
    collector: Collector | None = None,
) -> list[Decl]:
    """The declarations of a script; directives are dropped.

    Conditions are for the collector, which by itself refuses them.
    """
    collector = collector or Collector(diagnostics)
    reader = Reader(collector, diagnostics)
    reader.file = path
    reader.lexer = lexer(as_latin(text))
    while True:
        reader.feed(reader.lexer.batch())
        if not reader.lexer.directive:
            break
    reader.end_file(0)
    return collector.decls


def parse_expression(text: str | bytes, path: str, diagnostics: Diagnostics) -> Expr:
    """The node of a single expression."""
    reader = Reader(Collector(diagnostics), diagnostics, start="expr")
    reader.file = path
    reader.lexer = lexer(as_latin(text))
    reader.feed(reader.lexer.batch())
    try:
        value: Expr = reader.machine.finish()
    except Unexpected:
        diagnostics.raw("error", f"error: syntax error, at end of file {path}")
        raise ScriptError from None
    return value


def _shown(text: str) -> str:
    """A token in a message: its bytes as text, not too long."""
    return text[:TEXT_SHOWN].encode("latin-1").decode("utf-8", "replace")


def as_latin(text: str | bytes) -> str:
    """Script text with one character for each of its bytes."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    return data.decode("latin-1")
