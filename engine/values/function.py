"""What a Python function that stands for a script function knows of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..typesystem.types import FuncType


class FuncInfo:
    """Name, type and text of a function, as its attribute `__zeek__`."""

    __slots__ = ("name", "type", "text", "location", "captures")

    def __init__(self, name: str, type: FuncType, text: bytes = b""):
        self.name = name
        self.type = type
        self.text = text
        """The body as `print` shows it; empty for built-in functions."""
        self.location = ""
        self.captures: dict[str, Any] = {}


def info_of(function: Callable[..., Any]) -> FuncInfo | None:
    """What the function knows of itself, None if it is not one of a script."""
    found = getattr(function, "__zeek__", None)
    return found if isinstance(found, FuncInfo) else None


def function_text(function: Callable[..., Any]) -> bytes:
    """A function as `print` shows it: name, type and body."""
    info = info_of(function)
    if info is None:
        return getattr(function, "__name__", "function").encode()
    if not info.text:
        return info.name.encode()
    return f"{info.name}: {info.type}".encode() + b"\n" + info.text
