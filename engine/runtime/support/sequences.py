"""Strings and vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ...diagnostics import ZeekError
from ...typesystem.coercion import is_unspecified, same_type
from ...typesystem.types import VectorType
from ...values.printing import NUL_INSIDE, escape
from ...values.typeof import type_of
from ...values.vector import Vector
from ..faults import EXPRESSION

if TYPE_CHECKING:
    from ..state import Runtime


def string_index(text: bytes, index: int) -> bytes:
    """`s[i]`: one byte, empty outside the string."""
    if index < 0:
        index += len(text)
    return text[index : index + 1] if index >= 0 else b""


def slice_of(value: Any, start: int, end: int | None) -> Any:
    """`s[a:b]`, `v[a:b]`"""
    size = len(value)
    stop = size if end is None else end
    if isinstance(value, Vector):
        return value.slice(start, stop)
    low = start + size if start < 0 else start
    high = stop + size if stop < 0 else stop
    return value[max(low, 0) : high] if high > max(low, 0) else b""


def assign_slice(value: Any, start: int, end: int | None, items: Any) -> Any:
    """`v[a:b] = w`"""
    value.assign_slice(start, len(value) if end is None else end, items)
    return items


def characters(text: bytes) -> list[bytes]:
    """The bytes of a string one by one."""
    return [text[i : i + 1] for i in range(len(text))]


def nul_in_string(rt: Runtime, part: bytes, text: bytes) -> bool:
    """`part in text` of a part with a NUL, for which Zeek looks for something else."""
    rt.reporter.error(f'string with embedded NUL: "{escape(part).decode()}"')
    return len(part) <= len(NUL_INSIDE) and NUL_INSIDE[: len(part)] in text


def no_such_index() -> Any:
    """A hole was read."""
    raise ZeekError("no such index", kind=EXPRESSION)


def has_index(container: Any, index: int) -> bool:
    """`i in v`"""
    if isinstance(container, Vector):
        return container.has(index)
    return 0 <= index < len(container)


def vector_map(function: Callable[[Any], Any], v: Vector, kind: VectorType) -> Vector:
    """An operator on each element; holes stay."""
    return Vector([None if x is None else function(x) for x in v], kind)


def vector_binary(
    function: Callable[[Any, Any], Any],
    left: Any,
    right: Any,
    kind: VectorType,
    scalar: str,
    op: str,
) -> Vector:
    """An operator on the elements of two vectors, or of one and a scalar."""
    if scalar == "left":
        pairs: Iterable[tuple[Any, Any]] = ((left, x) for x in right)
    elif scalar == "right":
        pairs = ((x, right) for x in left)
    else:
        if len(left) != len(right):
            what = "have different" if op in ("&&", "||") else "are of different"
            raise ZeekError(f"vector operands {what} sizes", kind=EXPRESSION)
        pairs = zip(left, right, strict=True)
    return Vector(
        [None if a is None or b is None else function(a, b) for a, b in pairs], kind
    )


def vector_choose(flags: Vector, then: Vector, orelse: Vector, kind: Any) -> Vector:
    """`v ? a : b` element by element."""
    if not len(flags) == len(then) == len(orelse):
        message = "vectors in conditional expression have different sizes"
        raise ZeekError(message, kind=EXPRESSION)
    items = zip(flags, then, orelse, strict=True)
    return Vector([a if f else b for f, a, b in items], kind)


def append_any(vector: Vector, value: Any) -> None:
    """`v += x` of a `vector of any`, which may stand for one of another type."""
    kind = vector.type
    if kind is not None and not is_unspecified(kind):
        if not same_type(kind.element, type_of(value)):
            message = "type-checking failed in vector append"
            raise ZeekError(message, kind=EXPRESSION)
    vector.append(value)


def set_element(vector: Vector, index: int, value: Any) -> Any:
    """`v[i] = x` inside an expression."""
    vector.assign(index, value)
    return value
