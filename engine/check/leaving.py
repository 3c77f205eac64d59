"""`return`, `break`, `next` and `fallthrough`."""

from __future__ import annotations

from ..syntax import nodes as n
from ..typesystem.types import (
    BOOL,
    ERROR,
    VOID,
)
from . import tree as t
from .expressions import Expressions
from .rendering import statement


class Leaving(Expressions):
    """The visitor of the statements that end others."""

    def visit_ReturnStmt(self, node: n.ReturnStmt) -> t.Stmt:
        want = self.result_type
        scope = self.function
        assert scope is not None
        flavor = scope.type.flavor
        value = self.value_for(want, node.value) if node.value else None
        result = t.Return(value, loc=node.loc)
        if scope.prefix:
            message = "return statement outside of function/event"
            self.diagnostics.error(node.loc, f"{message} ({statement(result)})")
            return result
        if scope.infers_result and value is not None:
            scope.type.result = value.type
            scope.infers_result = False
            return result
        if value is not None and value.type is ERROR:
            return result
        if flavor == "hook" and value is not None:
            self.diagnostics.warning(
                node.loc,
                "Remove in v9.1: Returning values from a hook is deprecated. Consider"
                " using 'break' to inhibit lower-priority hooks, otherwise use an empty"
                f" return if necessary. ({statement(result)})",
            )
            self.promote(value, BOOL)
            return t.Return(None, loc=node.loc)
        if flavor in ("event", "hook") or want is VOID:
            if value is not None:
                self.diagnostics.error(
                    node.loc,
                    f"return statement cannot have an expression ({statement(result)})",
                )
            return t.Return(None, loc=node.loc)
        if value is None:
            self.diagnostics.error(
                node.loc, f"return statement needs expression ({statement(result)})"
            )
            return result
        result.value = self.promote(value, want) or value
        return result

    def visit_BreakStmt(self, node: n.BreakStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        inside = scope.loops or scope.switches
        result = t.Break(loc=node.loc)
        if not inside:
            if scope.type.flavor != "hook":
                self.diagnostics.error(
                    node.loc,
                    "break statement used outside of for, while or switch statement"
                    f" and not within a hook. ({statement(result)})",
                )
            result.in_hook = True
        return result

    def visit_NextStmt(self, node: n.NextStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        result = t.Next(loc=node.loc)
        if not scope.loops:
            self.diagnostics.error(
                node.loc,
                "next statement used outside of for or while statement."
                f" ({statement(result)})",
            )
        return result

    def visit_FallthroughStmt(self, node: n.FallthroughStmt) -> t.Stmt:
        if self.function is not None and self.function.type_case:
            self.diagnostics.error(
                node.loc, "invalid 'fallthrough' in type-casting 'case' block"
            )
        return t.Fallthrough(loc=node.loc)
