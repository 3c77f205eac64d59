"""NT_CREATE_ANDX: a file, directory or pipe is opened ([MS-CIFS] 2.2.4.64)."""

from __future__ import annotations

from ...layout import Layout
from ...times import mac_times
from ..state import State
from . import andx
from .message import Body, Command, about, text

REQUEST = Layout(
    "SMB1_nt_create_andx_request",
    "[MS-CIFS] 2.2.4.64.1",
    "word_count:B "
    + andx.FIELDS
    + "reserved:B name_length:H flags:I root_directory:I desired_access:I "
    "allocation_size:Q file_attributes:I share_access:I disposition:I "
    "create_options:I impersonation_level:I security_flags:B byte_count:H",
    ends="byte_count",
)
RESPONSE = Layout(
    "SMB1_nt_create_andx_response",
    "[MS-CIFS] 2.2.4.64.2",
    "word_count:B "
    + andx.FIELDS
    + "oplock_level:B file_id:H disposition:I create_time:Q last_access_time:Q "
    "last_write_time:Q last_change_time:Q file_attributes:I allocation_size:Q "
    "end_of_file:Q resource_type:H pipe_status:H directory:B byte_count:H",
    ends="byte_count",
)


def request(state: State, body: Body) -> None:
    """What the client wants to open."""
    _, command, _, offset, *_ = body.read(REQUEST)
    raw = body.string()
    andx.follow(state, body, REQUEST.name, command, offset, is_orig=True)
    filename = text(state, body, raw)
    if not body.message.is_pipe:
        state.guess_pipe(body.message.tid, filename)
    if event := state.wanted("smb1_nt_create_andx_request"):
        event.queue(*about(state, body), filename)


def response(state: State, body: Body) -> None:
    """What the server opened."""
    fields = body.read(RESPONSE)
    _, command, _, offset, _, file_id, _, created, accessed, modified, changed = fields[
        :11
    ]
    size = fields[13]
    andx.follow(state, body, RESPONSE.name, command, offset, is_orig=False)
    if event := state.wanted("smb1_nt_create_andx_response"):
        times = mac_times(
            state.records["SMB::MACTimes"], modified, accessed, created, changed
        )
        event.queue(*about(state, body), file_id, size, times)


COMMAND = Command("NT_CREATE_ANDX", request, response)
