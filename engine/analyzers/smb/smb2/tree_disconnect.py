"""TREE_DISCONNECT: a share is left ([MS-SMB2] 2.2.11, 2.2.12)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_tree_disconnect_request", "[MS-SMB2] 2.2.11", "structure_size:H reserved:H"
)
RESPONSE = Layout(
    "SMB2_tree_disconnect_response", "[MS-SMB2] 2.2.12", "structure_size:H reserved:H"
)


def request(state: State, pdu: Pdu) -> None:
    """The client leaves a tree."""
    pdu.read(REQUEST)
    state.pipe_trees.discard(pdu.tree_id)
    if event := state.wanted("smb2_tree_disconnect_request"):
        event.queue(*about(state, pdu))


def response(state: State, pdu: Pdu) -> None:
    """The server agrees."""
    pdu.read(RESPONSE)
    if event := state.wanted("smb2_tree_disconnect_response"):
        event.queue(*about(state, pdu))


COMMAND = Command("TREE_DISCONNECT", request, response)
