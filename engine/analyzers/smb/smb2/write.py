"""WRITE: to a file or a pipe ([MS-SMB2] 2.2.21, 2.2.22)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State, file_number
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_write_request",
    "[MS-SMB2] 2.2.21",
    "structure_size:H data_offset:H length:I offset:Q persistent:Q volatile:Q "
    "channel:I remaining_bytes:I channel_info_offset:H channel_info_len:H flags:I",
    ends="flags",
)
RESPONSE = Layout(
    "SMB2_write_response",
    "[MS-SMB2] 2.2.22",
    "structure_size:H reserved:H count:I remaining:I channel_info_offset:H "
    "channel_info_len:H",
)


def request(state: State, pdu: Pdu) -> None:
    """What the client wants written."""
    _, data_offset, length, offset, persistent, volatile, *_ = pdu.read(REQUEST)
    pdu.pad_to_offset("SMB2_write_request:pad", data_offset)
    at = pdu.at
    pdu.skip("SMB2_write_request:data", length)
    carried = state.carried
    end = pdu.at
    if pdu.is_pipe and carried.wants_pipes:
        file = file_number(persistent, volatile)
        carried.pipe_data(file, pdu.data[at:end], True)
    if event := state.wanted("smb2_write_request"):
        file_id = state.guid(persistent, volatile)
        event.queue(*about(state, pdu), file_id, offset, length)
    if length and carried.wants_files and not pdu.is_pipe:
        carried.file_data(offset, pdu.data[at:end], True)


def response(state: State, pdu: Pdu) -> None:
    """How much was written."""
    _, _, count, *_ = pdu.read(RESPONSE)
    if event := state.wanted("smb2_write_response"):
        event.queue(*about(state, pdu), count)


COMMAND = Command("WRITE", request, response)
