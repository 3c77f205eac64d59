"""The writer of text files: values in columns, or JSON."""

from __future__ import annotations

import contextlib
import os
import sys
import time
import zlib
from typing import IO, Any

from .format import Format
from .json import TIMESTAMPS, Json, NestedJson
from .rows import line_function, plain_row, row_function
from .tsv import Marks, Tsv, in_hex
from .wishes import JsonWishes
from .writer import Writer, WriterError, WriterInfo

BUFFER = 1 << 16
"""So many bytes wait at most."""

TEXTS = ("separator", "set_separator", "empty_field", "unset_field", "meta_prefix")
SWITCH = "LogAscii::enable_leftover_log_rotation"
SWITCHES = ("use_json", "output_to_stdout", "enable_utf_8", "json_include_unset_fields")


class AsciiWriter(Writer):
    """Writes lines; a file is opened by the first and closed whole at the end."""

    name = "Log::WRITER_ASCII"

    def __init__(self, info: WriterInfo):
        super().__init__(info)
        self.lines: list[bytes] = []
        self.size = 0
        self.buffered = True
        self.sink: Sink | None = None
        self.file = ""

    # ---- settings

    def open(self) -> None:
        """Settle the options, open the file and write its header."""
        self.meta = bool(self.constant("LogAscii::include_meta"))
        self.options = {name: self._text(name) for name in TEXTS}
        self.switches = {name: self._switch(name) for name in SWITCHES}
        self.tsv = self._truth("tsv", False)
        self.level = self._level()
        self.form = self._format()
        columns, form = self.info.columns, self.form
        plain = isinstance(form, NestedJson) and not form.arrange(columns)
        self.row = (plain_row if plain else row_function)(columns, form)
        self.line = line_function(self.info.columns, self.form)
        self._mark_comments()
        self._open()

    def _text(self, name: str) -> bytes:
        given = self.info.config.get(name)
        if given is not None:
            return given.encode("utf-8", "surrogateescape")
        found: bytes = self.constant(f"LogAscii::{name}")
        return found

    def _truth(self, name: str, default: bool) -> bool:
        given = self.info.config.get(name)
        if given is None:
            return default
        if given not in ("T", "F"):
            raise WriterError(
                f'invalid value for \'{name}\', must be a string and either "T" or "F"'
            )
        return given == "T"

    def _switch(self, name: str) -> bool:
        return self._truth(name, bool(self.constant(f"LogAscii::{name}")))

    def _level(self) -> int:
        given = self.info.config.get("gzip_level")
        level = self.constant("LogAscii::gzip_level") if given is None else given
        if not str(level).isdigit() or int(level) > 9:
            raise WriterError(
                "invalid value for 'gzip_level', must be a number between 0 and 9."
            )
        return int(level)

    def _format(self) -> Format:
        if not self.switches["use_json"]:
            separator, inner, empty, unset = [self.options[n] for n in TEXTS[:4]]
            utf8 = self.switches["enable_utf_8"]
            return Tsv(Marks(separator, inner, empty, unset, utf8))
        self.meta = False
        stamps = self.info.config.get("json_timestamps")
        stamps = stamps or str(self.constant("LogAscii::json_timestamps"))
        if stamps not in TIMESTAMPS:
            raise WriterError(f"Invalid JSON timestamp format: {stamps}")
        wishes: JsonWishes = self.info.rt.services.get("json_logs") or JsonWishes()
        made_by = NestedJson if wishes.nested else Json
        tag = self.info.path if wishes.tagged else ""
        return made_by(stamps, self.switches["json_include_unset_fields"], tag)

    def _mark_comments(self) -> None:
        """A line that would look like one of the header is to be escaped."""
        prefix = self.options["meta_prefix"]
        kind = self.info.columns[0].type.tag if self.info.columns else "string"
        numbers = ("time", "count", "int", "interval", "double", "port", "addr")
        self.prefix = prefix if kind not in numbers or prefix != b"#" else None

    # ---- files

    def _open(self) -> None:
        path = self.info.path
        if self.switches["output_to_stdout"]:
            path = "/dev/stdout"
        if path.startswith("/dev/"):
            self.file = path
            self.sink = Sink(self._device(path))
        else:
            self.file = os.path.join(self._folder(path), path + self.extension())
            self.sink = self._create(self.file)
            self._leave_shadow()
        if self.level:
            self.sink = Gzip(self.sink, self.level)
        if self.meta:
            self._add(self._header(path))

    @property
    def _has_shadow(self) -> bool:
        return bool(self.info.interval and self.constant(SWITCH))

    def _leave_shadow(self) -> None:
        """Let a later run know of this file, should this one be killed."""
        if self._has_shadow:
            from .leftovers import leave_shadow

            try:
                leave_shadow(self.file, self.extension(), self.info.postprocessor)
            except OSError as e:
                raise WriterError(
                    f"cannot open shadow of {self.file}: {e.strerror}"
                ) from None

    def _device(self, path: str) -> IO[bytes]:
        if path == "/dev/stdout":
            return self.info.rt.out
        if path == "/dev/stderr":
            return sys.stderr.buffer
        return self._create(path).file

    def _create(self, path: str) -> Sink:
        try:
            return Sink(open(path, "wb", buffering=0), own=True)  # noqa: SIM115
        except OSError as e:
            raise WriterError(f"cannot open {path}: {e.strerror}") from None

    def _folder(self, path: str) -> str:
        return "" if os.path.isabs(path) else self.text("Log::default_logdir")

    def extension(self) -> str:
        """What is added to the path."""
        ending = "." + os.environ.get("ZEEK_LOG_SUFFIX", "log")
        if not self.level:
            return ending
        given = self.info.config.get("gzip_file_extension")
        zipped = given or self.text("LogAscii::gzip_file_extension")
        return f"{ending}.{zipped or 'gz'}"

    # ---- header

    def _header(self, path: str) -> bytes:
        separator = self.options["separator"]
        names = separator.join(c.name.encode() for c in self.info.columns)
        if self.tsv:
            return names + b"\n"
        types = separator.join(c.type_name.encode() for c in self.info.columns)
        first = b"%bseparator %b\n" % (self.options["meta_prefix"], escaped(separator))
        fields = [
            (b"set_separator", escaped(self.options["set_separator"])),
            (b"empty_field", escaped(self.options["empty_field"])),
            (b"unset_field", escaped(self.options["unset_field"])),
            (b"path", escaped(path.encode("utf-8", "surrogateescape"))),
            (b"open", now()),
            (b"fields", names),
            (b"types", types),
        ]
        return first + b"".join([self._meta(*field) for field in fields])

    def _meta(self, key: bytes, value: bytes) -> bytes:
        prefix, separator = self.options["meta_prefix"], self.options["separator"]
        return b"%b%b%b%b\n" % (prefix, key, separator, value)

    # ---- writing

    def write(self, record: Any, extension: Any) -> None:
        """Add a line."""
        line = self.row(record, extension)
        size = len(line)
        if size > self.harmless and self.exceeds(size, record, extension):
            values = self.shortened(record, extension)
            if values is not None:
                if not values:
                    return
                line = self.line(values)
                size = len(line)
        if self.prefix is not None and line.startswith(self.prefix):
            line = in_hex(line[:1]) + line[1:]
        if self.sink is None:
            self.attempt(self._open)
        self.lines.append(line)
        self.size += size
        if self.size > BUFFER or not self.buffered:
            self.flush()

    def _add(self, line: bytes) -> None:
        self.lines.append(line)
        self.size += len(line)
        if self.size > BUFFER or not self.buffered:
            self.flush()

    def set_buffered(self, buffered: bool) -> None:
        """Whether lines may wait."""
        self.buffered = buffered
        self.flush()

    def flush(self) -> None:
        """Write out the lines that wait, whole."""
        if self.lines and self.sink is not None:
            data = b"".join(self.lines)
            self.lines.clear()
            self.size = 0
            self.attempt(self._write_out, self.sink, data)

    def _write_out(self, sink: Sink, data: bytes) -> None:
        try:
            sink.write(data)
        except OSError as e:
            raise WriterError(f"error writing to {self.file}: {e.strerror}") from None

    def close(self) -> None:
        """Write the rest and the last line."""
        if self.sink is None:
            return
        if self.meta and not self.tsv:
            self._add(self._meta(b"close", now()))
        self.flush()
        self.attempt(self._end, self.sink)
        self.sink = None

    def _end(self, sink: Sink) -> None:
        try:
            sink.close()
        except OSError as e:
            raise WriterError(f"error writing to {self.file}: {e.strerror}") from None

    def rotate(self, path: str) -> tuple[str, str] | None:
        """Close the file and give it another name."""
        if self.sink is None or self.file.startswith("/dev/"):
            return None
        self.close()
        name = path + self.extension()
        try:
            os.replace(self.file, name)
        except OSError as e:
            self.report(f"failed to rename {self.file} to {name}: {e.strerror}")
            return None
        if self._has_shadow:
            from .leftovers import shadow_of

            with contextlib.suppress(OSError):
                os.unlink(shadow_of(self.file))
        return name, self.file


class Sink:
    """Where lines go."""

    def __init__(self, file: IO[bytes], own: bool = False):
        self.file = file
        self.own = own
        "Whether to close the file at the end."

    def write(self, data: bytes) -> None:
        """Write all of it, or where the disk is full the lines that fit."""
        view, done = memoryview(data), 0
        while done < len(data):
            try:
                written = self.file.write(view[done:])
            except OSError:
                self._take_back(done - (data.rfind(b"\n", 0, done) + 1))
                raise
            done = len(data) if written is None else done + written

    def _take_back(self, count: int) -> None:
        """Remove the last bytes, a line that did not fit."""
        with contextlib.suppress(OSError):  # pipes keep what they have
            if count and self.file.seekable():
                self.file.truncate(self.file.tell() - count)

    def close(self) -> None:
        """The end."""
        if self.own:
            self.file.close()
        else:
            self.file.flush()


class Gzip(Sink):
    """A compressed file."""

    def __init__(self, inner: Sink, level: int):
        super().__init__(inner.file, inner.own)
        self.packer = zlib.compressobj(level, zlib.DEFLATED, 31)

    def _take_back(self, count: int) -> None:
        """Nothing: line ends cannot be seen here."""

    def write(self, data: bytes) -> None:
        """Compress and write."""
        super().write(self.packer.compress(data))

    def close(self) -> None:
        """Write what the compressor still holds."""
        super().write(self.packer.flush())
        super().close()


def escaped(text: bytes) -> bytes:
    """A text in the header: what does not print, and backslashes, are escaped."""
    return b"".join(
        [
            b"\\\\" if c == 92 else b"%c" % c if 32 <= c < 127 else b"\\x%02x" % c
            for c in text
        ]
    )


def now() -> bytes:
    """The time of day, as the header has it."""
    return time.strftime("%Y-%m-%d-%H-%M-%S").encode()
