"""Walks over nodes without recursion: how deep they are, which names they hold.

The parser itself recurses nowhere, but checker and code generator do, so depth is
limited. Only large declarations are measured: others are hardly too deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Location
from .node import NodeBase
from .nodes import (
    Block,
    Expr,
    FieldDecl,
    ForStmt,
    FuncTypeNode,
    LocalInit,
    LocalStmt,
    Name,
    NamedType,
    Stmt,
    TypeCase,
    Unfinished,
)
from .statements import ForHead

DEEPEST = 400
LARGE_LINES = 100
LARGE_COLUMNS = 2 * DEEPEST


def is_large(place: Location) -> bool:
    """Whether text of this extent could be nested too deeply."""
    lines = place.end_line - place.line
    return lines > LARGE_LINES or place.end_column > LARGE_COLUMNS


def is_deep(node: NodeBase) -> bool:
    """Whether nodes are nested deeper than later stages follow."""
    level: list[object] = [node]
    for _ in range(DEEPEST):
        level = [part for item in level for part in _parts(item) if _holds_nodes(part)]
        if not level:
            return False
    return True


def names_in(node: NodeBase) -> list[Name]:
    """The names that an expression refers to."""
    return [item for item in walk([node]) if isinstance(item, Name)]


def unknown_names(values: Iterable[object]) -> list[Name | NamedType]:
    """Names that unfinished text uses and does not itself declare, in order."""
    used: set[Name | NamedType] = set()
    declared: set[str | None] = set()
    for item in walk(values):
        if isinstance(item, Name | NamedType):
            used.add(item)
        elif isinstance(item, FieldDecl | LocalInit | LocalStmt | TypeCase):
            declared.add(item.name)
        elif isinstance(item, ForHead | ForStmt):
            declared.update((*item.keys, item.value))
    in_order = sorted(used, key=lambda item: (item.loc.line, item.loc.column))
    return [item for item in in_order if item.name not in declared]


def unfinished(values: list[object]) -> Iterator[Stmt]:
    """Statements for what was read of a function before a syntax error."""
    for i, value in enumerate(values):
        if isinstance(value, ForHead):
            body = Block(tuple(unfinished(values[i + 1 :])), loc=value.loc)
            keys, second, over, brackets, loc = value
            yield ForStmt(keys, second, over, body, brackets, loc=loc)
            return
        if isinstance(value, Stmt):
            yield value
        elif isinstance(value, Expr):
            yield Unfinished(value, loc=value.loc)
        elif isinstance(value, list):
            yield from unfinished(value)
        elif type(value) is tuple and isinstance(value[-1], FuncTypeNode):
            return  # a lambda, whose parameters are not known here


def walk(values: Iterable[object]) -> Iterable[object]:
    """The values and all that they hold, level by level."""
    level = [value for value in values if _holds_nodes(value)]
    while level:
        yield from level
        level = [part for item in level for part in _parts(item) if _holds_nodes(part)]


def _holds_nodes(value: object) -> bool:
    return isinstance(value, NodeBase | tuple | list)


def _parts(item: object) -> Iterable[object]:
    if isinstance(item, NodeBase):
        names: tuple[str, ...] = type(item).__match_args__
        return [getattr(item, name) for name in names]
    return item if isinstance(item, tuple | list) else ()
