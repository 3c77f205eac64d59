"""How deep nodes are nested, so that later stages may recurse over them.

The parser itself recurses nowhere, but checker and code generator do. Only large
declarations are measured: those of ordinary size cannot be too deep.
"""

from __future__ import annotations

from ..diagnostics import Location
from .node import NodeBase

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
        level = [part for item in level for part in _parts(item)]
        if not level:
            return False
    return True


def _parts(item: object) -> list[object]:
    found: list[object] = []
    for name in type(item).__match_args__:  # type: ignore[attr-defined]
        value = getattr(item, name)
        if isinstance(value, NodeBase):
            found.append(value)
        elif isinstance(value, tuple):
            found += [part for part in value if isinstance(part, NodeBase)]
    return found
