"""Statements and function bodies."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.types import (
    BOOL,
    ERROR,
    INTERVAL,
    STRING,
    TIME,
    VOID,
    FuncType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .context import FunctionScope
from .leaving import Leaving
from .loops import Loops
from .references import parts
from .rendering import quoted_text, statement, text
from .switches import Switches
from .symbols import Local
from .variables import Variables

PURE = (
    t.Binary,
    t.Const,
    t.EnumConst,
    t.FieldRef,
    t.GlobalRef,
    t.HasField,
    t.In,
    t.Index,
    t.LocalRef,
    t.Logic,
    t.SizeOf,
    t.Unary,
)
"""Expressions that do nothing by themselves."""


class Statements(Loops, Switches, Leaving, Variables):
    """The visitor of statements."""

    def body(
        self,
        scope: FunctionScope,
        signature: n.FuncTypeNode,
        block: n.Block,
        loc: Location,
    ) -> t.Function:
        """Check a function body in its own scope."""
        outer, self.function = self.function, scope
        try:
            for decl, f in zip(
                signature.params, scope.type.params.fields, strict=False
            ):
                self.parameter_local(scope, decl, f.type)
            checked = self.block(block)
        finally:
            self.function = outer
        return t.Function(
            scope.name,
            scope.type,
            scope.params,
            checked,
            scope.locals,
            loc,
            is_async=scope.is_async,
        )

    def parameter_local(
        self, scope: FunctionScope, decl: n.FieldDecl, kind: Type
    ) -> None:
        """Declare a parameter as a variable of the body."""
        old = scope.names.get(decl.name)
        if old is not None and old.is_param and decl.name != "_":
            message = f"argument name used twice ({old.shown})"
            self.diagnostics.error(old.loc, message)
        local = Local(decl.name, kind, decl.loc, is_param=True, used=True)
        scope.add(local)

    def visit_NullStmt(self, node: n.NullStmt) -> t.Stmt:
        return t.Null(loc=node.loc)

    def visit_ExprStmt(self, node: n.ExprStmt) -> t.Stmt:
        self.is_statement = isinstance(node.expr, n.Assign)
        e = self.visit(node.expr)
        if is_pure(e) and e.type is not ERROR:
            self.warning(e, "expression value ignored")
        return t.ExprStmt(e, loc=node.loc)

    def visit_Unfinished(self, node: n.Unfinished) -> t.Stmt:
        self.visit(node.expr)
        return t.Null(loc=node.loc)

    def visit_PrintStmt(self, node: n.PrintStmt) -> t.Stmt:
        args = [self.value_for(None, a) for a in node.args]
        result = t.Print(args, loc=node.loc)
        if any(a.type is VOID for a in args):
            shown = statement(result)
            self.diagnostics.error(node.loc, f"value of type void illegal ({shown})")
        return result

    def visit_EventStmt(self, node: n.EventStmt) -> t.Stmt:
        event = self.event_arguments(node.name, node.args, node.loc)
        if event is None:
            return t.Null(loc=node.loc)
        target, args = event
        if not target.is_callable:
            ref = t.GlobalRef(target.type, target, loc=node.loc)
            return t.EventStmt(ref, args, loc=node.loc)
        return t.EventStmt(target, args, loc=node.loc)

    def visit_AddStmt(self, node: n.AddStmt) -> t.Stmt:
        target = self.visit(node.target)
        if target.type is ERROR:
            return t.Null(loc=node.loc)
        base = target.base.type if isinstance(target, t.Index) else None
        if not (isinstance(base, TableType) and base.is_set):
            self.diagnostics.error(
                node.loc, f"illegal add expression (add {text(target)})"
            )
            return t.Null(loc=node.loc)
        assert isinstance(target, t.Index)
        return t.Add(target, loc=node.loc)

    def visit_DeleteStmt(self, node: n.DeleteStmt) -> t.Stmt:
        target = self.visit(node.target)
        if target.type is ERROR:
            return t.Null(loc=node.loc)
        fine = target.type.tag in ("table", "set")
        if isinstance(target, t.FieldRef) and isinstance(target.base.type, RecordType):
            f = target.base.type.field(target.field)
            fine = f is not None and (f.optional or f.has_default)
        if isinstance(target, t.Index):
            fine = isinstance(target.base.type, TableType)
        if not fine and not isinstance(target.type, VectorType):
            fine = False
        if not fine and isinstance(target, (t.LocalRef, t.GlobalRef)):
            fine = isinstance(target.type, (VectorType, TableType))
        if not fine:
            self.diagnostics.error(
                node.loc, f"illegal delete expression (delete {text(target)})"
            )
            return t.Null(loc=node.loc)
        return t.Delete(target, loc=node.loc)

    def visit_AssertStmt(self, node: n.AssertStmt) -> t.Stmt:
        condition = self.visit(node.condition)
        message = self.visit(node.message) if node.message else None
        if condition.type not in (BOOL, ERROR):
            self.error(condition, "conditional must be boolean")
        if message is not None and message.type not in (STRING, ERROR):
            self.error(message, "message must be string")
        return t.Assert(condition, message, quoted_text(condition), loc=node.loc)

    def visit_WhenStmt(self, node: n.WhenStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        kind = FuncType("function", RecordType(""), scope.type.result)
        inner = FunctionScope(self.program.unique("when_"), kind, outer=scope)
        inner.is_when = True
        problem = self.capture(inner, node.captures)
        if problem:
            self.diagnostics.error(node.loc, problem)
        self.function = inner
        try:
            inner.blocks.append([])
            condition = self.condition(
                node.condition, "conditional in test must be boolean"
            )
            body = self.stmt(node.body)
            on_timeout = self.stmt(node.on_timeout) if node.on_timeout else None
        finally:
            self.function = scope
        timeout = self.visit(node.timeout) if node.timeout else None
        if timeout is not None and timeout.type not in (INTERVAL, TIME, ERROR):
            self.error(timeout, "when timeout requires a time or time interval")
        captures = self.captured(inner, node.captures)
        result = t.When(
            condition,
            body,
            timeout,
            on_timeout,
            captures,
            inner.locals,
            node.is_return,
            loc=node.loc,
        )
        if node.is_return:
            scope.is_async = True
        problem = self.capture_problem(inner, captures, '"when" statement')
        if problem:
            self.diagnostics.error(node.loc, f"{problem} ({statement(result)})")
        result.captures = list((inner.captures or {}).values())
        return result


def is_pure(e: t.Expr) -> bool:
    """Whether evaluating an expression does nothing but give a value."""
    return isinstance(e, PURE) and all(is_pure(part) for part in parts(e))
