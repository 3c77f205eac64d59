"""READ: part of a file, or of what a pipe gives ([MS-SMB2] 2.2.19, 2.2.20)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State, file_number
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_read_request",
    "[MS-SMB2] 2.2.19",
    "structure_size:H padding:B flags:B length:I offset:Q persistent:Q volatile:Q "
    "minimum_count:I channel:I remaining_bytes:I channel_info_offset:H "
    "channel_info_len:H",
    ends="channel_info_len",
)
RESPONSE = Layout(
    "SMB2_read_response",
    "[MS-SMB2] 2.2.20",
    "structure_size:H data_offset:B reserved1:B data_length:I data_remaining:I "
    "reserved2:I",
    ends="reserved2",
)


def request(state: State, pdu: Pdu) -> None:
    """What the client wants to read."""
    fields = pdu.read(REQUEST)
    _, _, _, length, offset, persistent, volatile = fields[:7]
    info_offset, info_length = fields[-2:]
    pdu.pad_to_offset("SMB2_read_request:pad", info_offset)
    pdu.skip("SMB2_read_request:buffer", info_length)
    if event := state.wanted("smb2_read_request"):
        file_id = state.guid(persistent, volatile)
        event.queue(*about(state, pdu), file_id, offset, length)
    if len(state.reads) >= state.max_pending:
        state.bound(state.reads, "read")
    state.reads[pdu.message_id] = offset, file_number(persistent, volatile)


def response(state: State, pdu: Pdu) -> None:
    """What the server read."""
    _, data_offset, _, length, _, _ = pdu.read(RESPONSE)
    pdu.pad_to_offset("SMB2_read_response:pad", data_offset)
    at = pdu.at
    pdu.skip("SMB2_read_response:data", length)
    offset, file = state.reads.pop(pdu.message_id, (0, 0))
    carried = state.carried
    if pdu.is_pipe:
        if carried.wants_pipes:
            carried.pipe_data(file, pdu.data[at : pdu.at], False)
    elif carried.wants_files and length:
        carried.file_data(offset, pdu.data[at : pdu.at], False)


COMMAND = Command("READ", request, response)
