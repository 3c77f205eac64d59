"""The content of a file as events of the script's choice."""

from __future__ import annotations

from typing import Any

from .contract import CannotStart, FileAnalyzer, FileContext


class DataEvent(FileAnalyzer):
    """Raises one event for each piece, or for the bytes in order, or both."""

    name = "DATA_EVENT"

    def __init__(self, file: FileContext, tag: Any, args: Any):
        super().__init__(file, tag, args)
        self._chunk_event = getattr(args, "chunk_event", None)
        self._stream_event = getattr(args, "stream_event", None)
        if self._chunk_event is None and self._stream_event is None:
            raise CannotStart

    def chunk(self, data: bytes, offset: int) -> bool:
        """A piece as it came."""
        if self._chunk_event is not None:
            self._chunk_event.queue(self.file.record, data, offset)
        return True

    def stream(self, data: bytes) -> bool:
        """The next bytes in order."""
        if self._stream_event is not None:
            self._stream_event.queue(self.file.record, data)
        return True
