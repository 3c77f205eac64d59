"""CLOSE: a file is closed ([MS-SMB2] 2.2.15, 2.2.16)."""

from __future__ import annotations

from ...layout import Layout
from ...times import mac_times
from ..state import State, file_number
from .attributes import file_attributes
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_close_request",
    "[MS-SMB2] 2.2.15",
    "structure_size:H flags:H reserved:I persistent:Q volatile:Q",
)
RESPONSE = Layout(
    "SMB2_close_response",
    "[MS-SMB2] 2.2.16",
    "structure_size:H flags:H reserved:I creation_time:Q last_access_time:Q "
    "last_write_time:Q change_time:Q allocation_size:Q end_of_file:Q "
    "file_attributes:I",
)


def request(state: State, pdu: Pdu) -> None:
    """The client closes a file."""
    *_, persistent, volatile = pdu.read(REQUEST)
    if event := state.wanted("smb2_close_request"):
        event.queue(*about(state, pdu), state.guid(persistent, volatile))
    state.carried.end_of_file(True)
    state.carried.close_pipe(file_number(persistent, volatile))


def response(state: State, pdu: Pdu) -> None:
    """What the file was like when it was closed."""
    fields = pdu.read(RESPONSE)
    if event := state.wanted("smb2_close_response"):
        created, accessed, modified, changed, allocated, size, attributes = fields[3:]
        times = state.records["SMB::MACTimes"]
        closed = state.records["SMB2::CloseResponse"](
            allocated,
            size,
            mac_times(times, modified, accessed, created, changed),
            file_attributes(state, attributes),
        )
        event.queue(*about(state, pdu), closed)


COMMAND = Command("CLOSE", request, response)
