"""Arithmetic of counts, ints and doubles as Zeek does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...diagnostics import ZeekError
from ...typesystem.types import COUNT, INT, Type
from ...values.printing import describe
from ..faults import EXPRESSION, NoValue

if TYPE_CHECKING:
    from ..state import Runtime

M64 = 2**64 - 1
H63 = 2**63


def underflow(rt: Runtime, difference: int) -> int:
    """A count below zero wraps, with a warning."""
    rt.reporter.expression("warning", "count underflow")
    return difference & M64


def int_divide(a: int, b: int) -> int:
    """Division that rounds towards zero."""
    quotient = a // b
    if quotient < 0 and quotient * b != a:
        quotient += 1
    return quotient


def int_modulo(a: int, b: int) -> int:
    """The remainder with the sign of the dividend."""
    if b == 0:
        raise ZeroDivisionError("modulo by zero")
    return a - int_divide(a, b) * b


def shift_left(a: int, b: int) -> int:
    """`a << b` of counts."""
    if b >= 64:
        return 0
    return (a << b) & M64


def int_shift_left(a: int, b: int) -> int:
    """`a << b` of an int, which may not be negative."""
    if a < 0:
        raise ZeekError("left shifting a negative number is undefined", kind=EXPRESSION)
    return ((a << min(b, 64)) + H63 & M64) - H63


def int_shift_right(a: int, b: int) -> int:
    """`a >> b` of an int."""
    return a >> b


def count_to_int(rt: Runtime, value: int) -> int:
    """A count as an int; one that does not fit is an error."""
    if value >= H63:
        raise _overflow(rt, INT, "unsigned/double to signed", value)
    return value


def int_to_count(rt: Runtime, value: int) -> int:
    """An int as a count; a negative one is an error."""
    if value < 0:
        raise _overflow(rt, COUNT, "signed/double to unsigned", value)
    return value


def double_to_count(rt: Runtime, value: float) -> int:
    """A double as a count, cut."""
    if not -1.0 < value < 2.0**64:
        raise _overflow(rt, COUNT, "signed/double to unsigned", value)
    return int(value)


def double_to_int(rt: Runtime, value: float) -> int:
    """A double as an int, cut."""
    if not -(2.0**63) <= value < 2.0**63:
        raise _overflow(rt, INT, "unsigned/double to signed", value)
    return int(value)


def _overflow(rt: Runtime, kind: Type, what: str, value: float) -> ZeekError:
    place = rt.reporter.here()
    origin = rt.reporter.origin(value) or (place.location if place else None)
    where = f"{kind} and {origin}" if origin else str(kind)
    shown = describe(value).decode()
    text = f"overflow promoting from {what} arithmetic value ({kind} and {shown})"
    rt.reporter.report("error", where, text)
    return NoValue()
