"""CHECK_DIRECTORY: is there such a directory? ([MS-CIFS] 2.2.4.17)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about, text

REQUEST = Layout(
    "SMB1_check_directory_request",
    "[MS-CIFS] 2.2.4.17.1",
    "word_count:B byte_count:H buffer_format:B",
    ends="buffer_format",
)
RESPONSE = Layout(
    "SMB1_check_directory_response",
    "[MS-CIFS] 2.2.4.17.2",
    "word_count:B byte_count:H",
)


def request(state: State, body: Body) -> None:
    """The directory's name."""
    body.read(REQUEST)
    name = body.string()
    if event := state.wanted("smb1_check_directory_request"):
        event.queue(*about(state, body), text(state, body, name))


def response(state: State, body: Body) -> None:
    """There is."""
    body.read(RESPONSE)
    if event := state.wanted("smb1_check_directory_response"):
        event.queue(*about(state, body))


COMMAND = Command("CHECK_DIRECTORY", request, response)
