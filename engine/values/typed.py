"""Container classes that know their type, so that making one costs no more than a
`dict` or `list` does.

`container_class(set[count])` is a subclass of `Set` with the type as a class
attribute and Python's own constructor. Containers of no type yet, and those with
attributes, are made by `Set`, `Table`, `Vector` and `make_table` instead.
"""

from __future__ import annotations

from typing import Any

from ..typesystem.types import TableType, Type, VectorType
from .table import Set, Table
from .vector import Vector


def container_class(kind: Type) -> type[Any]:
    """The class for plain containers of a type; sets are filled by `fromkeys`."""
    if isinstance(kind, VectorType):
        return _subclass(Vector, kind, list.__init__)
    assert isinstance(kind, TableType)
    return _subclass(Set if kind.is_set else Table, kind, dict.__init__)


def _subclass(base: type[Any], kind: Type, init: Any) -> type[Any]:
    namespace = {
        "__slots__": (),
        "__init__": init,
        "__hash__": base.__hash__,
        "type": kind,
    }
    if base is not Vector:
        namespace["state"] = None
    return type(base.__name__, (base,), namespace)
