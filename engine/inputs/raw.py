"""The raw reader: records of a file or of a command's output, as they are."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from .columns import Column
from .reader import MORE, TURN, WAIT, Reader, Sink, Source, Work
from .texts import INTEGER

if TYPE_CHECKING:
    from .process import Child

PATIENCE = 1.0
"""Seconds that a command gets to end after it has closed its output."""
CHUNK = 65536
OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe without a writer must not stop the run, and bytes are bytes everywhere."""


class RawReader(Reader):
    """Records up to a separator; those of commands (`… |`) as they come."""

    kind = "Input::READER_RAW"
    module = "InputRaw"
    OPTIONS = ("record_separator",)

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        self.separator: bytes = source.options["record_separator"] or b"\n"
        self.command = source.path[:-1] if source.path.endswith("|") else None
        self.to_write = source.config.get("stdin", b"")
        self.written = 0
        self.with_errors = self.command is not None and "read_stderr" in source.config
        self.offset = 0
        self.file: IO[bytes] | None = None
        self.child: Child | None = None
        self.rest = {False: b"", True: b""}
        "The beginning of a record that has not ended, of output and of errors."
        self.stamp: tuple[int, ...] = ()
        "Device, inode, time of change and size of the file as it was opened."

    # ---- life

    def begin(self) -> Work:
        if problem := self._problem():
            self.error(problem)
            return False
        found = INTEGER.match(self.source.config.get("offset", b""))
        self.offset = int(found[1]) if found else 0
        if not self._open():
            return False
        yield from self._read()
        return True

    def _problem(self) -> str:
        source, columns = self.source, self.columns
        if not source.path:
            return "No source path provided"
        wanted = 2 if self.with_errors else 1
        if "offset" in source.config and (
            self.command is not None or source.mode == "REREAD"
        ):
            return (
                "Offset only is supported for MODE_STREAM and MODE_MANUAL; it is also"
                " not supported when executing a command"
            )
        if len(columns) != wanted:
            return (
                "Filter for raw reader contains wrong number of fields -- got"
                f" {len(columns)}, expected {wanted}. Filters for the raw reader"
                " contain one string field when used in normal mode and one string"
                " and one bool fields when using execute mode with stderr capturing."
                " Filter ignored."
            )
        if columns[0].type.tag != "string":
            return "First field for raw reader always has to be of type string."
        if self.with_errors and columns[1].type.tag != "bool":
            return "Second field for raw reader always has to be of type bool."
        if self.command is not None and source.mode == "REREAD":
            return "Rereading only supported for files, not for executables."
        return ""

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None
        if self.child is not None:
            self.child.close(force="force_kill" in self.source.config)
            self.child = None

    # ---- opening

    def _open(self) -> bool:
        return self._execute() if self.command is not None else self._open_file()

    def _execute(self) -> bool:
        from .process import Child

        assert self.command is not None
        self.written = 0
        feeds = bool(self.to_write)
        try:
            self.child = Child(self.command, feeds=feeds, errors=self.with_errors)
        except OSError as e:
            self.error(f"Could not spawn child process: {e.errno}")
            return False
        return True

    def _open_file(self) -> bool:
        path = self.source.path
        try:
            number = os.open(path, OPENING)
            self.file = open(number, "rb", buffering=0)
        except OSError:
            if self.streaming:
                return True  # the file may come later
            self.error(f"Init: cannot open {path}")
            return False
        self.stamp = self._stamp() or ()
        if self.offset:
            self._seek(self.file)
        return True

    def _seek(self, file: IO[bytes]) -> None:
        try:
            if self.offset >= 0:
                file.seek(self.offset)
            else:
                file.seek(self.offset + 1, os.SEEK_END)
        except OSError as e:
            self.error(f"Seek failed in init: {e.strerror}")

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            found = os.stat(self.source.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino, int(found.st_mtime), found.st_size

    # ---- reading again

    def update(self) -> Work:
        mode = self.source.mode
        if mode == "REREAD":
            stamp = self._stamp()
            if stamp is None:
                self.error(f"Could not get stat for {self.source.path}")
                return False
            if stamp == self.stamp:
                return True
        if mode == "STREAM":
            self._follow()
        else:
            self.close()
            if not self._open():
                return False
        return (yield from self._read())

    def _follow(self) -> None:
        """Go over to another file that has taken the place of the one at hand."""
        if self.command is not None:
            return
        stamp = self._stamp()
        if stamp is None or (self.file and stamp[:2] == self.stamp[:2]):
            return
        if self.file is not None:
            self.file.close()
            self.file = None
        self.offset = 0
        self.rest[False] = b""
        self._open_file()

    # ---- reading

    def _read(self) -> Work:
        if self.child is not None:
            return (yield from self._read_child(self.child))
        if self.file is not None:
            yield from self._read_file(self.file)
        if not self.streaming:
            self.sink.end()
        return True

    def _read_file(self, file: IO[bytes]) -> Work:
        while True:
            try:
                data = file.read(CHUNK)
            except OSError as e:
                self.error(f"Reader encountered unexpected error code {e.errno}")
                return False
            if data is None:
                if self.streaming:
                    return True
                yield WAIT
            elif data:
                yield from self._records(data)
            else:
                self._flush()
                return True

    def _records(self, data: bytes, errors: bool = False) -> Work:
        """Send the records that have ended, keep what follows."""
        *records, rest = (self.rest[errors] + data).split(self.separator)
        self.rest[errors] = rest
        for count, record in enumerate(records, 1):
            self._send(record, errors)
            if count % TURN == 0:
                yield MORE
        return True

    def _send(self, record: bytes, errors: bool) -> None:
        values = (record, errors) if self.with_errors else (record,)
        self.sink.put(values, -1)

    def _flush(self, errors: bool = False) -> None:
        """What follows the last separator is a record, too."""
        if self.rest[errors]:
            self._send(self.rest[errors], errors)
            self.rest[errors] = b""

    # ---- commands

    def _read_child(self, child: Child) -> Work:
        while True:
            self._feed(child)
            ended = yield from self._drain(child)
            if ended or child.status() is not None:
                break
            yield WAIT
        if not self.streaming:
            self.sink.end()
        yield from self._wait(child)
        if child.status() is None:
            return True
        if self.streaming:
            yield from self._drain(child)
            self.sink.end()
        return self._finished(child)

    def _drain(self, child: Child) -> Work:
        """Send what there is to read; whether the output has ended."""
        ended = False
        while (data := child.read()) is not None:
            if not data:
                self._flush()
                ended = True
                break
            yield from self._records(data)
        if self.with_errors:
            while data := child.read(errors=True):
                yield from self._records(data, True)
            if data is not None:
                self._flush(True)
        return ended

    def _wait(self, child: Child) -> Work:
        """Give a command that has closed its output time to end."""
        from time import monotonic

        until = monotonic() + PATIENCE
        while child.status() is None and (self.streaming or monotonic() < until):
            yield WAIT
        if not self.streaming:
            yield from self._drain(child)
        return True

    def _feed(self, child: Child) -> None:
        if self.written >= len(self.to_write):
            return
        try:
            self.written += child.write(self.to_write[self.written :])
        except OSError as e:
            self.error(
                f"Writing to child process stdin failed: {e.errno}. Stopping writing"
                f" at position {self.written}"
            )
            self.written = len(self.to_write)
        if self.written >= len(self.to_write):
            child.end_input()
        elif not self.streaming:
            self.error(
                "Could not write whole string to stdin of child process in one go."
                " Please use STREAM mode to pass more data to child."
            )

    def _finished(self, child: Child) -> bool:
        """Tell how the command ended."""
        status = child.status()
        assert status is not None
        code, by_signal = status
        if by_signal:
            self.error(f"Child process exited due to signal {code}")
        elif code:
            self.error(f"Child process exited with non-zero return code {code}")
        source = self.source
        self.sink.raise_event(
            "InputRaw::process_finished",
            os.fsencode(source.name),
            os.fsencode(source.path),
            code,
            by_signal,
        )
        self.close()
        return False
