"""CHANGE_NOTIFY: a directory is watched ([MS-SMB2] 2.2.35, 2.2.36)."""

from __future__ import annotations

from ...layout import Cursor, Layout
from ..state import State
from .command import Command, only
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_change_notify_request",
    "[MS-SMB2] 2.2.35",
    "structure_size:H flags:H output_buffer_len:I file_id:16s completion_filter:I "
    "reserved:I",
)
RESPONSE = Layout(
    "SMB2_change_notify_response",
    "[MS-SMB2] 2.2.36",
    "structure_size:H output_buffer_offset:H output_buffer_len:I",
    ends="output_buffer_len",
)
NOTIFICATION = Layout(
    "SMB2_File_Notify_Information",
    "[MS-FSCC] 2.7.1",
    "next_entry_offset:I action:I filename_len:I",
    ends="filename_len",
)


def response(state: State, pdu: Pdu) -> None:
    """What has changed; as in Zeek, entries must follow without padding."""
    _, offset, length = pdu.read(RESPONSE)
    pdu.pad_to_offset("SMB2_change_notify_response:pad", offset)
    begin = pdu.at
    pdu.skip("SMB2_change_notify_response:buffer", length)
    entries = Cursor(pdu.data, begin, pdu.at)
    while entries.at < entries.end:
        _, _, name_length = entries.read(NOTIFICATION)
        entries.text(name_length)


COMMAND = Command("CHANGE_NOTIFY", only(REQUEST), response)
