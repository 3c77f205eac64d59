"""The binary reader: the bytes of a file, in pieces."""

from __future__ import annotations

import os
from typing import IO

from .columns import Column
from .reader import MORE, Reader, Sink, Source, Work, with_prefix

PIECES = 200
"""Pieces after which others have a turn."""


class BinaryReader(Reader):
    """Pieces of `chunk_size` bytes."""

    kind = "Input::READER_BINARY"
    module = "InputBinary"
    OPTIONS = ("chunk_size", "path_prefix")

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        self.size: int = source.options["chunk_size"] or 1024
        self.path = with_prefix(source.path, os.fsdecode(source.options["path_prefix"]))
        self.file: IO[bytes] | None = None
        self.stamp: tuple[int, int] | None = None

    def begin(self) -> Work:
        if problem := self._problem():
            self.error(problem)
            return False
        if not self._open() or self._changed() is None:
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

    def _open(self) -> bool:
        try:
            self.file = open(self.path, "rb")
        except OSError:
            self.error(f"Init: cannot open {self.path}")
            return False
        return True

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None

    def _changed(self) -> bool | None:
        """Whether the file is another one than last time; None if it is gone."""
        try:
            found = os.stat(self.path)
        except OSError:
            self.error(f"Could not get stat for {self.path}")
            return None
        stamp = (found.st_ino, int(found.st_mtime))
        changed = stamp != self.stamp
        self.stamp = stamp
        return changed

    def update(self) -> Work:
        if self.source.mode == "REREAD":
            changed = self._changed()
            if not changed:
                return changed is not None
        if not self.streaming or self.file is None:
            self.close()
            if not self._open():
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
