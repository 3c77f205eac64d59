"""The binary reader: the bytes of a file, in pieces."""

from __future__ import annotations

import os

from .columns import Column
from .file_reader import FileReader
from .reader import MORE, Sink, Source, Work, with_prefix

PIECES = 200
"""Pieces after which others have a turn."""


class BinaryReader(FileReader):
    """Pieces of `chunk_size` bytes."""

    kind = "Input::READER_BINARY"
    module = "InputBinary"
    OPTIONS = ("chunk_size", "path_prefix")

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        self.size: int = source.options["chunk_size"] or 1024
        self.path = with_prefix(source.path, os.fsdecode(source.options["path_prefix"]))

    def begin(self) -> Work:
        if problem := self._problem():
            self.error(problem)
            return False
        if not self.open_file() or self.changed() is None:
            return False
        yield from self._read()
        return True

    def _problem(self) -> str:
        if not self.source.path:
            return "No source path provided"
        if len(self.columns) != 1:
            return (
                "Filter for binary reader contains more than one field. Filters for"
                " binary reader must contain exactly one string field. Filter ignored."
            )
        if self.columns[0].type.tag != "string":
            return "Filter for binary reader contains a non-string field."
        return ""

    def update(self) -> Work:
        if self.source.mode == "REREAD":
            changed = self.changed()
            if not changed:
                return changed is not None
        if not self.streaming or self.file is None:
            self.close_file()
            if not self.open_file():
                return False
        return (yield from self._read())

    def _read(self) -> Work:
        assert self.file is not None
        pieces = 0
        while piece := self.file.read(self.size):
            self.send((piece,))
            pieces += 1
            if pieces % PIECES == 0:
                yield MORE
        if not self.streaming:
            self.sink.end()
        return True
