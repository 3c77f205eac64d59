"""`if`, `while` and `for`."""

from __future__ import annotations

from ..syntax import nodes as n
from ..typesystem.coercion import (
    is_integral,
    same_type,
)
from ..typesystem.types import (
    ANY,
    COUNT,
    ERROR,
    STRING,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .blocks import Blocks
from .symbols import Local

KEY_VALUE = "key value for loops only support iteration over tables or vectors"


class Loops(Blocks):
    """The visitor of what runs statements on a condition, or several times."""

    def visit_IfStmt(self, node: n.IfStmt) -> t.Stmt:
        condition = self.condition(
            node.condition, "conditional in test must be boolean"
        )
        then = self.stmt(node.then)
        orelse = self.stmt(node.orelse) if node.orelse else None
        return t.If(condition, then, orelse, loc=node.loc)

    def visit_WhileStmt(self, node: n.WhileStmt) -> t.Stmt:
        condition = self.condition(node.condition, "while conditional must be boolean")
        return t.While(condition, self._loop_body(node.body), loc=node.loc)

    def _loop_body(self, node: n.Stmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        scope.loops += 1
        try:
            return self.stmt(node)
        finally:
            scope.loops -= 1

    def visit_ForStmt(self, node: n.ForStmt) -> t.Stmt:
        over = self.visit(node.over)
        if over.type is ERROR:
            return t.Null(loc=node.loc)
        found = self._loop_types(node, over)
        scope = self.function
        assert scope is not None
        if found is None:
            return t.Null(loc=node.loc)
        kind, key_types, value_type = found
        keys = [
            self._loop_variable(name, k, node, over)
            for name, k in zip(node.keys, key_types, strict=True)
        ]
        value = None
        if node.value is not None and value_type is not None:
            value = self._loop_variable(node.value, value_type, node, over)
        body = self._loop_body(node.body)
        return t.For(keys, value, over, body, kind, node.brackets, loc=node.loc)

    def _loop_types(
        self, node: n.ForStmt, over: t.Expr
    ) -> tuple[str, list[Type], Type | None] | None:
        kind, keys = over.type, len(node.keys)
        if isinstance(kind, TableType):
            if kind.is_set and node.value is not None:
                self.error(over, KEY_VALUE)
                return None
            index = list(kind.index) or [ANY] * keys
            if keys == 1 and len(index) > 1 and node.keys[0] == "_":
                return "table", [ANY], kind.value
            if keys != len(index):
                self.error(over, "wrong index size")
                self._undeclared(node, over)
                return None
            return "set" if kind.is_set else "table", index, kind.value
        if isinstance(kind, VectorType):
            return self._vector_loop(node, over, kind)
        if kind is STRING:
            return self._string_loop(node, over)
        self.error(
            over, "target to iterate over must be a table, set, vector, or string"
        )
        self._undeclared(node, over)
        return None

    def _vector_loop(
        self, node: n.ForStmt, over: t.Expr, kind: VectorType
    ) -> tuple[str, list[Type], Type | None] | None:
        scope = self.function
        assert scope is not None
        if len(node.keys) != 1:
            message = "iterating over a vector requires only a single index type"
            self.error(over, message)
            return None
        name = node.keys[0]
        symbol = self.program.lookup(name, self.module)
        old = scope.names.get(name)
        if old is None and symbol is not None and name != "_":
            self.diagnostics.error(
                symbol.loc, f"global variable used in 'for' loop ({symbol.name})"
            )
            old = Local(name, symbol.type)
        wrong = old is not None and not is_integral(old.type)
        if wrong or (symbol is not None and old is not None and old.python == ""):
            self.error(over, 'vector index in "for" loop must be integral')
            return None
        return "vector", [old.type if old else COUNT], kind.element

    def _string_loop(
        self, node: n.ForStmt, over: t.Expr
    ) -> tuple[str, list[Type], Type | None] | None:
        scope = self.function
        assert scope is not None
        problem = ""
        old = scope.names.get(node.keys[0])
        if len(node.keys) != 1:
            problem = "iterating over a string requires only a single index type"
        elif old is not None and old.type is not STRING:
            problem = 'string index in "for" loop must be string'
        elif node.value is not None:
            problem = KEY_VALUE
        if problem:
            self.error(over, problem)
            return None
        return "string", [STRING], None

    def _undeclared(self, node: n.ForStmt, over: t.Expr) -> None:
        scope = self.function
        assert scope is not None
        name = node.keys[0]
        if name not in scope.names and name != "_":
            self.diagnostics.error(over.loc, f"undeclared variable ({self.full(name)})")

    def _iteration_clash(self, over: t.Expr, kind: Type = ERROR) -> None:
        self.error(over, "type clash in iteration", kind)

    def _loop_variable(
        self, name: str, kind: Type, node: n.ForStmt, over: t.Expr
    ) -> Local | None:
        scope = self.function
        assert scope is not None
        if name == "_":
            return None
        old = scope.names.get(name)
        if old is not None:
            wrong = not same_type(old.type, kind)
            wrong = wrong and not self.mixes(old.type, kind, node.loc)
            if old.is_const:
                message = f"constant used in 'for' loop ({old.shown})"
                self.diagnostics.error(old.loc, message)
                self._iteration_clash(over)
            elif wrong:
                self._iteration_clash(over, old.type)
            scope.out_of_scope.discard(name)
            old.assigned = True
            return old
        symbol = self.program.symbols.get(self.program.full_name(name, self.module))
        if symbol is not None:
            self.diagnostics.error(
                symbol.loc, f"global variable used in 'for' loop ({symbol.name})"
            )
            self._iteration_clash(over)
        return scope.add(Local(name, kind, node.loc, assigned=True, no_warning=True))
