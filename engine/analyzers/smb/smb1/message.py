"""The header of an SMB1 message, and bodies that may follow each other in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...layout import Cursor, Layout

if TYPE_CHECKING:
    from ..state import State

PROTOCOL = b"\xffSMB"

# Without the four bytes of the protocol id, which the caller has read.
HEADER = Layout(
    "SMB_PDU:header",
    "[MS-CIFS] 2.2.3.1",
    "command:B status:I flags:B flags2:H pid_high:H security_features:8s "
    "reserved:H tid:H pid_low:H uid:H mid:H",
)
HEADER_LENGTH = 32

_UNICODE = 0x8000


class Message:
    """What is the same for all the bodies of a message."""

    __slots__ = ("fields", "status", "tid", "mid", "unicode", "is_pipe", "commands")

    def __init__(
        self, state: State, fields: tuple[Any, ...], commands: Mapping[int, Command]
    ):
        command, status, flags, flags2, pid_high, _, _, tid, pid_low, uid, mid = fields
        self.fields = (
            command,
            status,
            flags,
            flags2,
            tid,
            pid_high << 16 | pid_low,
            uid,
            mid,
        )
        self.status: int = status
        self.tid: int = tid
        self.mid: int = mid
        self.unicode = bool(flags2 & _UNICODE)
        self.is_pipe = tid in state.pipe_trees
        self.commands = commands


class Body(Cursor):
    """The words and bytes of one command.

    `offset` is where it begins in the message, as the AndX chain counts it;
    `depth` how many bodies stand before it in the chain.
    """

    __slots__ = ("message", "is_orig", "offset", "depth")

    def __init__(
        self, cursor: Cursor, message: Message, is_orig: bool, offset: int, depth: int
    ):
        super().__init__(cursor.data, cursor.at, cursor.end)
        self.message = message
        self.is_orig = is_orig
        self.offset = offset & 0xFFFF
        self.depth = depth

    def inner(self) -> Body:
        """The structure that begins here, as part of this body."""
        offset = self.offset + self.at - self.start
        return Body(self, self.message, self.is_orig, offset, self.depth)

    def pad_to_offset(self, field: str, offset: int) -> None:
        """Move forward to a place given from the beginning of the message."""
        self.pad_to(field, offset - HEADER_LENGTH)

    def oem(self) -> bytes:
        """A string of bytes up to its NUL or the end, the NUL included."""
        at = self.at
        nul = self.data.find(b"\0", at, self.end)
        self.at = self.end if nul < 0 else nul + 1
        return self.data[at : self.at]

    def string(self, before: int = 0) -> bytes:
        """A string as the header says, in UTF-16 at an even place.

        Places are counted from this structure's start, `before` bytes earlier.
        """
        if not self.message.unicode:
            return self.oem()
        self.reserve("SMB_unicode_string:pad", (self.at - self.start + before) % 2)
        at = nul = self.at
        while (nul := self.data.find(b"\0\0", nul, self.end)) >= 0:
            if (nul - at) % 2 == 0:
                break
            nul += 1
        self.at = self.end if nul < 0 else nul + 2
        return self.data[at : self.at]

    def rest(self) -> bytes:
        """All bytes up to the end."""
        at = self.at
        self.at = self.end
        return self.data[at : self.end]


# Reads the body of a command and raises its events.
Handler = Callable[["State", Body], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command by the functions that take its request and its response."""

    name: str
    request: Handler
    response: Handler


def unread(state: State, body: Body) -> None:
    """The handler of what Zeek does not read."""
    body.at = body.end


def only(layout: Layout) -> Handler:
    """The handler of a body that has fixed fields and no event."""

    def read_over(state: State, body: Body) -> None:
        body.read(layout)

    return read_over


def about(state: State, body: Body) -> tuple[Any, Any]:
    """The arguments that most events begin with."""
    return state.connection.record(), state.records["SMB1::Header"](
        *body.message.fields
    )


def text(state: State, body: Body, raw: bytes) -> bytes:
    """A string in the header's encoding as scripts see it."""
    return state.text(raw) if body.message.unicode else oem_text(raw)


def oem_text(raw: bytes) -> bytes:
    """A string of bytes as scripts see it: as it is, without its NUL."""
    return raw.removesuffix(b"\0")
