"""SMB 1 ([MS-CIFS], [MS-SMB]): one command a file, `COMMANDS` the list of them.

A message has one header and a body, which an AndX command may chain to further
bodies. An inner body's events come before the outer one's, since Zeek raises
them when it has read the whole. Commands that Zeek does not read raise
`smb1_message` only.
"""

from __future__ import annotations

from ...layout import Cursor, Layout
from ..state import State
from . import (
    check_directory,
    close,
    echo,
    locking,
    logoff,
    negotiate,
    nt_cancel,
    nt_create,
    nt_transact,
    query_information,
    read,
    session_setup,
    transaction,
    transaction2,
    transaction2_secondary,
    transaction_secondary,
    tree_connect,
    tree_disconnect,
    write,
)
from .andx import dispatch
from .message import HEADER, HEADER_LENGTH, PROTOCOL, Body, Message, about

__all__ = ["COMMANDS", "EVENTS", "PROTOCOL", "message"]

COMMANDS = {
    0x04: close.COMMAND,
    0x08: query_information.COMMAND,
    0x10: check_directory.COMMAND,
    0x24: locking.COMMAND,
    0x25: transaction.COMMAND,
    0x26: transaction_secondary.COMMAND,
    0x2B: echo.COMMAND,
    0x2E: read.COMMAND,
    0x2F: write.COMMAND,
    0x32: transaction2.COMMAND,
    0x33: transaction2_secondary.COMMAND,
    0x71: tree_disconnect.COMMAND,
    0x72: negotiate.COMMAND,
    0x73: session_setup.COMMAND,
    0x74: logoff.COMMAND,
    0x75: tree_connect.COMMAND,
    0xA0: nt_transact.COMMAND,
    0xA2: nt_create.COMMAND,
    0xA4: nt_cancel.COMMAND,
}

EVENTS = (
    "smb1_message",
    "smb1_empty_response",
    "smb1_error",
    "smb1_check_directory_request",
    "smb1_check_directory_response",
    "smb1_close_request",
    "smb1_echo_request",
    "smb1_echo_response",
    "smb1_logoff_andx",
    "smb1_negotiate_request",
    "smb1_negotiate_response",
    "smb1_nt_cancel_request",
    "smb1_nt_create_andx_request",
    "smb1_nt_create_andx_response",
    "smb1_query_information_request",
    "smb1_read_andx_request",
    "smb1_read_andx_response",
    "smb1_session_setup_andx_request",
    "smb1_session_setup_andx_response",
    "smb1_trans2_find_first2_request",
    "smb1_trans2_get_dfs_referral_request",
    "smb1_trans2_query_path_info_request",
    "smb1_transaction2_request",
    "smb1_transaction2_secondary_request",
    "smb1_transaction_request",
    "smb1_transaction_response",
    "smb1_transaction_secondary_request",
    "smb1_tree_connect_andx_request",
    "smb1_tree_connect_andx_response",
    "smb1_tree_disconnect",
    "smb1_write_andx_request",
    "smb1_write_andx_response",
)

# A message of just a header, no words and no bytes.
_EMPTY_LENGTH = HEADER_LENGTH + 3
_EMPTY = Layout("SMB_No_Message", "", "x:3s", ends="x")


def message(state: State, cursor: Cursor, is_orig: bool, length: int) -> None:
    """One message, its protocol id read; `length` is what its frame said."""
    fields = cursor.read(HEADER)
    head = Message(state, fields, COMMANDS)
    body = Body(cursor, head, is_orig, HEADER_LENGTH, 0)
    if event := state.wanted("smb1_message"):
        event.queue(*about(state, body), is_orig)
    if length == _EMPTY_LENGTH:
        _empty(state, body)
    else:
        dispatch(state, body, fields[0])


def _empty(state: State, body: Body) -> None:
    """A message without words and bytes: an error, or nothing to say."""
    body.read(_EMPTY)
    if body.message.status:
        if event := state.wanted("smb1_error"):
            event.queue(*about(state, body), body.is_orig)
    elif event := state.wanted("smb1_empty_response"):
        event.queue(*about(state, body))
