"""READ_ANDX: part of a file, or of what a pipe gives ([MS-CIFS] 2.2.4.42)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from . import andx
from .message import Body, Command, about

REQUEST = Layout(
    "SMB1_read_andx_request",
    "[MS-CIFS] 2.2.4.42.1",
    "word_count:B "
    + andx.FIELDS
    + "file_id:H offset:I max_count_low:H min_count:H max_count_high:I remaining:H",
    ends="remaining",
)
OFFSET_HIGH = Layout(
    "SMB1_read_andx_request",
    "[MS-CIFS] 2.2.4.42.1",
    "offset_high_tmp:I",
    ends="offset_high_tmp",
)
BYTE_COUNT = Layout(
    "SMB1_read_andx_request",
    "[MS-CIFS] 2.2.4.42.1",
    "byte_count:H",
    ends="byte_count",
)
RESPONSE = Layout(
    "SMB1_read_andx_response",
    "[MS-SMB] 2.2.4.2.2",
    "word_count:B "
    + andx.FIELDS
    + "available:H data_compaction_mode:H reserved1:H data_length_low:H data_offset:H "
    "data_length_high:H reserved2:Q byte_count:H",
    ends="byte_count",
)

_WORDS_WITH_HIGH = 12
_NO_COUNT = 0xFFFFFFFF


def request(state: State, body: Body) -> None:
    """What the client wants to read."""
    words, command, _, andx_offset, *fields = body.read(REQUEST)
    file_id, low, count_low, _, count_high, _ = fields
    high = body.count(OFFSET_HIGH) if words == _WORDS_WITH_HIGH else 0
    body.count(BYTE_COUNT)
    andx.follow(state, body, REQUEST.name, command, andx_offset, is_orig=True)
    # Zeek shifts the high part of the offset by 16 bits.
    offset = (0 if high == _NO_COUNT else high) * 0x10000 + low
    length = (0 if count_high == _NO_COUNT else count_high) * 0x10000 + count_low
    if event := state.wanted("smb1_read_andx_request"):
        event.queue(*about(state, body), file_id, offset, length)
    state.smb1_reads[body.message.mid] = offset


def response(state: State, body: Body) -> None:
    """What the server read."""
    _, command, _, andx_offset, *fields = body.read(RESPONSE)
    _, _, _, low, data_offset, high, _, _ = fields
    length = (high << 16) + low
    body.pad_to_offset(f"{RESPONSE.name}:pad", data_offset)
    data = body.take(f"{RESPONSE.name}:data", length)
    andx.follow(state, body, RESPONSE.name, command, andx_offset, is_orig=False)
    if body.message.is_pipe:
        state.carried.pipe_data(0, data, False)
    if event := state.wanted("smb1_read_andx_response"):
        event.queue(*about(state, body), length)
    if data and not body.message.is_pipe:
        offset = state.smb1_reads.pop(body.message.mid, 0)
        state.carried.file_data(offset, data, False)


COMMAND = Command("READ_ANDX", request, response)
