"""What a format must know: the text of a value of each type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ..typesystem.types import TableType, Type, VectorType
from ..values.function import function_text
from .columns import Column

Text = Callable[[Any], bytes]


class Format(Protocol):
    """A way to write a record as one line."""

    def text(self, kind: Type) -> Text:
        """The function for values of a type."""
        ...

    def piece(self, kind: Type) -> tuple[str, str, dict[str, Any]]:
        """How generated code writes values of a type.

        A conversion for `%`, an expression with `{v}` for the value, and what the
        names in it mean.
        """
        ...

    def around(
        self, column: Column, number: int, certain: bool
    ) -> tuple[bytes, bytes, bytes]:
        """What stands in any case, what before a value, what instead of one."""
        ...

    def line(self, columns: Sequence[Column], texts: Sequence[bytes | None]) -> bytes:
        """A line of texts, None where there is no value."""
        ...

    start: bytes
    end: bytes


def element_type(kind: Type) -> Type:
    """The type of what a set or vector holds."""
    if isinstance(kind, TableType):
        return kind.index[0]
    assert isinstance(kind, VectorType)
    return kind.element


def elements_of(kind: Type) -> Callable[[Any], list[Any]]:
    """What takes the elements out of a set or vector."""
    return _keys if isinstance(kind, TableType) else list


def function_lines(value: Any) -> bytes:
    """The text of a function, with the indentation that `print` leaves out."""
    return function_text(value)


def _keys(value: Any) -> list[Any]:
    return list(value)
