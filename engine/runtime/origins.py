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
from ..library import scripts

LIBRARY = str(scripts())
SHARED = 4096
"""Below this number Zeek has one object for each count, which has no place."""


def origin_of(value: object, functions: Iterable[FunctionType]) -> Location | None:
    """The place that Zeek gives to the literal that a value is."""
    if type(value) is not bytes and (type(value) is not int or value < SHARED):
        return None
    found = list(_uses(value, functions))
    if type(value) is bytes and len(value) < 2:
        # Python shares such strings: only where a script has it once, it is the one
        found = [f for f in found if not f.file.startswith(LIBRARY)]
        if len(found) > 1:
            return None
    if not found:
        return None
    from .parsing import place_before

    return place_before(found[0], value)


def _uses(value: object, functions: Iterable[FunctionType]) -> Iterator[Location]:
    """Where the literal is loaded."""
    for function in functions:
        for code in _codes(function.__code__):
            if any(_holds(c, value) for c in code.co_consts):
                yield from _places(code, value)


def _holds(constant: object, value: object) -> bool:
    """Whether a constant is the value, or a tuple of arguments with it."""
    return constant is value or (
        type(constant) is tuple and any(_holds(part, value) for part in constant)
    )


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _places(code: CodeType, value: object) -> Iterator[Location]:
    for instruction in dis.get_instructions(code):
        if instruction.opname == "LOAD_CONST" and _holds(instruction.argval, value):
            at = instruction.positions
            if at is not None and at.lineno and at.col_offset is not None:
                line, column = at.lineno, at.col_offset
                yield Location(code.co_filename, line, line, column)
