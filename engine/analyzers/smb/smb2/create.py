"""CREATE: a file, directory or pipe is opened ([MS-SMB2] 2.2.13, 2.2.14).

Create contexts are read over, as Zeek reads over them.
"""

from __future__ import annotations

from ...layout import Layout
from ...times import mac_times
from ..state import State
from .attributes import file_attributes
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_create_request",
    "[MS-SMB2] 2.2.13",
    "structure_size:H security_flags:B oplock:B impersonation_level:I flags:8s "
    "reserved:8s access_mask:I file_attributes:I share_access:I disposition:I "
    "create_options:I filename_offset:H filename_length:H context_offset:I "
    "context_len:I",
    ends="impersonation_level flags reserved context_len",
)
RESPONSE = Layout(
    "SMB2_create_response",
    "[MS-SMB2] 2.2.14",
    "structure_size:H oplock:B flags:B create_action:I creation_time:Q "
    "last_access_time:Q last_write_time:Q change_time:Q allocation_size:Q "
    "end_of_file:Q file_attributes:I reserved:I persistent:Q volatile:Q "
    "context_offset:I context_len:I",
    ends="context_len",
)


def request(state: State, pdu: Pdu) -> None:
    """What the client wants to open, and how."""
    fields = pdu.read(REQUEST)
    disposition, create_options, offset, length, contexts, contexts_length = fields[9:]
    pdu.pad_to_offset("SMB2_create_request:filename_pad", offset)
    filename = state.text(pdu.text(length))
    if contexts:
        pdu.pad_to_offset32("SMB2_create_request:context_pad", contexts)
    pdu.skip("SMB2_create_request:contexts", contexts_length)
    if not pdu.is_pipe:
        state.guess_pipe(pdu.tree_id, filename)
    if event := state.wanted("smb2_create_request"):
        create = state.records["SMB2::CreateRequest"](
            filename, disposition, create_options
        )
        event.queue(*about(state, pdu), create)


def response(state: State, pdu: Pdu) -> None:
    """What the server opened."""
    fields = pdu.read(RESPONSE)
    contexts, contexts_length = fields[-2:]
    if contexts:
        pdu.pad_to_offset32("SMB2_create_response:context_pad", contexts)
    pdu.skip("SMB2_create_response:contexts", contexts_length)
    if event := state.wanted("smb2_create_response"):
        _, _, _, action, created, accessed, modified, changed = fields[:8]
        _, size, attributes, _, persistent, volatile = fields[8:14]
        times = state.records["SMB::MACTimes"]
        opened = state.records["SMB2::CreateResponse"](
            state.guid(persistent, volatile),
            size,
            mac_times(times, modified, accessed, created, changed),
            file_attributes(state, attributes),
            action,
        )
        event.queue(*about(state, pdu), opened)


COMMAND = Command("CREATE", request, response)
