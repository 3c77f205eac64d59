"""Content of files written to disk.

The name comes from a script, and so perhaps from a peer on the network: whatever
it is, nothing is written outside the folder of extracted files.
"""

from __future__ import annotations

import os
from typing import IO, Any

from .contract import CannotStart, FileAnalyzer, FileContext


class Extraction(FileAnalyzer):
    """Writes the bytes in order; missing ones become a hole in the file."""

    name = "EXTRACT"

    def __init__(self, file: FileContext, tag: Any, args: Any):
        super().__init__(file, tag, args)
        for field in ("extract_filename", "extract_limit"):
            if not hasattr(args, field):
                raise CannotStart(
                    f"File extraction analyzer missing arg field: {field}"
                )
        self.limit: int = args.extract_limit
        "Most bytes that are written; 0 for any number."
        self._counts_missing = bool(getattr(args, "extract_limit_includes_missing", 1))
        self._written = 0
        self._name: bytes = args.extract_filename
        self._out = self._open()

    def _open(self) -> IO[bytes] | None:
        reporter = self.file.rt.reporter
        shown = os.fsdecode(self._name)
        if not is_inside(self._name, extraction_folder(self.file.rt)):
            reporter.error(f"cannot open {shown}: outside of the extraction directory")
            return None
        try:
            return open(self._name, "wb")  # noqa: SIM115  # done() closes it
        except (OSError, ValueError) as error:
            problem = getattr(error, "strerror", None) or str(error)
            reporter.error(f"cannot open {shown}: {problem}")
            return None

    def _room(self, length: int) -> tuple[int, bool]:
        """How many of so many bytes may be written, and whether that is too few."""
        if not self.limit:
            return length, False
        room = max(self.limit - self._written, 0)
        return min(room, length), length > room or not room

    def _ask(self, length: int) -> tuple[int, bool]:
        """The same, after the script had a chance to allow more."""
        room, exceeded = self._room(length)
        if exceeded:
            name = "file_extraction_limit"
            self.file.raise_event(name, self.args, self.limit, length)
            room, exceeded = self._room(length)
        return room, exceeded

    def stream(self, data: bytes) -> bool:
        """Write the next bytes."""
        if self._out is None:
            return False
        room, exceeded = self._ask(len(data))
        try:
            if room:
                self._out.write(data[:room])
                self._written += room
            if exceeded:
                self._out.flush()
        except OSError as error:
            return self._failed("failed to write to", error)
        return not exceeded

    def gap(self, offset: int, length: int) -> bool:
        """Leave a hole."""
        if self._out is None:
            return False
        if self._counts_missing:
            _, exceeded = self._ask(length)
            if exceeded:
                return False
            self._written += length
        try:
            self._out.seek(offset + length)
        except (OSError, OverflowError) as error:
            return self._failed("failed to seek in", error)
        return True

    def _failed(self, what: str, error: Exception) -> bool:
        reporter = self.file.rt.reporter
        name = os.fsdecode(self._name)
        problem = getattr(error, "strerror", None) or str(error)
        reporter.error(f"{what} extracted file {name}: {problem}")
        self.done()
        return False

    def done(self) -> None:
        """Close the file."""
        out, self._out = self._out, None
        if out is not None:
            try:
                out.close()
            except OSError as error:
                self._failed("cannot close", error)


def extraction_folder(rt: Any) -> bytes:
    """Where extracted files go, as scripts set it."""
    try:
        folder: bytes = rt.value("FileExtract::prefix")
    except KeyError:
        return b"."
    return folder or b"."


def is_inside(name: bytes, folder: bytes) -> bool:
    """Whether a path leads to a place below a folder, links followed."""
    if b"\0" in name:
        return False
    root = os.path.realpath(folder)
    path = os.path.realpath(name)
    return os.path.commonpath([root, path]) == root and path != root
