"""TREE_CONNECT: a share is opened ([MS-SMB2] 2.2.9, 2.2.10)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_tree_connect_request",
    "[MS-SMB2] 2.2.9",
    "structure_size:H flags:2x path_offset:H path_length:H",
    ends="path_length",
)
RESPONSE = Layout(
    "SMB2_tree_connect_response",
    "[MS-SMB2] 2.2.10",
    "structure_size:H share_type:B :x share_flags:I capabilities:I maximal_access:I",
)

SHARE_TYPE_PIPE = 0x02


def request(state: State, pdu: Pdu) -> None:
    """The client names a share."""
    _, offset, length = pdu.read(REQUEST)
    pdu.pad_to_offset("SMB2_tree_connect_request:pad", offset)
    path = pdu.text(length)
    if event := state.wanted("smb2_tree_connect_request"):
        event.queue(*about(state, pdu), state.text(path))


def response(state: State, pdu: Pdu) -> None:
    """The server tells what kind of share it is."""
    _, share_type, *_ = pdu.read(RESPONSE)
    if share_type == SHARE_TYPE_PIPE:
        state.pipe_trees.add(pdu.tree_id)
    if event := state.wanted("smb2_tree_connect_response"):
        connected = state.records["SMB2::TreeConnectResponse"](share_type)
        event.queue(*about(state, pdu), connected)


COMMAND = Command("TREE_CONNECT", request, response)
