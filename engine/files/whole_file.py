"""Analyzers that look at a small file as a whole, at its end."""

from __future__ import annotations

from typing import Any

from .contract import FileAnalyzer, FileContext

# Longer files are neither certificates nor anything of a responder.
_LONGEST = 1 << 20


class WholeFileAnalyzer(FileAnalyzer):
    """Takes the whole file for `end` to read; gives up where bytes are missing."""

    def __init__(self, file: FileContext, tag: Any, args: Any):
        super().__init__(file, tag, args)
        self._data = bytearray()

    def stream(self, data: bytes) -> bool:
        """Take in the next bytes."""
        self._data += data
        return len(self._data) <= _LONGEST

    def gap(self, offset: int, length: int) -> bool:
        """Give up."""
        return False
