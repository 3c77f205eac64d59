"""Where a value's literal stands, for messages that show it.

Values do not know where they come from. But a string or a large number that a
script wrote is the very object among the constants of its code, so that it can be
found there when an error is told.
"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType

from ..diagnostics import Location

SMALL = 256
"""Up to here Python has one object for each number."""


def origin_of(value: object, functions: Iterable[FunctionType]) -> Location | None:
    """The place of the literal that a value is."""
    if type(value) is bytes:
        if len(value) < 2:  # such are shared
            return None
    elif type(value) is not int or value <= SMALL:
        return None
    for function in functions:
        for code in _codes(function.__code__):
            if any(c is value for c in code.co_consts):
                return _place(code, value)
    return None


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _place(code: CodeType, value: object) -> Location | None:
    for instruction in dis.get_instructions(code):
        if instruction.opname == "LOAD_CONST" and instruction.argval is value:
            at = instruction.positions
            if at is not None and at.lineno:
                return Location(code.co_filename, at.lineno, at.lineno)
    return None
