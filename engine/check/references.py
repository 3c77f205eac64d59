"""What a checked function refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import tree as t
from .symbols import Symbol

NODES = (t.Expr, t.Stmt, t.Function, t.Case, t.Attribute)


def referred(function: t.Function) -> set[str]:
    """The names of the globals that a function refers to."""
    found: set[str] = set()
    todo: list[Any] = [function]
    while todo:
        node = todo.pop()
        if isinstance(node, Symbol):
            found.add(node.name)
        elif isinstance(node, (list, tuple)):
            todo.extend(node)
        elif isinstance(node, NODES):
            todo.extend(_values(node))
    return found


def parts(e: t.Expr) -> Iterator[t.Expr]:
    """The expressions right below one."""
    return (part for part in children(e) if isinstance(part, t.Expr))


def children(node: Any) -> Iterator[Any]:
    """The expressions, statements and cases right below one; not what lambdas do."""
    todo: list[Any] = [] if isinstance(node, t.Function) else list(_values(node))
    while todo:
        part = todo.pop()
        if isinstance(part, (t.Expr, t.Stmt, t.Case)):
            yield part
        elif isinstance(part, (list, tuple)):
            todo.extend(part)
        elif isinstance(part, t.Attribute):
            todo.append(part.value)


def _values(node: Any) -> Iterator[Any]:
    for cls in type(node).__mro__:
        for slot in getattr(cls, "__slots__", ()):
            if slot not in ("loc", "type", "name"):
                yield getattr(node, slot, None)
