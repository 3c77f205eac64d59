"""Which script expression failed, and what Zeek says of it.

Generated code carries the script's positions, so the instruction that raised
names the expression; `Program.texts` holds its text.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, FrameType
from typing import NamedTuple

from ..diagnostics import Location, ZeekError

Position = tuple[int, int, int, int]
TextOf = Callable[[str, Position], str]
IsScript = Callable[[str], bool]


class NoValue(ZeekError):
    """An expression failed, which was told; its statement alone is left out."""

    def __init__(self) -> None:
        super().__init__("", kind="silent", silent=True)


EXPRESSION = "expression error"
"""The kind of the errors that an expression ends with."""

NOT_SET = "value used but not set"


class Place(NamedTuple):
    """Where a script stands: location and text of the expression."""

    location: Location
    text: str


def position(code: CodeType, instruction: int) -> Location:
    """The script position of an instruction."""
    for i, (line, end_line, column, end_column) in enumerate(code.co_positions()):
        if i == instruction // 2:
            return Location(
                code.co_filename,
                line or 0,
                end_line or line or 0,
                column or 0,
                end_column or 0,
            )
    return Location(code.co_filename, code.co_firstlineno, code.co_firstlineno)


def place_of(code: CodeType, instruction: int, text_of: TextOf) -> Place:
    """Location and expression text of an instruction."""
    loc = position(code, instruction)
    key = (loc.line, loc.end_line, loc.column, loc.end_column)
    return Place(loc, text_of(code.co_filename, key))


def fault_place(e: BaseException, is_script: IsScript, text_of: TextOf) -> Place | None:
    """The innermost script expression that an exception passed through."""
    found: Place | None = None
    tb = e.__traceback__
    last: tuple[CodeType, int] | None = None
    while tb is not None:
        if is_script(tb.tb_frame.f_code.co_filename):
            last = (tb.tb_frame.f_code, tb.tb_lasti)
        tb = tb.tb_next
    if last is not None:
        found = place_of(*last, text_of)
    return found


def script_frame(frame: FrameType | None, is_script: IsScript) -> FrameType | None:
    """The nearest frame of a script at or above a frame."""
    while frame is not None and not is_script(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def failed_to_print(e: OSError) -> bool:
    """Whether an exception comes from `print` to standard output."""
    tb = e.__traceback__
    while tb is not None and tb.tb_next is not None:
        tb = tb.tb_next
    return tb is not None and tb.tb_frame.f_code.co_name == "print_line"


def message(e: BaseException) -> tuple[str, str]:
    """Zeek's kind of error and words for a Python exception."""
    kind = "expression error"
    if isinstance(e, ZeekError):
        return e.kind, e.message
    if isinstance(e, ZeroDivisionError):
        by_modulo = str(e) in ("integer modulo by zero", "modulo by zero")
        return kind, "modulo by zero" if by_modulo else "division by zero"
    if isinstance(e, (KeyError, IndexError)):
        return kind, "no such index"
    if isinstance(e, NameError):
        return kind, NOT_SET
    if isinstance(e, AttributeError):
        missing = hasattr(type(e.obj), "__zeek_type__") or e.obj is None
        return kind, "field value missing" if missing else f"internal error: {e!r}"
    if isinstance(e, TypeError) and "positional argument" in str(e):
        return kind, "too many arguments for function call"
    if isinstance(e, RecursionError):
        return kind, "calls nested too deeply"
    if isinstance(e, OSError) and e.strerror:
        return kind, e.strerror
    return kind, f"internal error: {e!r}"
