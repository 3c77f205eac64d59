"""The SMB analyzer: from a connection's bytes to messages of either dialect."""

from __future__ import annotations

from functools import partial
from struct import Struct
from typing import TYPE_CHECKING

from ..contract import Analyzer, ParseError
from ..layout import Cursor, Layout
from . import carried, smb1, smb2
from .netbios import HEADER_LENGTH, SessionStream
from .smb2 import pdu, transform
from .smb2.pdu import Pdu
from .state import State

if TYPE_CHECKING:
    from ..conn import Connection

OWN_EVENTS = (*smb1.EVENTS, *smb2.EVENTS, "smb_pipe_connect_heuristic")
EVENTS = (*OWN_EVENTS, *carried.EVENTS)

# After so many pieces of data without an error this is taken to be SMB.
_CONFIRM_AFTER = 3

_PROTOCOL_LENGTH = 4
_PROTOCOL = Layout("SMB_Protocol_Identifier", "", "protocol:4s", ends="protocol")
# Behind the session header: the protocol, command, next command, message id and
# tree id of SMB2 ([MS-SMB2] 2.2.1).
_SMB2_HEAD = Struct("<4x4s8xH6xIQ4xI").unpack_from
_BULK_REQUEST = 9  # WRITE
_BULK_RESPONSE = 8  # READ
# What must be there of a message with bulk data: headers and fixed fields.
_BULK_PREFIX = HEADER_LENGTH + 64 + 48


class SMBAnalyzer(Analyzer):
    """SMB 1 to 3 over TCP, with or without NetBIOS."""

    name = "SMB"
    EVENTS = EVENTS

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._state = State(connection, OWN_EVENTS)
        self._originator = self._stream(True)
        self._responder = self._stream(False)
        # Until a message's begin is seen, and again after gaps and errors.
        self._lost = True
        self._chunks = 0

    def _stream(self, is_orig: bool) -> SessionStream:
        return SessionStream(
            partial(self._session_message, is_orig), partial(self._keeps, is_orig)
        )

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Take data in order.

        What cannot be SMB is a violation, but unlike most analyzers this one goes
        on with the next message, as Zeek's does unless a script takes it off.
        """
        if self._lost:
            if data[4:8] not in (smb1.PROTOCOL, pdu.PROTOCOL):
                return
            self._lost = False
        stream = self._originator if is_orig else self._responder
        try:
            stream.feed(data)
        except ParseError as error:
            stream.restart()
            self._resynchronize()
            self.connection.violation(self, str(error))
            return
        self._chunks += 1
        if self._chunks == _CONFIRM_AFTER:
            self.connection.confirm(self)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: wait for the begin of a message."""
        self._resynchronize()

    def finish(self) -> None:
        """The streams refer to this; without them all is freed at once."""
        self._originator.stop()
        self._responder.stop()

    def _resynchronize(self) -> None:
        self._originator.discard()
        self._responder.discard()
        self._lost = True

    def _keeps(self, is_orig: bool, first: bytes, needed: int) -> bool:
        """Whether more than the first piece of a message will be read."""
        if len(first) < _BULK_PREFIX:
            return True
        protocol, command, following, message_id, tree_id = _SMB2_HEAD(first)
        if protocol == transform.PROTOCOL:
            return self._state.decryption is not None
        if protocol != pdu.PROTOCOL or following:
            return True
        if self._state.carried.wants_files:
            return True
        if command != (_BULK_REQUEST if is_orig else _BULK_RESPONSE):
            return True
        state = self._state
        if not is_orig:
            tree_id = state.tree_ids.get(message_id, 0)
        return state.carried.wants_pipes and tree_id in state.pipe_trees

    def _session_message(self, is_orig: bool, data: bytes, at: int, end: int) -> None:
        """One session message: a chain of SMB2 messages, or one of another kind."""
        begin = at
        while at < end:
            after = at + _PROTOCOL_LENGTH
            protocol = data[at:after]
            if protocol != pdu.PROTOCOL or after > end:
                self._other(Cursor(data, at, end), is_orig, end - begin)
                return
            at = smb2.message(self._state, Pdu(data, after, end, is_orig))

    def _other(self, cursor: Cursor, is_orig: bool, length: int) -> None:
        """A message that is not SMB2, or too short to tell."""
        (protocol,) = cursor.read(_PROTOCOL)
        message = Cursor(cursor.data, cursor.at, cursor.end)
        if protocol == smb1.PROTOCOL:
            smb1.message(self._state, message, is_orig, length)
        elif protocol == transform.PROTOCOL:
            transform.message(self._state, message)
            self._decrypted(cursor, is_orig)

    def _decrypted(self, cursor: Cursor, is_orig: bool) -> None:
        """The messages inside of an encrypted one, if its key is known."""
        decryption = self._state.decryption
        if decryption is None:
            return
        sealed = cursor.data[cursor.start : cursor.end]
        opened = decryption.open(sealed, is_orig)
        if opened is not None and opened[:_PROTOCOL_LENGTH] == pdu.PROTOCOL:
            self._session_message(is_orig, opened, 0, len(opened))
