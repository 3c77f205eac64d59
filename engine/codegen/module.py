"""From one checked function to marshalled Python code."""

from __future__ import annotations

import ast
import marshal
from types import CodeType
from typing import Any

from ..check import tree as t
from ..check.references import children
from ..check.symbols import Program
from . import build as b
from .expressions import HOLDING
from .statements import Statements

Texts = dict[tuple[int, int, int, int], str]


class Generator(Statements):
    """Compiles functions into `program`; keeps the `ast` where asked to."""

    def __init__(self, program: Program, *, keep: bool = False):
        super().__init__(program)
        self.kept: dict[str, tuple[str, ast.FunctionDef]] | None = {} if keep else None

    def function(self, function: t.Function) -> bytes:
        """The marshalled code of a function."""
        return self.compile(self.definition(function), function.loc.file)

    def definition(self, function: t.Function) -> ast.FunctionDef:
        """The Python function for a body."""
        outer = self.enter()
        body = self.body(function)
        self.leave(outer)
        params = [p.python for p in function.params]
        node = b.define(function.name, params, body)
        b.place(node, function.loc)
        return node

    def compile(self, node: ast.FunctionDef, path: str) -> bytes:
        """Compile a function definition under the script's path."""
        if self.kept is not None:
            self.kept[node.name] = (f"{path}, line {node.lineno}", node)
        code = compile(ast.Module([node], []), path, "exec", dont_inherit=True)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                return marshal.dumps(constant)
        raise AssertionError("a function definition has a code object")

    def factory(self, function: t.Function, captured: list[str]) -> None:
        """A lambda: a function that takes the captures and gives the function."""
        outer = self.enter()
        body = self.body(function)
        self.leave(outer)
        inner = b.define("call", [p.python for p in function.params], body)
        if captured and (changed := assigned_in(body) & set(captured)):
            inner.body.insert(0, ast.Nonlocal(sorted(changed)))
        node = b.define(function.name, captured, [inner, ast.Return(b.name("call"))])
        b.place(node, function.loc)
        self.program.code[function.name] = self.compile(node, function.loc.file)

    def when_factory(self, when: t.When, name: str) -> None:
        """A `when`: captures in; condition, body and timeout as functions out."""
        outer = self.enter()
        self.in_condition = True
        condition: list[ast.stmt] = [ast.Return(self.expr(when.condition))]
        self.in_condition = False
        tracked = b.tuple_of([b.thunk(self.expr(r)) for r in referred_to(when)])
        body = self.block_of(when.body)
        parts = {"condition": condition, "body": body}
        if when.on_timeout is not None:
            parts["on_timeout"] = self.block_of(when.on_timeout)
        prologue, own_globals = self.prologue, self.globals_set
        self.leave(outer)
        shared = [local.python for _, local, _ in when.captures]
        variables = shared + [local.python for local in when.locals]
        definitions: list[ast.stmt] = []
        for part, stmts in parts.items():
            inner = b.define(part, [], stmts or [ast.Pass()])
            assigned = assigned_in(inner.body)
            if changed := assigned & set(variables):
                inner.body.insert(0, ast.Nonlocal(sorted(changed)))
            if changed := assigned & own_globals:
                inner.body.insert(0, ast.Global(sorted(changed)))
            definitions.append(inner)
        # names that only the inner functions assign must exist out here
        blanks: list[ast.stmt] = [
            ast.If(
                ast.Constant(False),
                [ast.Assign([b.target(v.python)], ast.Constant(None))],
                [],
            )
            for v in when.locals
        ]
        result: list[ast.expr] = [b.name(p) for p in parts]
        if when.on_timeout is None:
            result.append(ast.Constant(None))
        result.append(tracked)
        node = b.define(
            name,
            shared,
            [*blanks, *prologue, *definitions, ast.Return(b.tuple_of(result))],
        )
        b.place(node, when.loc)
        self.program.code[name] = self.compile(node, when.loc.file)


def referred_to(when: t.When) -> list[t.Expr]:
    """The variables in a condition whose change is a reason to look at it again."""
    captured = {id(local) for _, local, _ in when.captures}
    found: list[t.Expr] = []
    todo: list[Any] = [when.condition]
    while todo:
        part = todo.pop()
        todo.extend(children(part))
        if isinstance(part, t.GlobalRef):
            found.append(part)
        elif isinstance(part, t.LocalRef) and id(part.local) in captured:
            if isinstance(part.type, HOLDING):
                found.append(part)
    return found


def assigned_in(body: list[ast.stmt]) -> set[str]:
    """The names that statements assign, not looking into inner functions."""
    found: set[str] = set()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))
    return found
