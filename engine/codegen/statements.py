"""Checked statements → Python statements."""

from __future__ import annotations

import ast

from ..check import tree as t
from ..check.declarations import has_effect
from ..check.rendering import text
from ..check.symbols import Local, Program
from ..typesystem.types import (
    ANY,
    VOID,
    FileType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from ..values.record import slot_name
from . import build as b
from .bounds import Bounds
from .expressions import STORABLE, Expressions

SIMPLE = (t.ExprStmt, t.LocalDecl, t.Print, t.Return, t.Add, t.Delete, t.EventStmt)
"""Statements that are left out where a conversion fails."""


HELD = (t.Const, t.EnumConst, t.LocalRef, t.GlobalRef, t.FieldRef)
"""What parts of a key may be to be evaluated once in place of twice."""


class Statements(Expressions):
    """The visitor of statements; each gives a list of Python statements."""

    def __init__(self, program: Program):
        super().__init__(program)
        self.looped: list[str] = []
        """What the loops around go over."""

    switch_next: tuple[str, int] | None = None
    """Inside a `switch`: the variable with the case's number, and the next number."""
    in_loop = False
    end: ast.expr | None = None
    """What a function gives that ends without a `return`."""

    def body(self, function: t.Function) -> list[ast.stmt]:
        """The statements of a function, never none."""
        self.bounds = Bounds(function.body, function.params)
        if function.shared:
            self.bounds.totals.clear()
            self.bounds.additions.clear()
        result = function.type.result
        has_result = function.flavor == "function" and result is not VOID
        name = b.const(function.name)
        self.end = b.call("missing_return", name) if has_result else None
        stmts = self.block_of(function.body)
        stmts[:0] = self.prologue
        if has_result and not returns(function.body):
            stmts.append(ast.Return(b.call("missing_return", name)))
        self.globals_set.update(function.shared)
        if self.globals_set:
            stmts.insert(0, ast.Global(sorted(self.globals_set)))
        return stmts or [ast.Pass()]

    def block_of(self, stmt: t.Stmt) -> list[ast.stmt]:
        """The Python statements for one, placed."""
        method = getattr(self, f"stmt_{type(stmt).__name__}")
        self.may_fail = False
        made: list[ast.stmt] = method(stmt)
        if self.may_fail and isinstance(stmt, SIMPLE):
            skip = ast.ExceptHandler(b.name("NoValue"), None, [ast.Pass()])
            made = [ast.Try(made, [skip], [], [])]
        self.may_fail = False
        for node in made:
            b.place(node, stmt.loc)
        return made

    def suite(self, stmt: t.Stmt) -> list[ast.stmt]:
        """As `block_of`, with `pass` where there is nothing."""
        return self.block_of(stmt) or [ast.Pass()]

    def stmt_Block(self, s: t.Block) -> list[ast.stmt]:
        return [node for inner in s.stmts for node in self.block_of(inner)]

    def stmt_Null(self, s: t.Null) -> list[ast.stmt]:
        return []

    # ---- expressions

    def stmt_ExprStmt(self, s: t.ExprStmt) -> list[ast.stmt]:
        e = s.expr
        if isinstance(e, t.Assign):
            return self.store(e.target, self.expr(e.value), e)
        if isinstance(e, t.Unpack):
            return self._unpack(e)
        if isinstance(e, t.Increment):
            self.remember(e)
            held = self.hold_key(e.target)
            return held + self.store(e.target, self.incremented(e), e)
        if isinstance(e, t.Update):
            return self._update(e)
        return [ast.Expr(self.expr(e))]

    def store(self, target: t.Expr, value: ast.expr, e: t.Expr) -> list[ast.stmt]:
        """An assignment as a statement."""
        if isinstance(target, t.LocalRef):
            place: ast.expr = b.target(target.local.python)
        elif isinstance(target, t.GlobalRef):
            python = self.symbol(target.symbol)
            self.globals_set.add(python)
            place = b.target(python)
        elif isinstance(target, t.FieldRef):
            base = self.expr(target.base)
            place = ast.Attribute(base, slot_name(target.field), b.STORE)
        elif isinstance(target, t.Index) and target.kind == "table":
            base = self.expr(target.base)
            key = self.held_keys.get(id(target))
            index = b.name(key) if key else self.stored_key(target.index)
            place = ast.Subscript(base, index, b.STORE)
            b.place(place, target.loc)
            self.remember(target)
            return self.watched(target, ast.Assign([place], value))
        elif isinstance(target, t.Index) and target.kind == "vector":
            base, index = self.expr(target.base), self.expr(target.index[0])
            self.remember(target)
            call = b.method(base, "assign", index, value)
            b.place(call, e.loc)
            return [ast.Expr(call)]
        else:
            return [ast.Expr(self.store_expr(target, value))]
        b.place(place, target.loc)
        self.remember(target)
        return [ast.Assign([place], value)]

    def hold_key(self, target: t.Expr) -> list[ast.stmt]:
        """Make the key of an element once that is read and assigned in a statement."""
        if not isinstance(target, t.Index) or target.kind != "table":
            return []
        if len(target.index) < 2 or not all(isinstance(i, HELD) for i in target.index):
            return []
        key = self.stored_key(target.index)
        name = self.held_keys[id(target)] = self.temporary()
        return [ast.Assign([b.target(name)], key)]

    def watched(self, target: t.Index, change: ast.stmt) -> list[ast.stmt]:
        """A change of a table; inside a loop over it, Zeek warns if its size does."""
        if text(target.base) not in self.looped:
            return [change]
        before = self.temporary()
        size = b.call("len", self.expr(target.base))
        now = b.call("len", self.expr(target.base))
        warn = b.call("loop_changed", self.expr(target.base))
        b.place(warn, target.loc)
        self.remember(target)
        test = ast.Compare(now, [ast.NotEq()], [b.name(before)])
        kept = ast.Assign([b.target(before)], size)
        return [kept, change, ast.If(test, [ast.Expr(warn)], [])]

    def _unpack(self, e: t.Unpack) -> list[ast.stmt]:
        parts = self.temporary()
        value = b.call("unpack", self.expr(e.value), b.const(len(e.targets)))
        self.remember(e)
        stmts: list[ast.stmt] = [ast.Assign([b.target(parts)], value)]
        for number, target in enumerate(e.targets):
            part = b.subscript(b.name(parts), b.const(number))
            fitted = b.call("from_any", part, self.type(target.type))
            stmts += self.store(target, fitted, e)
        return stmts

    def _update(self, e: t.Update) -> list[ast.stmt]:
        if e.kind in ("arith", "interval", "string"):
            held = self.hold_key(e.target)
            return held + self.store(e.target, self.updated(e), e)
        target, value = self.expr(e.target), self.expr(e.value)
        if e.kind == "pattern":
            made = b.call("pattern_append", target, value)
            if not isinstance(e.target, STORABLE):
                return [ast.Expr(made)]
            return self.store(e.target, made, e)
        if e.kind == "vector-append" and target_element(e) is ANY:
            call = b.call("append_any", target, value)
            b.place(call, e.loc)
            self.remember(e)
            return [ast.Expr(call)]
        if e.kind == "vector-append":
            return [ast.Expr(b.method(target, "append", value))]
        if e.kind == "vector-extend":
            return [ast.Expr(b.method(target, "extend", value))]
        verb = "add_all" if e.kind.endswith("add") else "remove_all"
        return [ast.Expr(b.method(target, verb, value))]

    def stmt_Print(self, s: t.Print) -> list[ast.stmt]:
        args = self.many(s.args)
        if s.args and isinstance(s.args[0].type, FileType):
            return [ast.Expr(b.call("print_to", *args))]
        return [ast.Expr(b.call("print_", *args))]

    def stmt_EventStmt(self, s: t.EventStmt) -> list[ast.stmt]:
        if isinstance(s.event, t.Expr):
            handler = self.expr(s.event)
            return [ast.Expr(b.method(handler, "queue", *self.many(s.args)))]
        python = self.symbol(s.event)
        args = self.many(s.args)
        entry = b.tuple_of([b.name(python), b.tuple_of(args)])
        queued = ast.Expr(b.call("enqueue", entry))
        if any(has_effect(a) for a in s.args):
            return [ast.Expr(b.method(b.name(python), "queue", *args))]
        return [ast.If(b.attribute(b.name(python), "wanted"), [queued], [])]

    def stmt_LocalDecl(self, s: t.LocalDecl) -> list[ast.stmt]:
        kind = s.local.type
        value = s.init
        if isinstance(kind, TableType) and (value is None or s.attrs):
            if value is None:
                build = t.SetNew if kind.is_set else t.TableNew
                value = build(kind, [], s.attrs, loc=s.loc)
            elif isinstance(value, (t.SetNew, t.TableNew)):
                value.attrs = [*s.attrs, *value.attrs]
        elif value is None and isinstance(kind, VectorType):
            value = t.VectorNew(kind, [], loc=s.loc)
        elif value is None and isinstance(kind, RecordType):
            value = t.RecordNew(kind, kind, [], loc=s.loc)
        if value is None:
            return self._undefined(s.local)
        made = ast.Assign([b.target(s.local.python)], self.expr(value))
        if s.init is not None:
            return [made]
        # as in Zeek, made once when the function is entered
        b.place(made, s.loc)
        self.prologue.append(made)
        return []

    def _undefined(self, local: Local) -> list[ast.stmt]:
        """Make the name local to the function without giving it a value."""
        blank = ast.Assign([b.target(local.python)], ast.Constant(None))
        return [ast.If(ast.Constant(False), [blank], [])]

    # ---- control

    def stmt_If(self, s: t.If) -> list[ast.stmt]:
        orelse = self.block_of(s.orelse) if s.orelse else []
        return [ast.If(self.expr(s.condition), self.suite(s.then), orelse)]

    def stmt_While(self, s: t.While) -> list[ast.stmt]:
        return [ast.While(self.expr(s.condition), self._loop_suite(s.body), [])]

    def _loop_suite(self, body: t.Stmt) -> list[ast.stmt]:
        outer = self.switch_next, self.in_loop
        self.switch_next, self.in_loop = None, True
        suite = self.suite(body)
        self.switch_next, self.in_loop = outer
        return suite

    def stmt_For(self, s: t.For) -> list[ast.stmt]:
        over = self.expr(s.over)
        keys = [b.target(k.python if k else "_") for k in s.keys]
        key: ast.expr = keys[0]
        if len(keys) > 1:
            key = ast.Tuple(list(keys), b.STORE)
        value = s.value
        if s.kind == "vector":
            pair = [key, b.target(value.python if value else "_")]
            place: ast.expr = ast.Tuple(pair, b.STORE)
            items: ast.expr = b.method(over, "filled")
        elif s.kind == "string":
            place, items = key, b.call("characters", over)
        elif value is not None:
            place = ast.Tuple([key, b.target(value.python)], b.STORE)
            items = b.call("list", b.method(over, "items"))
        else:
            place, items = key, b.call("list", over)
        self.looped.append(text(s.over))
        body = self._loop_suite(s.body)
        self.looped.pop()
        return [ast.For(place, items, body, [])]

    def stmt_Next(self, s: t.Next) -> list[ast.stmt]:
        # in a switch, Zeek goes on with the next case
        return self._next_case() if self.switch_next else [ast.Continue()]

    def _next_case(self) -> list[ast.stmt]:
        assert self.switch_next is not None
        chosen, number = self.switch_next
        return [ast.Assign([b.target(chosen)], b.const(number)), ast.Continue()]

    def stmt_Break(self, s: t.Break) -> list[ast.stmt]:
        return [ast.Return(b.const(False))] if s.in_hook else [ast.Break()]

    def stmt_Fallthrough(self, s: t.Fallthrough) -> list[ast.stmt]:
        # outside of a switch, Zeek ends the body that it stands in
        if self.switch_next is not None:
            return self._next_case()
        return [ast.Continue() if self.in_loop else ast.Return(self.end)]

    def stmt_Return(self, s: t.Return) -> list[ast.stmt]:
        if s.value is None or self.end is None or not may_be_nothing(s.value):
            return [ast.Return(self.expr(s.value) if s.value else None)]
        found = self.temporary()
        given = ast.Assign([b.target(found)], self.expr(s.value))
        nothing = ast.Compare(b.name(found), [ast.Is()], [b.const(None)])
        told: list[ast.stmt] = [ast.Return(self.end)]
        return [given, ast.If(nothing, told, []), ast.Return(b.name(found))]

    # ---- switch

    def stmt_Switch(self, s: t.Switch) -> list[ast.stmt]:
        """Pick a case by number; `fallthrough` changes the number and goes round."""
        subject, chosen = self.temporary(), self.temporary()
        loop = ast.While(ast.Constant(True), [], [])
        outer = self.switch_next
        for number, case in enumerate(s.cases):
            self.switch_next = (chosen, number + 1)
            test = ast.Compare(b.name(chosen), [ast.Eq()], [b.const(number)])
            loop.body.append(ast.If(test, self._case(case, subject), []))
        self.switch_next = outer
        loop.body.append(ast.Break())
        return [
            ast.Assign([b.target(subject)], self.expr(s.subject)),
            self._choice(s, subject, chosen),
            loop,
        ]

    def _case(self, case: t.Case, subject: str) -> list[ast.stmt]:
        body: list[ast.stmt] = []
        for kind, local in case.types:
            if local is not None:
                value = b.call("cast", b.name(subject), self.type(kind))
                body.append(ast.Assign([b.target(local.python)], value))
        return [*body, *self.block_of(case.body)] or [ast.Pass()]

    def _choice(self, s: t.Switch, subject: str, chosen: str) -> ast.stmt:
        default = -1
        choice: ast.expr
        for number, case in enumerate(s.cases):
            if case.is_default:
                default = number
        choice = b.const(default)
        for number, case in reversed(list(enumerate(s.cases))):
            if case.is_default:
                continue
            tests: list[ast.expr] = [
                ast.Compare(b.name(subject), [ast.Eq()], [self.expr(v)])
                for v in case.values
            ]
            tests += [
                b.call("is_of", b.name(subject), self.type(k)) for k, _ in case.types
            ]
            test = tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), tests)
            choice = ast.IfExp(test, b.const(number), choice)
        return ast.Assign([b.target(chosen)], choice)

    # ---- containers

    def stmt_Add(self, s: t.Add) -> list[ast.stmt]:
        base = self.expr(s.target.base)
        place = ast.Subscript(base, self.stored_key(s.target.index), b.STORE)
        return self.watched(s.target, ast.Assign([place], ast.Constant(None)))

    def stmt_Delete(self, s: t.Delete) -> list[ast.stmt]:
        target = s.target
        if isinstance(target, t.Index):
            base, key = self.expr(target.base), self.key(target.index)
            pop = b.method(base, "pop", key, ast.Constant(None))
            return self.watched(target, ast.Expr(pop))
        if isinstance(target, t.FieldRef):
            name = b.const(slot_name(target.field))
            return [ast.Expr(b.call("unset_field", self.expr(target.base), name))]
        return [ast.Expr(b.method(self.expr(target), "clear"))]

    # ---- assert and when

    def stmt_Assert(self, s: t.Assert) -> list[ast.stmt]:
        message = self.expr(s.message) if s.message else b.const(b"")
        failed = ast.Expr(b.call("assert_failed", b.const(s.text), b.thunk(message)))
        condition = self.expr(s.condition)
        passed = b.call("assert_passed", b.const(s.text), b.thunk(message))
        check = ast.If(condition, [ast.Expr(passed)], [failed])
        loc = s.loc
        texts = self.program.texts.setdefault(loc.file, {})
        key = (loc.line, loc.end_line, loc.column, loc.end_column)
        texts.setdefault(key, s.text)
        return [check]

    def stmt_When(self, s: t.When) -> list[ast.stmt]:
        name = self.program.unique("when_")
        self.when_factory(s, name)
        values = self.captured(s.captures)
        parts = b.call(self.code(name), *values)
        timeout = self.expr(s.timeout) if s.timeout else ast.Constant(None)
        call = b.call("when", parts, timeout)
        if s.is_return:
            return [ast.Return(call)]
        return [ast.Expr(call)]

    def when_factory(self, when: t.When, name: str) -> None:
        raise NotImplementedError


def target_element(e: t.Update) -> Type | None:
    """The type of the elements of a vector that is appended to."""
    kind = e.target.type
    return kind.element if isinstance(kind, VectorType) else None


def returns(stmt: t.Stmt) -> bool:
    """Whether a statement never ends without `return`."""
    if isinstance(stmt, t.Block):
        return any(returns(s) for s in stmt.stmts)
    if isinstance(stmt, t.If):
        return stmt.orelse is not None and returns(stmt.then) and returns(stmt.orelse)
    if isinstance(stmt, t.When):
        return stmt.is_return
    return isinstance(stmt, t.Return)


def may_be_nothing(e: t.Expr) -> bool:
    """Whether an expression is a built-in function that may fail to give a record."""
    return (
        isinstance(e, t.Call)
        and isinstance(e.func, t.GlobalRef)
        and e.func.symbol.builtin
        and isinstance(e.type, RecordType)
    )
