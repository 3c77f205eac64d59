"""QUERY_INFORMATION: a file's attributes ([MS-CIFS] 2.2.4.9)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about, only, text

REQUEST = Layout(
    "SMB1_query_information_request",
    "[MS-CIFS] 2.2.4.9.1",
    "word_count:B byte_count:H buffer_format:B",
    ends="buffer_format",
)
RESPONSE = Layout(
    "SMB1_query_information_response",
    "[MS-CIFS] 2.2.4.9.2",
    "word_count:B file_attributes:H last_write_time:I file_size:I reserved:10s "
    "byte_count:H",
)


def request(state: State, body: Body) -> None:
    """The file's name."""
    body.read(REQUEST)
    name = body.string()
    if event := state.wanted("smb1_query_information_request"):
        event.queue(*about(state, body), text(state, body, name))


COMMAND = Command("QUERY_INFORMATION", request, only(RESPONSE))
