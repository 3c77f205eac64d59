"""The header of an SMB2 message, and the message as a cursor over its body."""

from __future__ import annotations

from struct import Struct
from typing import Any

from ...layout import Cursor, Layout

PROTOCOL = b"\xfeSMB"

# Without the four bytes of the protocol id, which the caller has read.
HEADER = Layout(
    "SMB2_Header",
    "[MS-SMB2] 2.2.1",
    "structure_size:H credit_charge:H status:I command:H credits:H flags:I "
    "next_command:I message_id:Q process_id:I tree_id:I session_id:Q signature:16s",
    ends="session_id signature",
)


_SIZE = HEADER.size
# What reading a message needs of it, at the offsets of the whole.
_NEEDED = Struct("<H2xIH6xIQ4xI").unpack_from
# What scripts see of it: all but its size and where the next message begins.
_SHOWN = Struct("<2xHIHHI4xQIIQ16s").unpack_from


class Pdu(Cursor):
    """One message of a chain; the cursor begins behind its header."""

    __slots__ = (
        "head_length",
        "status",
        "command",
        "next_command",
        "message_id",
        "tree_id",
        "is_orig",
        "is_pipe",
    )

    def __init__(self, data: bytes, start: int, end: int, is_orig: bool):
        self.data = data
        self.start = self.at = start + _SIZE
        self.end = end
        if self.at > end:
            raise HEADER.shortage(end - start)
        (
            self.head_length,
            self.status,
            self.command,
            self.next_command,
            self.message_id,
            self.tree_id,
        ) = _NEEDED(data, start)
        self.is_orig = is_orig
        self.is_pipe = False

    def whole(self) -> bytes:
        """All bytes of the message, of which nothing comes before or behind it."""
        begin = self.start - HEADER.size - len(PROTOCOL)
        return self.data[begin : self.end]

    def session_id(self) -> int:
        """The session that the message belongs to."""
        number: int = HEADER.unpack(self.data, self.start - HEADER.size)[-2]
        return number

    def pad_to_offset(self, field: str, offset: int) -> None:
        """Move forward to a place given from the beginning of the header."""
        self.pad_to(field, offset - self.head_length)

    def pad_to_offset32(self, field: str, offset: int) -> None:
        """The same for a 32-bit offset, which wraps when it is too small."""
        self.pad_to(field, (offset - self.head_length) & 0xFFFFFFFF)

    def header(self, cls: type[Any]) -> Any:
        """The header as a record of the given class."""
        return cls(*_SHOWN(self.data, self.start - _SIZE))

    def skip_to_next(self) -> None:
        """Move to the next message of the chain."""
        rest = self.next_command - self.head_length - (self.at - self.start)
        # Bounds are counted from this message's own header.
        self.start -= HEADER.size
        self.skip("SMB2_PDU:chain_pad", rest)
