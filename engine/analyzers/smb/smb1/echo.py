"""ECHO: is the server there? ([MS-CIFS] 2.2.4.39)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command

REQUEST = Layout(
    "SMB1_echo_request",
    "[MS-CIFS] 2.2.4.39.1",
    "word_count:B echo_count:H byte_count:H",
    ends="byte_count",
)
RESPONSE = Layout(
    "SMB1_echo_response",
    "[MS-CIFS] 2.2.4.39.2",
    "word_count:B sequence_number:H byte_count:H",
    ends="byte_count",
)


def request(state: State, body: Body) -> None:
    """How often the data shall come back."""
    _, count, length = body.read(REQUEST)
    data = body.take("SMB1_echo_request:data", length)
    state.raise_event("smb1_echo_request", count, data)


def response(state: State, body: Body) -> None:
    """The data."""
    _, number, length = body.read(RESPONSE)
    data = body.take("SMB1_echo_response:data", length)
    state.raise_event("smb1_echo_response", number, data)


COMMAND = Command("ECHO", request, response)
