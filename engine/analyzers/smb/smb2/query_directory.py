"""QUERY_DIRECTORY: a directory is listed ([MS-SMB2] 2.2.33, 2.2.34)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .command import Command
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_query_directory_request",
    "[MS-SMB2] 2.2.33",
    "structure_size:H class:B flags:B file_index:I file_id:16s name_offset:H "
    "name_length:H output_buffer_len:I",
    ends="output_buffer_len",
)
RESPONSE = Layout(
    "SMB2_query_directory_response",
    "[MS-SMB2] 2.2.34",
    "structure_size:H buffer_offset:H buffer_len:I",
    ends="buffer_len",
)


def request(state: State, pdu: Pdu) -> None:
    """The pattern of names."""
    *_, offset, length, _ = pdu.read(REQUEST)
    pdu.pad_to_offset("SMB2_query_directory_request:pad", offset)
    pdu.skip("SMB2_query_directory_request:file_name", length)


def response(state: State, pdu: Pdu) -> None:
    """The entries found."""
    _, offset, length = pdu.read(RESPONSE)
    pdu.pad_to_offset("SMB2_query_directory_response:pad", offset)
    pdu.skip("SMB2_query_directory_response:buffer", length)


COMMAND = Command("QUERY_DIRECTORY", request, response)
