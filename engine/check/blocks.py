"""Blocks, and what a statement may be told by."""

from __future__ import annotations

from ..syntax import nodes as n
from ..typesystem.types import (
    BOOL,
    ERROR,
)
from . import tree as t
from .expressions import Expressions


class Blocks(Expressions):
    """The visitor of blocks; the methods for each kind of statement come elsewhere."""

    def block(self, node: n.Block) -> t.Block:
        """Statements in a scope of their own."""
        scope = self.function
        assert scope is not None
        scope.blocks.append([])
        stmts = [self.stmt(s) for s in node.stmts]
        scope.out_of_scope.update(scope.blocks.pop())
        return t.Block(stmts, loc=node.loc)

    def stmt(self, node: n.Stmt) -> t.Stmt:
        """The checked form of a statement."""
        method = getattr(self, f"visit_{type(node).__name__}")
        result: t.Stmt = method(node)
        return result

    def visit_Block(self, node: n.Block) -> t.Stmt:
        return self.block(node)

    def condition(self, node: n.Expr, message: str) -> t.Expr:
        """The checked form of what must be true or false."""
        e = self.visit(node)
        if e.type not in (BOOL, ERROR):
            self.error(e, message)
        return e
