"""How random a file's content is."""

from __future__ import annotations

from typing import Any

from ..values.entropy import Entropy
from .contract import FileAnalyzer, FileContext


class EntropyAnalyzer(FileAnalyzer):
    """The tests of randomness over a whole file."""

    name = "ENTROPY"

    def __init__(self, file: FileContext, tag: Any, args: Any):
        super().__init__(file, tag, args)
        self._test = Entropy()
        self._fed = False

    def stream(self, data: bytes) -> bool:
        """Take in the next bytes."""
        if data:
            self._fed = True
            self._test.add(data)
        return True

    def gap(self, offset: int, length: int) -> bool:
        """Give up."""
        return False

    def end(self) -> bool:
        """Tell the results, unless there was nothing."""
        if self._fed:
            result = self.file.rt.record("entropy_test_result")(*self._test.result())
            self.file.raise_event("file_entropy", result)
        return False
