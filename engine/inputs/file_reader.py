"""What the readers of files have in common: the open file, and whether it changed."""

from __future__ import annotations

import os
from typing import IO

from .columns import Column
from .reader import Reader, Sink, Source


class FileReader(Reader):
    """Base of the readers that follow one file by its path."""

    fatal = True
    "Whether the reader ends when there is trouble with the file."

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        self.path = source.path
        self.file: IO[bytes] | None = None
        self.stamp: tuple[int, int] | None = None
        "Inode and time of change of the file as it was read last."

    def close_file(self) -> None:
        """Let go of the file, to open it anew later."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def close(self) -> None:
        self.close_file()

    def open_file(self) -> bool:
        """Open the file, unless it is."""
        if self.file is None:
            try:
                self.file = open(self.path, "rb")
            except OSError:
                self.file_problem(f"Init: cannot open {self.path}")
                return False
        return True

    def file_problem(self, text: str) -> None:
        """Tell of trouble with the file."""
        self.fail_or_warn(self.fatal, text)

    def changed(self) -> bool | None:
        """Whether the file is another one than last time; None if it is gone."""
        try:
            found = os.stat(self.path)
        except OSError:
            self.file_problem(f"Could not get stat for {self.path}")
            self.close_file()
            return None
        stamp = (found.st_ino, int(found.st_mtime))
        if stamp == self.stamp:
            return False
        if self.stamp is not None:
            self.speak_again()
        self.stamp = stamp
        return True
