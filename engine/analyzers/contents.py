"""The contents of TCP connections, written to files that scripts chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .tcp import TcpConnection

NONE, ORIG, RESP, BOTH = range(4)
"Directions, as `set_contents_file` takes them."

SIDES = {ORIG: (True,), RESP: (False,), BOTH: (True, False), NONE: (True, False)}


class Contents:
    """The files of one connection, by direction."""

    __slots__ = ("conn", "files")

    def __init__(self, conn: TcpConnection):
        self.conn = conn
        self.files: dict[bool, Any] = {}

    def set(self, direction: int, file: Any) -> None:
        """Write what comes from now on to a file, or to none."""
        for is_orig in SIDES.get(direction, ()):
            if direction == NONE:
                self.files.pop(is_orig, None)
            else:
                self.files[is_orig] = file

    def get(self, direction: int) -> Any:
        """The file of a direction; of both only if it is the same."""
        found = {self.files.get(is_orig) for is_orig in SIDES.get(direction, ())}
        return found.pop() if len(found) == 1 and direction != NONE else None

    def data(self, is_orig: bool, data: bytes) -> None:
        """The next bytes of a direction."""
        self._write(is_orig, data, "TCP reassembler content write failure")

    def gap(self, is_orig: bool, length: int) -> None:
        """Bytes that the capture lost."""
        text = f"\n<<gap {length}>>\n".encode()
        self._write(is_orig, text, "TCP reassembler gap write failure")

    def _write(self, is_orig: bool, data: bytes, failure: str) -> None:
        file = self.files.get(is_orig)
        if file is None:
            return
        try:
            written = file.write(data)
        except OSError:
            written = False
        if not written:
            conn = self.conn
            conn.event("contents_file_write_failure", is_orig, failure.encode())

    def close(self) -> None:
        """The connection is over."""
        for file in self.files.values():
            file.close()
