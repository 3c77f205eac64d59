"""What one SMB connection remembers, whichever dialect it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...values.vector import Vector
from ..conn import UNKNOWN_PACKET
from ..strings import utf16_to_utf8
from .carried import Carried

if TYPE_CHECKING:
    from ..conn import Connection
    from .decryption import Decryption

# How a server says that the real answer comes later.
STATUS_PENDING = 0x00000103


def _decryption(connection: Connection) -> Decryption | None:
    if not connection.rt.knows("SMB::decryption_passwords"):
        return None  # the script with the options is not loaded
    from .decryption import decryption_for

    return decryption_for(connection)


def file_number(persistent: int, volatile: int) -> int:
    """The one number that stands for a file id where files are told apart."""
    return (persistent + volatile) & 0xFFFFFFFFFFFFFFFF


class Records(dict[str, Any]):
    """The record classes of the script level by name, looked up once each."""

    def __init__(self, connection: Connection):
        super().__init__()
        self._lookup = connection.rt.record

    def __missing__(self, name: str) -> Any:
        cls = self[name] = self._lookup(name)
        return cls


class State:
    """The listeners, and what requests leave behind for their responses."""

    __slots__ = (
        "connection",
        "wanted",
        "message_event",
        "records",
        "max_pending",
        "pipe_filenames",
        "pipe_trees",
        "tree_ids",
        "reads",
        "ioctls",
        "smb1_reads",
        "smb1_pipes",
        "max_andx_depth",
        "carried",
        "decryption",
    )

    def __init__(self, connection: Connection, events: tuple[str, ...]):
        rt = connection.rt
        self.connection = connection
        self.records = Records(connection)
        handlers = {name: rt.event(name) for name in events}
        wanted = {name: event for name, event in handlers.items() if event.wanted}
        # The handler of an event, or None when nobody listens.
        self.wanted = wanted.get
        self.message_event = wanted.get("smb2_message")
        self.max_pending: int = rt.value("SMB::max_pending_messages")
        self.pipe_filenames = rt.value("SMB::pipe_filenames")
        # Trees known to be named pipes rather than files.
        self.pipe_trees: set[int] = set()
        # By message id: the tree of a request, the offset and file of a read,
        # the file of an ioctl.
        self.tree_ids: dict[int, int] = {}
        self.reads: dict[int, tuple[int, int]] = {}
        self.ioctls: dict[int, int] = {}

        # By multiplex id of SMB1: the offset of a read, and whether a transaction
        # is with a pipe.
        self.smb1_reads: dict[int, int] = {}
        self.smb1_pipes: dict[int, bool] = {}
        self.max_andx_depth: int = rt.value("SMB::max_andx_depth")
        self.carried = Carried(connection)
        self.decryption = _decryption(connection)

    def raise_event(self, name: str, *args: Any) -> None:
        """Raise an event about this connection if someone listens."""
        if event := self.wanted(name):
            event.queue(self.connection.record(), *args)

    def bound(self, pending: dict[int, Any], what: str) -> None:
        """Empty a table of pending requests when it has become too long."""
        if 0 < self.max_pending <= len(pending):
            self.raise_event("smb2_discarded_messages_state", what.encode())
            pending.clear()

    def text(self, raw: bytes) -> bytes:
        """A UTF-16 string as scripts see it."""
        return utf16_to_utf8(raw, self.connection)

    def odd(self, name: str) -> None:
        """Report an oddity of SMB, which shows in the history as well."""
        self.connection.weird(name, "", "SMB")
        self.connection.mark(UNKNOWN_PACKET, "X")

    def guess_pipe(self, tree_id: int, filename: bytes) -> None:
        """Take a tree for a pipe because of the name opened in it."""
        if filename in self.pipe_filenames:
            self.pipe_trees.add(tree_id)
            self.raise_event("smb_pipe_connect_heuristic")

    def guid(self, persistent: int, volatile: int) -> Any:
        """A file id or GUID as a record."""
        return self.records["SMB2::GUID"](persistent, volatile)

    def counts(self, numbers: list[int]) -> Vector:
        """A vector of count."""
        return Vector(numbers)
