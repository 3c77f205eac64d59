"""What SMB carries for others: logins, the data of pipes, the content of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...files import EVENTS as FILE_EVENTS
from ...files import file_manager
from .. import dce_rpc
from ..children import Children
from ..contract import Analyzer

if TYPE_CHECKING:
    from ...files.manager import FileManager
    from ..conn import Connection

EVENTS = (*dce_rpc.EVENTS, *FILE_EVENTS, "smb_discarded_dce_rpc_analyzers")

# What a login begins with when it is bare NTLM, and the least that is looked at.
_NTLM = b"NTLMSSP"
_LOGIN_LENGTH = 8


class Carried:
    """Where the commands bring it: each pipe has its own analyzer.

    A pipe goes by its file number, a file by the offset and the connection.
    """

    __slots__ = (
        "wants_pipes",
        "wants_files",
        "_connection",
        "_children",
        "_pipes",
        "_files",
    )

    def __init__(self, connection: Connection):
        self._connection = connection
        self._children = Children(connection)
        self._pipes: dict[int, Analyzer] = {}
        self.wants_pipes = connection.net.analyzer("DCE_RPC") is not None
        self._files: FileManager | None = None
        rt = connection.rt
        self.wants_files = any(rt.event(name).wanted for name in FILE_EVENTS)
        if self.wants_files:
            self._files = file_manager(rt)

    def login(self, blob: bytes, is_orig: bool) -> None:
        """A security blob: GSSAPI, or NTLM by itself."""
        self._children.make("GSSAPI", "NTLM")
        if len(blob) >= _LOGIN_LENGTH:
            name = "NTLM" if blob.startswith(_NTLM) else "GSSAPI"
            self._children.deliver(name, blob, is_orig)

    def pipe_data(self, file: int, data: bytes, is_orig: bool) -> None:
        """Bytes written to or read from a named pipe."""
        if not self.wants_pipes:
            return
        pipe = self._pipes.get(file) or self._open_pipe(file)
        if pipe is not None and not pipe.removed:
            pipe.deliver(data, is_orig)

    def _open_pipe(self, file: int) -> Analyzer | None:
        """An analyzer for a pipe; when there are too many, all are dropped first."""
        connection = self._connection
        limit = connection.rt.value("SMB::max_dce_rpc_analyzers")
        if 0 < limit <= len(self._pipes):
            handler = connection.rt.event("smb_discarded_dce_rpc_analyzers")
            if handler.wanted:
                handler.queue(connection.record())
            self._pipes.clear()
        pipe = dce_rpc.new_pipe(connection, file)
        if pipe is not None:
            self._pipes[file] = pipe
        return pipe

    def close_pipe(self, file: int) -> None:
        """A file is closed; it may have been a pipe."""
        self._pipes.pop(file, None)

    def file_data(self, offset: int, data: bytes, is_orig: bool) -> None:
        """Part of a file's content."""
        if self._files is not None:
            self._files.data(data, "SMB", self._connection, is_orig, offset=offset)

    def end_of_file(self, is_orig: bool) -> None:
        """No more content comes in this direction for the file under way."""
        if self._files is not None:
            self._files.end_of_file("SMB", self._connection, is_orig)
