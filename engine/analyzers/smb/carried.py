"""What SMB carries for others: logins, the data of pipes, the content of files."""

from __future__ import annotations


class Carried:
    """Where the commands bring it; here nobody takes it.

    A pipe goes by its file number, a file by the offset and the connection.
    """

    wanted = False
    "Whether payload must be kept and brought here."

    def login(self, blob: bytes, is_orig: bool) -> None:
        """A security blob: GSSAPI, or NTLM by itself."""

    def pipe_data(self, file: int, data: bytes, is_orig: bool) -> None:
        """Bytes written to or read from a named pipe."""

    def close_pipe(self, file: int) -> None:
        """A file is closed; it may have been a pipe."""

    def file_data(self, offset: int, data: bytes, is_orig: bool) -> None:
        """Part of a file's content."""

    def end_of_file(self, is_orig: bool) -> None:
        """No more content comes in this direction for the file under way."""
