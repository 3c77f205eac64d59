"""The script functions that are being run: for `backtrace`, and after errors."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any

from ..typesystem.types import VectorType
from ..values.printing import describe
from ..values.typeof import type_of
from ..values.vector import Vector

if TYPE_CHECKING:
    from .state import Runtime

LONGEST = 300
"""So much is shown of an argument."""


def calls(rt: Runtime, innermost: bytes) -> Vector:
    """A `Backtrace`: what asks for it first, then what called that."""
    kind = rt.names.type_of("Backtrace")
    out = Vector((), kind if isinstance(kind, VectorType) else None)
    element = rt.record("BacktraceElement")
    frames = _script_frames(rt, sys._getframe(1))
    out.append(_element(element, innermost, [], frames[0] if frames else None))
    for i, frame in enumerate(frames):
        caller = frames[i + 1] if i + 1 < len(frames) else None
        name = script_name(frame.f_code.co_name)
        out.append(_element(element, name.encode(), _arguments(rt, frame), caller))
    return out


def _script_frames(rt: Runtime, frame: FrameType | None) -> list[FrameType]:
    found = []
    while frame is not None:
        if rt.is_script(frame.f_code.co_filename):
            found.append(frame)
        frame = frame.f_back
    return found


def trace(e: BaseException, is_script: Callable[[str], bool]) -> Iterator[str]:
    """The script functions that an error passed through, the outermost first.

    Each with its place and its arguments as they are now; what has no value shows
    as such, which is what one looks for.
    """
    tb = e.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        if is_script(code.co_filename):
            given = tb.tb_frame.f_locals
            names = code.co_varnames[: code.co_argcount]
            shown = ", ".join(f"{name}={_brief(given.get(name))}" for name in names)
            where = f"{code.co_filename}, line {tb.tb_lineno}"
            yield f"in {script_name(code.co_name)}({shown}) at {where}"
        tb = tb.tb_next


def _brief(value: Any) -> str:
    text = describe(value).decode("utf-8", "backslashreplace")
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def script_name(python_name: str) -> str:
    """The name that a script gave to a generated function."""
    name = re.sub(r"(?<=.)__\d+$", "", python_name)
    return name.removeprefix("GLOBAL__").replace("__", "::")


def _arguments(rt: Runtime, frame: FrameType) -> list[Any]:
    code = frame.f_code
    argument = rt.record("call_argument")
    names = code.co_varnames[: code.co_argcount]
    return [_argument(argument, n, frame.f_locals.get(n)) for n in names]


def _argument(cls: type[Any], name: str, value: Any) -> Any:
    kind = str(type_of(value)).encode()
    return cls(name=name.encode(), type_name=kind, value=value)


def _element(
    cls: type[Any], name: bytes, arguments: list[Any], caller: FrameType | None
) -> Any:
    made = cls(function_name=name, function_args=Vector(arguments))
    if caller is not None:
        made.file_location = caller.f_code.co_filename.encode()
        made.line_location = caller.f_lineno
    return made
