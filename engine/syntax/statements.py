"""Statements: the builder's methods, named as in the grammar."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..diagnostics import Location
from .expressions import EventCall, Expressions
from .lexer import Token
from .nodes import (
    AddExpr,
    AddStmt,
    AssertStmt,
    Attr,
    Block,
    BreakStmt,
    Capture,
    Case,
    DeleteExpr,
    DeleteStmt,
    EventStmt,
    Expr,
    ExprStmt,
    FallthroughStmt,
    ForStmt,
    IfStmt,
    LocalStmt,
    NextStmt,
    NullStmt,
    PrintStmt,
    ReturnStmt,
    Stmt,
    SwitchStmt,
    TypeCase,
    TypeNode,
    WhenStmt,
    WhileStmt,
)


class ForHead(NamedTuple):
    """`for ( [keys], value in over )`"""

    keys: tuple[str, ...]
    value: str | None
    over: Expr
    brackets: bool
    loc: Location


class WhenHead(NamedTuple):
    """`return when [captures] ( condition ) body`"""

    captures: tuple[Capture, ...] | None
    condition: Expr
    is_return: bool
    loc: Location
    body: Stmt | None = None


class VarParts(NamedTuple):
    """`name: type = init attrs;`, what follows the keyword of a declaration"""

    name: Token
    type: TypeNode | None
    op: str
    init: Expr | None
    attrs: tuple[Attr, ...]
    end: Token


DIRECTIVE = NullStmt()
"Stands where a directive stood in a list of statements."


def end_of(stmt: Stmt) -> Location:
    """The place where a statement ends, with the body that its header governs."""
    while True:
        if isinstance(stmt, IfStmt):
            stmt = stmt.orelse or stmt.then
        elif isinstance(stmt, ForStmt | WhileStmt):
            stmt = stmt.body
        else:
            return stmt.loc


class Statements(Expressions):
    """Builds statements."""

    def stmt_more(self, stmts: list[Stmt], stmt: Stmt) -> list[Stmt]:
        if stmt is not DIRECTIVE:
            stmts.append(stmt)
        return stmts

    def directive_stmt(self, _directive: None) -> Stmt:
        return DIRECTIVE

    def _body(self, stmt: Stmt) -> Stmt:
        """What a condition governs: a directive alone is no statement."""
        if stmt is DIRECTIVE:
            self.report("incorrect use of directive")
            return NullStmt()
        return stmt

    def report(self, message: str, place: Location | None = None) -> None:
        """Report an error, without a place where the lexer is."""
        raise NotImplementedError

    # ---- simple statements

    def block(self, opening: Token, stmts: list[Stmt], closing: Token) -> Block:
        return Block(tuple(stmts), loc=self.tokens(opening, closing))

    def null_stmt(self, token: Token) -> Stmt:
        return NullStmt(loc=self.at(token))

    def expr_stmt(self, expr: Expr, end: Token) -> Stmt:
        kind = type(expr)
        if kind is AddExpr:
            return AddStmt(expr.target, loc=expr.loc)  # type: ignore[attr-defined]
        if kind is DeleteExpr:
            return DeleteStmt(expr.target, loc=expr.loc)  # type: ignore[attr-defined]
        return ExprStmt(expr, loc=self.to_token(expr, end))

    def print_stmt(self, word: Token, args: list[Expr], end: Token) -> Stmt:
        return PrintStmt(tuple(args), loc=self.tokens(word, end))

    def event_stmt(self, word: Token, event: EventCall, end: Token) -> Stmt:
        name, args, _ = event
        return EventStmt(name[1], tuple(args), loc=self.tokens(word, end))

    def no_init(self) -> tuple[str, Expr | None]:
        return "", None

    def bare_init(self, value: Expr) -> tuple[str, Expr | None]:
        return "", value

    def init(self, op: Token, value: Expr | None = None) -> tuple[str, Expr | None]:
        return op[1], value

    def var_decl(
        self,
        name: Token,
        type: TypeNode | None,
        init: tuple[str, Expr | None],
        attrs: list[Attr],
        end: Token,
    ) -> VarParts:
        return VarParts(name, type, init[0], init[1], tuple(attrs), end)

    def local_stmt(self, kind: Token, parts: VarParts) -> Stmt:
        name, type, op, init, attrs, end = parts
        loc = self.tokens(kind, end)
        return LocalStmt(kind[1], name[1], type, init, attrs, op, loc=loc)

    def assert_stmt(self, word: Token, condition: Expr, *rest: Any) -> Stmt:
        message = rest[1] if len(rest) > 1 else None
        return AssertStmt(condition, message, loc=self.tokens(word, rest[-1]))

    def return_stmt(self, word: Token, *rest: Any) -> Stmt:
        if len(rest) == 1:
            return ReturnStmt(loc=self.tokens(word, rest[0]))
        return ReturnStmt(rest[0], loc=self.from_token(word, rest[0]))

    def break_stmt(self, word: Token, end: Token) -> Stmt:
        return BreakStmt(loc=self.tokens(word, end))

    def next_stmt(self, word: Token, end: Token) -> Stmt:
        return NextStmt(loc=self.tokens(word, end))

    def fallthrough_stmt(self, word: Token, end: Token) -> Stmt:
        return FallthroughStmt(loc=self.tokens(word, end))

    # ---- conditions and loops; they lie, as Zeek reports them, where the header does

    def if_stmt(
        self,
        word: Token,
        _opening: Token,
        condition: Expr,
        closing: Token,
        then: Stmt,
        _else: Token | None = None,
        orelse: Stmt | None = None,
    ) -> Stmt:
        then = self._body(then)
        orelse = orelse and self._body(orelse)
        return IfStmt(condition, then, orelse, loc=self.tokens(word, closing))

    def while_stmt(
        self, word: Token, _o: Token, condition: Expr, closing: Token, body: Stmt
    ) -> Stmt:
        loc = self.tokens(word, closing)
        return WhileStmt(condition, self._body(body), loc=loc)

    def for_key(
        self, word: Token, _o: Token, key: Token, _in: Token, over: Expr, end: Token
    ) -> ForHead:
        return ForHead((key[1],), None, over, False, self.tokens(word, end))

    def for_key_value(self, word: Token, *rest: Any) -> ForHead:
        _, key, _, value, _, over, end = rest
        return ForHead((key[1],), value[1], over, False, self.tokens(word, end))

    def for_keys(self, word: Token, *rest: Any) -> ForHead:
        _, _, keys, _, _, over, end = rest
        names = tuple(key[1] for key in keys)
        return ForHead(names, None, over, True, self.tokens(word, end))

    def for_keys_value(self, word: Token, *rest: Any) -> ForHead:
        _, _, keys, _, _, value, _, over, end = rest
        names = tuple(key[1] for key in keys)
        return ForHead(names, value[1], over, True, self.tokens(word, end))

    def for_stmt(self, head: ForHead, body: Stmt) -> Stmt:
        keys, value, over, brackets, loc = head
        return ForStmt(keys, value, over, self._body(body), brackets, loc=loc)

    # ---- switch

    def switch_stmt(
        self, word: Token, subject: Expr, _o: Token, cases: list[Case], _c: Token
    ) -> Stmt:
        loc = self.from_token(word, subject)
        return SwitchStmt(subject, tuple(cases), loc=loc)

    def case_values(
        self, word: Token, values: list[Expr], colon: Token, stmts: list[Stmt]
    ) -> Case:
        return self._case(word, (tuple(values), ()), colon, stmts)

    def case_types(
        self, word: Token, types: list[TypeCase], colon: Token, stmts: list[Stmt]
    ) -> Case:
        return self._case(word, ((), tuple(types)), colon, stmts)

    def case_default(self, word: Token, colon: Token, stmts: list[Stmt]) -> Case:
        return self._case(word, ((), ()), colon, stmts)

    def _case(
        self,
        word: Token,
        labels: tuple[tuple[Expr, ...], tuple[TypeCase, ...]],
        colon: Token,
        stmts: list[Stmt],
    ) -> Case:
        """A case lies, as Zeek reports it, where its last statement does."""
        loc = inner = self.tokens(word, colon)
        if stmts:
            inner = self.nodes(stmts[0], stmts[-1])
            line = end_of(stmts[-2]).end_line if len(stmts) > 1 else colon[2]
            end = end_of(stmts[-1])
            column = word[3] if line == word[2] else 0
            loc = Location(self.file, line, end.end_line, column, end.end_column)
        return Case(*labels, Block(tuple(stmts), loc=inner), loc=loc)

    def case_type(
        self, word: Token, type: TypeNode, _as: Token | None = None, *name: Token
    ) -> TypeCase:
        if name:
            return TypeCase(type, name[0][1], loc=self.tokens(word, name[0]))
        return TypeCase(type, loc=self.from_token(word, type))

    # ---- when

    def when_start(self, word: Token, _o: Token, cond: Expr, end: Token) -> WhenHead:
        return WhenHead(None, cond, False, self.tokens(word, end))

    def when_start_captures(self, word: Token, *rest: Any) -> WhenHead:
        _, captures, _, _, condition, end = rest
        return WhenHead(tuple(captures), condition, False, self.tokens(word, end))

    def return_when_start(self, word: Token, *rest: Any) -> WhenHead:
        _, _, condition, end = rest
        return WhenHead(None, condition, True, self.tokens(word, end))

    def return_when_start_captures(self, word: Token, *rest: Any) -> WhenHead:
        _, _, captures, _, _, condition, end = rest
        return WhenHead(tuple(captures), condition, True, self.tokens(word, end))

    def when_head(self, start: WhenHead, body: Stmt) -> WhenHead:
        return start._replace(body=body)

    def when_stmt(self, head: WhenHead) -> Stmt:
        return self._when(head, None, None)

    def when_timeout_stmt(
        self, head: WhenHead, _t: Token, timeout: Expr, opening: Token, *rest: Any
    ) -> Stmt:
        stmts, closing = rest
        body = Block(tuple(stmts), loc=self.tokens(opening, closing))
        return self._when(head, timeout, body)

    def _when(
        self, head: WhenHead, timeout: Expr | None, on_timeout: Stmt | None
    ) -> Stmt:
        captures, condition, is_return, start, body = head
        assert body is not None
        end = end_of(on_timeout or body)
        first = end_of(body).end_line if on_timeout else start.end_line
        column = start.column if start.line == first else 0
        lines = (first, end.end_line)
        loc = Location(self.file, *lines, column, end.end_column)
        return WhenStmt(
            captures, condition, body, timeout, on_timeout, is_return, loc=loc
        )
