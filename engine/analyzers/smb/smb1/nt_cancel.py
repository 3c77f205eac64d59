"""NT_CANCEL: a request is taken back ([MS-CIFS] 2.2.4.65)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about, unread

REQUEST = Layout(
    "SMB1_nt_cancel_request", "[MS-CIFS] 2.2.4.65.1", "word_count:B byte_count:H"
)


def request(state: State, body: Body) -> None:
    """It has no fields; there is no response."""
    body.read(REQUEST)
    if event := state.wanted("smb1_nt_cancel_request"):
        event.queue(*about(state, body))


COMMAND = Command("NT_CANCEL", request, unread)
