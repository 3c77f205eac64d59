"""What a file analyzer is, and what it may ask of the file."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol


class FileContext(Protocol):
    """The file as its analyzers know it."""

    @property
    def rt(self) -> Any:
        """The running program."""

    @property
    def record(self) -> Any:
        """The `fa_file` record."""

    def raise_event(self, name: str, *args: Any) -> None:
        """Queue an event whose first argument is the file."""

    def confirm(self, analyzer: FileAnalyzer) -> None:
        """The analyzer has recognised what it is for."""

    def violation(self, analyzer: FileAnalyzer, reason: str) -> None:
        """The content is not what the analyzer is for."""

    def weird(self, name: str, addl: str, source: str) -> None:
        """Report an oddity of the file."""


class FileAnalyzer:
    """One way to look at the content of one file.

    Methods return false when the analyzer wants nothing more. What they are given
    may be anything; only what `ParseError` of the protocols is to connections is
    reported by `FileContext.violation`.
    """

    name: ClassVar[str] = ""
    "Zeek's short name, such as MD5."

    def __init__(self, file: FileContext, tag: Any, args: Any):
        self.file = file
        self.tag = tag
        self.args = args
        self.started = False
        "Whether it has got the beginning of the file."
        self.skips = False
        self.confirmed = False
        self.violations = 0

    def stream(self, data: bytes) -> bool:
        """The next bytes in order."""
        return True

    def chunk(self, data: bytes, offset: int) -> bool:
        """A piece as it came, whatever its place."""
        return True

    def gap(self, offset: int, length: int) -> bool:
        """Bytes that will never come."""
        return True

    def end(self) -> bool:
        """Nothing more comes."""
        return True

    def done(self) -> None:
        """The analyzer was taken off the file."""


class CannotStart(Exception):
    """The arguments do not say what the analyzer needs to know."""
