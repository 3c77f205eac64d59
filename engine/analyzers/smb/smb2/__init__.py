"""SMB 2 and 3 ([MS-SMB2]): one command a file, `COMMANDS` the list of them.

A session message holds a chain of SMB2 messages. Each is a header, a body that
the command's request or response function reads, and padding up to the next.
Every body is read, whoever listens: a malformed one is a protocol violation, and
requests leave behind what their responses need. What costs (records, text) is
made only when somebody listens to the event.
"""

from __future__ import annotations

from ..state import STATUS_PENDING, State
from . import (
    cancel,
    change_notify,
    close,
    create,
    echo,
    error,
    flush,
    ioctl,
    lock,
    logoff,
    negotiate,
    oplock_break,
    query_directory,
    query_info,
    read,
    session_setup,
    set_info,
    tree_connect,
    tree_disconnect,
    write,
)
from .command import about
from .pdu import Pdu

COMMANDS = {
    0: negotiate.COMMAND,
    1: session_setup.COMMAND,
    2: logoff.COMMAND,
    3: tree_connect.COMMAND,
    4: tree_disconnect.COMMAND,
    5: create.COMMAND,
    6: close.COMMAND,
    7: flush.COMMAND,
    8: read.COMMAND,
    9: write.COMMAND,
    10: lock.COMMAND,
    11: ioctl.COMMAND,
    12: cancel.COMMAND,
    13: echo.COMMAND,
    14: query_directory.COMMAND,
    15: change_notify.COMMAND,
    16: query_info.COMMAND,
    17: set_info.COMMAND,
    18: oplock_break.COMMAND,
}

EVENTS = (
    "smb2_message",
    "smb2_negotiate_request",
    "smb2_negotiate_response",
    "smb2_session_setup_request",
    "smb2_session_setup_response",
    "smb2_tree_connect_request",
    "smb2_tree_connect_response",
    "smb2_tree_disconnect_request",
    "smb2_tree_disconnect_response",
    "smb2_create_request",
    "smb2_create_response",
    "smb2_close_request",
    "smb2_close_response",
    "smb2_read_request",
    "smb2_write_request",
    "smb2_write_response",
    *(name for name, _ in set_info.CLASSES.values()),
    "smb2_transform_header",
    "smb2_discarded_messages_state",
)


# The same by direction, as the messages ask for them.
_REQUESTS = {number: command.request for number, command in COMMANDS.items()}
_RESPONSES = {number: command.response for number, command in COMMANDS.items()}


def message(state: State, pdu: Pdu) -> int:
    """One message of a chain; returns where the next begins, or the end."""
    trees = state.tree_ids
    is_orig = pdu.is_orig
    if is_orig:
        pdu.is_pipe = pdu.tree_id in state.pipe_trees
        if len(trees) >= state.max_pending:
            state.bound(trees, "tree")
        trees[pdu.message_id] = pdu.tree_id
        handler = _REQUESTS.get(pdu.command)
    else:
        # The server does not always repeat the tree, so the request's counts.
        pdu.is_pipe = trees.get(pdu.message_id, 0) in state.pipe_trees
        if pdu.status != STATUS_PENDING:
            trees.pop(pdu.message_id, None)
        handler = _RESPONSES.get(pdu.command)
    if event := state.message_event:
        conn, header = about(state, pdu)
        event.queue(conn, header, is_orig)
    if pdu.status and not is_orig and error.is_error(pdu):
        error.read(pdu)
    elif handler:
        handler(state, pdu)
    if not pdu.next_command:
        return pdu.end
    pdu.skip_to_next()
    return pdu.at
