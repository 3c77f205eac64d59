"""TRANSACTION_SECONDARY: more of a transaction's request ([MS-CIFS] 2.2.4.34)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about, unread

REQUEST = Layout(
    "SMB1_transaction_secondary_request",
    "[MS-CIFS] 2.2.4.34.1",
    "word_count:B total_param_count:H total_data_count:H param_count:H "
    "param_offset:H param_displacement:H data_count:H data_offset:H "
    "data_displacement:H byte_count:H",
    ends="byte_count",
)


def request(state: State, body: Body) -> None:
    """Where the parameters and data belong, and they themselves."""
    _, *places, _ = body.read(REQUEST)
    _, _, count, offset, _, data_count, data_offset, _ = places
    body.pad_to_offset(f"{REQUEST.name}:pad1", offset)
    parameters = body.take(f"{REQUEST.name}:parameters", count)
    body.pad_to_offset(f"{REQUEST.name}:pad2", data_offset)
    data = body.rest()
    if event := state.wanted("smb1_transaction_secondary_request"):
        args = state.records["SMB1::Trans_Sec_Args"](*places)
        payload = data if data_count else b""
        event.queue(*about(state, body), args, parameters, payload)


COMMAND = Command("TRANSACTION_SECONDARY", request, unread)
