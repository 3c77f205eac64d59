"""How far a session is, and what the server answers next."""

from __future__ import annotations

from enum import Enum, auto

COM_QUERY, COM_CHANGE_USER = 0x03, 0x11

# Capabilities of a client.
CONNECT_WITH_DB = 0x00000008
SSL = 0x00000800
PLUGIN_AUTH = 0x00080000
CONNECT_ATTRS = 0x00100000
DEPRECATE_EOF = 0x01000000
ZSTD_COMPRESSION = 0x04000000
QUERY_ATTRIBUTES = 0x08000000


class Expected(Enum):
    """What a response begins with."""

    NOTHING = auto()
    STATUS = auto()
    COLUMN_DEFINITION = auto()
    COLUMN_DEFINITION_OR_EOF = auto()
    COLUMN_COUNT = auto()
    EOF_THEN_RESULTSET = auto()
    RESULTSET = auto()
    REST_OF_PACKET = auto()


_BY_COMMAND = {
    **dict.fromkeys((0, 1, 2, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16), Expected.STATUS),
    **dict.fromkeys((0x1D, 0x1F), Expected.STATUS),
    **dict.fromkeys((COM_QUERY, 0x0A), Expected.COLUMN_COUNT),
    0x04: Expected.COLUMN_DEFINITION_OR_EOF,
    0x09: Expected.REST_OF_PACKET,
}


class State:
    """What both sides of a session have said."""

    __slots__ = (
        "capabilities",
        "columns",
        "expected",
        "expects_auth",
        "is_command_phase",
        "last_sequence",
        "remaining",
        "server_takes_attributes",
        "version",
    )

    def __init__(self) -> None:
        self.version = 0
        self.last_sequence = 0
        self.is_command_phase = False
        self.expected = Expected.STATUS
        self.expects_auth = False
        "Whether the client goes on with its login rather than beginning one."
        self.columns = self.remaining = 0
        self.capabilities = 0
        self.server_takes_attributes = False

    @property
    def deprecates_eof(self) -> bool:
        """Whether results end without packets for that."""
        return bool(self.capabilities & DEPRECATE_EOF)

    @property
    def has_attributes(self) -> bool:
        """Whether queries come with attributes."""
        is_taken = self.server_takes_attributes
        return is_taken and bool(self.capabilities & QUERY_ATTRIBUTES)

    def enter_commands(self) -> None:
        """The login is over."""
        self.is_command_phase = True
        self.expects_auth = False

    def note_command(self, command: int) -> None:
        """What comes of a command."""
        if command == COM_CHANGE_USER:
            self.is_command_phase = False
        else:
            self.expected = _BY_COMMAND.get(command, Expected.NOTHING)
