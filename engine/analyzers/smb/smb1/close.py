"""CLOSE: a file is closed ([MS-CIFS] 2.2.4.5)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about

REQUEST = Layout(
    "SMB1_close_request",
    "[MS-CIFS] 2.2.4.5.1",
    "word_count:B file_id:H last_modified_time:I byte_count:H",
)
RESPONSE = Layout(
    "SMB_empty_response", "[MS-CIFS] 2.2.4.5.2", "word_count:B byte_count:H"
)


def request(state: State, body: Body) -> None:
    """The client closes a file."""
    _, file_id, *_ = body.read(REQUEST)
    if event := state.wanted("smb1_close_request"):
        event.queue(*about(state, body), file_id)
    state.carried.end_of_file(True)


def response(state: State, body: Body) -> None:
    """The server agrees."""
    body.read(RESPONSE)
    if event := state.wanted("smb1_empty_response"):
        event.queue(*about(state, body))


COMMAND = Command("CLOSE", request, response)
