"""Short ways to write Python `ast` nodes."""

from __future__ import annotations

import ast
from functools import cache
from typing import Any

from ..diagnostics import Location

LIMITS = {"M64": 2**64 - 1, "H63": 2**63}
"""The numbers by which counts and ints wrap; a constant is read faster than a name."""

LOAD, STORE = ast.Load(), ast.Store()


def name(identifier: str) -> ast.Name:
    """A name that is read."""
    return ast.Name(identifier, LOAD)


def target(identifier: str) -> ast.Name:
    """A name that is assigned."""
    return ast.Name(identifier, STORE)


def const(value: Any) -> ast.expr:
    """A literal."""
    if isinstance(value, (int, float)) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    if isinstance(value, float) and value != value:
        return call("float", ast.Constant("nan"))
    return ast.Constant(value)


def call(function: str | ast.expr, *args: ast.expr, **keywords: ast.expr) -> ast.Call:
    """`function(args, keyword=value)`"""
    func = name(function) if isinstance(function, str) else function
    return ast.Call(func, list(args), [ast.keyword(k, v) for k, v in keywords.items()])


def attribute(base: ast.expr, attr: str) -> ast.Attribute:
    """`base.attr`"""
    return ast.Attribute(base, attr, LOAD)


def method(base: ast.expr, attr: str, *args: ast.expr) -> ast.Call:
    """`base.attr(args)`"""
    return ast.Call(attribute(base, attr), list(args), [])


def subscript(base: ast.expr, index: ast.expr) -> ast.Subscript:
    """`base[index]`"""
    return ast.Subscript(base, index, LOAD)


def tuple_of(items: list[ast.expr]) -> ast.Tuple:
    """`(a, b)`"""
    return ast.Tuple(items, LOAD)


def walrus(identifier: str, value: ast.expr) -> ast.NamedExpr:
    """`(x := value)`"""
    return ast.NamedExpr(target(identifier), value)


def thunk(body: ast.expr) -> ast.Lambda:
    """`lambda: body`"""
    return ast.Lambda(arguments([]), body)


def arguments(names: list[str]) -> ast.arguments:
    """Positional parameters."""
    return ast.arguments([], [ast.arg(n) for n in names], None, [], [], None, [])


def define(identifier: str, params: list[str], body: list[ast.stmt]) -> ast.FunctionDef:
    """`def identifier(params): body`"""
    node = ast.FunctionDef(identifier, arguments(params), body, [], None, None)
    if "type_params" in ast.FunctionDef._fields:  # since Python 3.12
        setattr(node, "type_params", [])  # noqa: B010
    return node


@cache
def _template(form: str) -> ast.expr:
    return ast.parse(form, mode="eval").body


def fill(form: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """A form of the operator table with its operands."""
    filled: ast.expr = _fill(_template(form), {"l": left, "r": right})
    return filled


def _fill(node: Any, operands: dict[str, ast.expr]) -> Any:
    """A copy of the template, without positions, with the operands in place."""
    if isinstance(node, ast.Name):
        if node.id in operands:
            return operands[node.id]
        if node.id in LIMITS:
            return ast.Constant(LIMITS[node.id])
    if not isinstance(node, ast.AST):
        return node
    values = {}
    for field in node._fields:
        child = getattr(node, field, None)
        if isinstance(child, list):
            values[field] = [_fill(c, operands) for c in child]
        else:
            values[field] = _fill(child, operands)
    return type(node)(**values)


def place(node: ast.AST, loc: Location) -> None:
    """Give the node, and what below it has none yet, the script's position."""
    stack = [node]
    line, end_line = max(loc.line, 1), max(loc.end_line, loc.line, 1)
    end_column = loc.end_column if end_line > line else max(loc.end_column, loc.column)
    while stack:
        top = stack.pop()
        if "lineno" in top._attributes:
            if getattr(top, "lineno", None) is not None:
                continue
            top.lineno, top.end_lineno = line, end_line  # type: ignore[attr-defined]
            top.col_offset = loc.column  # type: ignore[attr-defined]
            top.end_col_offset = end_column  # type: ignore[attr-defined]
        stack.extend(ast.iter_child_nodes(top))
