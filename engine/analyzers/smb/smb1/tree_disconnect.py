"""TREE_DISCONNECT: a share is left ([MS-CIFS] 2.2.4.51)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about

BODY = Layout("SMB1_tree_disconnect", "[MS-CIFS] 2.2.4.51", "word_count:B byte_count:H")


def either(state: State, body: Body) -> None:
    """Request and response have the same form and event."""
    body.read(BODY)
    if event := state.wanted("smb1_tree_disconnect"):
        event.queue(*about(state, body), body.is_orig)


COMMAND = Command("TREE_DISCONNECT", either, either)
