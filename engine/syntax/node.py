"""What makes a class a node: a structure that nobody changes."""

from __future__ import annotations

from typing import dataclass_transform

from ..structure import Structure, StructureType, field

__all__ = ["NodeBase", "field"]


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
class NodeType(StructureType):
    """As for other structures; type checkers also see to it that nodes stay."""


class NodeBase(Structure, metaclass=NodeType):
    """What all nodes have in common."""
