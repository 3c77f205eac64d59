"""Texts of values that occur often, kept so that they are made but once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LIMIT = 50_000
"""So many texts are kept at most."""


class Texts(dict[Any, bytes]):
    """A dictionary that makes the text of a new value."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[Any], bytes]):
        self.make = make

    def __missing__(self, value: Any) -> bytes:
        if len(self) >= LIMIT:
            self.clear()
        text = self[value] = self.make(value)
        return text
