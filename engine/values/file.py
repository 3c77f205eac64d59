"""Files that scripts open and print to."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from .printing import describe, describe_raw

if TYPE_CHECKING:
    from pathlib import Path


class File:
    """A `file of string`."""

    __slots__ = ("name", "stream", "raw", "is_open", "path")

    def __init__(self, name: bytes, stream: IO[bytes], path: Path | None = None):
        self.name = name
        self.stream = stream
        self.path = path
        self.raw = False
        self.is_open = True

    @classmethod
    def open(cls, name: bytes, mode: str = "wb") -> File:
        """Open a file to write or append; OSError if that fails."""
        from pathlib import Path

        path = Path(name.decode("utf-8", "surrogateescape"))
        stream: IO[bytes] = open(path, mode)  # noqa: SIM115  # scripts close it
        return cls(name, stream, path)

    def size(self) -> float:
        """How many bytes the file has."""
        if self.is_open:
            self.stream.flush()
        return float(self.path.stat().st_size) if self.path else 0.0

    def write(self, data: bytes) -> bool:
        """Write bytes; False if that is not possible any more."""
        if not self.is_open:
            return False
        self.stream.write(data)
        return True

    def print(self, values: tuple[object, ...]) -> None:
        """`print f, a, b`."""
        if self.raw:
            self.write(b"".join(describe_raw(v) for v in values))
        else:
            self.write(b", ".join([describe(v) for v in values]) + b"\n")

    def close(self) -> bool:
        """Close the file; True also if it was closed already."""
        if self.is_open:
            self.is_open = False
            if self.path is None:
                self.stream.flush()
            else:
                self.stream.close()
        return True

    def describe(self) -> bytes:
        """What `print` shows."""
        return b'file "%s" of string' % self.name
