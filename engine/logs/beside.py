"""Text and JSON at once: each record goes to two files."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from .ascii import AsciiWriter
from .writer import Writer, WriterInfo


class JsonBeside(AsciiWriter):
    """The JSON of a log whose text another writer writes."""

    def _switch(self, name: str) -> bool:
        return name == "use_json" or super()._switch(name)

    def extension(self) -> str:
        """What is added to the path: `.json` where the text has `.log`."""
        text = "." + os.environ.get("ZEEK_LOG_SUFFIX", "log")
        return ".json" + super().extension().removeprefix(text)


class TextAndJson(Writer):
    """Two writers that do everything together."""

    name = AsciiWriter.name

    def __init__(self, info: WriterInfo):
        super().__init__(info)
        self.both = (AsciiWriter(info), JsonBeside(info))

    def _both(self, action: Callable[[AsciiWriter], object]) -> None:
        for writer in self.both:
            if not writer.broken:
                action(writer)

    def open(self) -> None:
        """Begin both files."""
        self._both(lambda writer: writer.attempt(writer.open))

    def write(self, record: Any, extension: Any) -> None:
        """Add a line to both."""
        self._both(lambda writer: writer.write(record, extension))

    def set_buffered(self, buffered: bool) -> None:
        """Whether lines may wait."""
        self._both(lambda writer: writer.set_buffered(buffered))

    def flush(self) -> None:
        """Write out what waits."""
        self._both(lambda writer: writer.flush())

    def close(self) -> None:
        """The end of both."""
        self._both(lambda writer: writer.close())

    def rotate(self, path: str) -> tuple[str, str] | None:
        """Put both files aside; scripts hear of the text."""
        text, json = self.both
        json.rotate(path)
        return text.rotate(path)
