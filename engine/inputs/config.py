"""The config reader: files with an option and its value in each line."""

from __future__ import annotations

import os
import re
from typing import Any

from .columns import Column, is_readable
from .file_reader import FileReader
from .reader import Sink, Source, Work
from .texts import BadText, Formatter, Marks, shown


class ConfigReader(FileReader):
    """Lines `name value`; `InputConfig::new_value` tells of those that changed."""

    kind = "Input::READER_CONFIG"
    module = "InputConfig"
    OPTIONS = ("set_separator", "empty_field", "fail_on_file_problem")

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        self.fatal = source.options["fail_on_file_problem"]
        self.separator: bytes = source.options["set_separator"][:1] or b"\0"
        marks = Marks(self.separator, b"", source.options["empty_field"])
        self.formatter = Formatter(self.warn, marks)
        blank = b" \t" + re.escape(self.separator)
        self.form = re.compile(
            rb"([^ \t]+)[ \t]+([^ \t](?:.*[^%b])?)?[%b]*\Z" % (blank, blank), re.DOTALL
        )
        self.seen: dict[str, bytes] = {}
        "The text of each option as it was read last."

    def begin(self) -> Work:
        return (yield from self.update())

    def _open(self) -> bool:
        if self.file is None and self.open_file():
            self.speak_again()
        return self.file is not None

    def update(self) -> Work:
        if not self._open():
            return not self.fatal
        if self.source.mode == "REREAD":
            changed = self.changed()
            if not changed:
                return True if changed is False else not self.fatal
        if not self.streaming:
            self.close_file()
            if not self._open():
                return not self.fatal
        self._read()
        return True
        yield

    def _read(self) -> None:
        assert self.file is not None
        before = set(self.seen)
        for raw in self.file:
            line = raw.removesuffix(b"\n").removesuffix(b"\r")
            if line and not line.startswith(b"#"):
                before.discard(self._line(line))
        if not self.streaming:
            self.sink.end()
        for gone in before:
            del self.seen[gone]

    def _line(self, line: bytes) -> str:
        """Take a line over; the name of its option, empty if it is of no use."""
        found = self.form.match(line)
        if found is None:
            self.warn(
                f"Could not parse '{shown(line)}'; line has invalid format."
                " Ignoring line."
            )
            return ""
        name, text = shown(found[1]), found[2] or b""
        kind = self.sink.option_type(name)
        if kind is None:
            self.warn(f"Option '{name}' does not exist. Ignoring line.")
            return ""
        if not is_readable(kind):
            self.warn(
                f"Option '{name}' has type '{kind}', which is not supported for file"
                " input. Ignoring line."
            )
            return ""
        try:
            value = self.formatter.parser(kind, name)(text)
        except BadText:
            self.warn(
                f"Could not convert line '{shown(line)}' to value. Ignoring line."
            )
            return ""
        if self.seen.get(name) != text:
            self.seen[name] = text
            self._tell_value(name, text, value)
        return name

    def _tell_value(self, name: str, text: bytes, value: Any) -> None:
        option = os.fsencode(name)
        self.send((option, text))
        source = self.source
        self.sink.new_value(
            f"thread {source.path}/{self.kind}",
            (os.fsencode(source.name), os.fsencode(source.path), option),
            value,
        )
