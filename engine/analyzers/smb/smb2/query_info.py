"""QUERY_INFO: what a file, file system or pipe is like ([MS-SMB2] 2.2.37, 2.2.38)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .command import Command
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_query_info_request",
    "[MS-SMB2] 2.2.37",
    "structure_size:H info_type:B file_info_class:B output_buffer_len:I "
    "input_buffer_offset:H reserved:H input_buffer_len:I additional_info:I flags:I "
    "file_id:16s",
    ends="file_id",
)
RESPONSE = Layout(
    "SMB2_query_info_response",
    "[MS-SMB2] 2.2.38",
    "structure_size:H buffer_offset:H buffer_len:I",
    ends="buffer_len",
)


def request(state: State, pdu: Pdu) -> None:
    """The class of information asked for."""
    _, _, _, _, offset, _, length, *_ = pdu.read(REQUEST)
    pdu.pad_to_offset("SMB2_query_info_request:pad", offset)
    pdu.skip("SMB2_query_info_request:buffer", length)


def response(state: State, pdu: Pdu) -> None:
    """The information."""
    _, offset, length = pdu.read(RESPONSE)
    pdu.pad_to_offset("SMB2_query_info_response:pad", offset)
    pdu.skip("SMB2_query_info_response:buffer", length)


COMMAND = Command("QUERY_INFO", request, response)
