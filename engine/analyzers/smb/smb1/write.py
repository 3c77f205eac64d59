"""WRITE_ANDX: to a file or a pipe ([MS-CIFS] 2.2.4.43)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from . import andx
from .message import Body, Command, about

REQUEST = Layout(
    "SMB1_write_andx_request",
    "[MS-SMB] 2.2.4.3.1",
    "word_count:B "
    + andx.FIELDS
    + "file_id:H offset:I timeout:I write_mode:H remaining:H data_length_high:H "
    "data_length_low:H data_offset:H",
    ends="data_offset",
)
OFFSET_HIGH = Layout(
    "SMB1_write_andx_request",
    "[MS-CIFS] 2.2.4.43.1",
    "offset_high_tmp:I",
    ends="offset_high_tmp",
)
BYTE_COUNT = Layout(
    "SMB1_write_andx_request",
    "[MS-CIFS] 2.2.4.43.1",
    "byte_count:H",
    ends="byte_count",
)
RESPONSE = Layout(
    "SMB1_write_andx_response",
    "[MS-SMB] 2.2.4.3.2",
    "word_count:B "
    + andx.FIELDS
    + "count_low:H remaining:H count_high:H reserved:H byte_count:H",
    ends="byte_count",
)

_WORDS_WITH_HIGH = 14


def request(state: State, body: Body) -> None:
    """What the client wants written."""
    words, command, _, andx_offset, *fields = body.read(REQUEST)
    file_id, low, _, _, _, length_high, length_low, data_offset = fields
    high = body.count(OFFSET_HIGH) if words == _WORDS_WITH_HIGH else 0
    body.count(BYTE_COUNT)
    length = (length_high << 16) + length_low
    body.pad_to_offset(f"{REQUEST.name}:pad", data_offset)
    data = body.take(f"{REQUEST.name}:data", length)
    andx.follow(state, body, REQUEST.name, command, andx_offset, is_orig=True)
    if body.message.is_pipe:
        state.carried.pipe_data(0, data, True)
    # Zeek counts in 32 bits, the high part shifted by 16.
    offset = (high * 0x10000 + low) & 0xFFFFFFFF
    if event := state.wanted("smb1_write_andx_request"):
        event.queue(*about(state, body), file_id, offset, length)
    if data and not body.message.is_pipe:
        state.carried.file_data(offset, data, True)


def response(state: State, body: Body) -> None:
    """How much was written."""
    _, command, _, offset, low, _, high, _, _ = body.read(RESPONSE)
    andx.follow(state, body, RESPONSE.name, command, offset, is_orig=False)
    if event := state.wanted("smb1_write_andx_response"):
        event.queue(*about(state, body), (high << 16) + low)


COMMAND = Command("WRITE_ANDX", request, response)
