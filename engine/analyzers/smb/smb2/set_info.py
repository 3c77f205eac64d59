"""SET_INFO: a file or file system is changed ([MS-SMB2] 2.2.39, 2.2.40).

Each class of information has its layout and, mostly, an event of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....values.vector import Vector
from ...layout import Layout, int32
from ...times import mac_times
from ..state import State
from .attributes import file_attributes
from .command import Command, about, only
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_set_info_request",
    "[MS-SMB2] 2.2.39",
    "structure_size:H info_type:B file_info_class:B buffer_length:I buffer_offset:H "
    "reserved:H additional_information:I persistent:Q file_id:Q",
    ends="file_id",
)
RESPONSE = Layout("SMB2_set_info_response", "[MS-SMB2] 2.2.40", "structure_size:H")

BASIC = Layout(
    "SMB2_file_basic_info",
    "[MS-FSCC] 2.4.7",
    "creation_time:Q last_access_time:Q last_write_time:Q change_time:Q "
    "file_attributes:I",
)
RENAME = Layout(
    "SMB2_file_rename_info",
    "[MS-FSCC] 2.4.37.2",
    "replace_if_exists:B :7x root_directory:Q filename_len:I",
    ends="filename_len",
)
LINK = Layout(
    "SMB2_file_link_info",
    "[MS-FSCC] 2.4.21.2",
    "replace_if_exists:B :7x root_directory:Q file_name_length:I",
    ends="file_name_length",
)
DISPOSITION = Layout(
    "SMB2_file_disposition_info", "[MS-FSCC] 2.4.11", "delete_pending:B"
)
POSITION = Layout(
    "SMB2_file_position_info", "[MS-FSCC] 2.4.35", "current_byte_offset:q"
)
FULL_EA = Layout(
    "SMB2_file_fullea_info_element",
    "[MS-FSCC] 2.4.15",
    "next_entry_offset:I flags:B ea_name_length:B ea_value_length:H",
    ends="ea_value_length",
)
MODE = Layout("SMB2_file_mode_info", "[MS-FSCC] 2.4.26", "mode:I")
ALLOCATION = Layout("SMB2_file_allocation_info", "[MS-FSCC] 2.4.4", "allocation_size:q")
END_OF_FILE = Layout("SMB2_file_endoffile_info", "[MS-FSCC] 2.4.13", "end_of_file:q")
PIPE = Layout(
    "SMB2_file_pipe_info", "[MS-FSCC] 2.4.29", "read_mode:I completion_mode:I"
)
VALID_DATA_LENGTH = Layout(
    "SMB2_file_validdatalength_info", "[MS-FSCC] 2.4.49", "valid_data_length:q"
)
SHORT_NAME = Layout(
    "SMB2_file_shortname_info",
    "[MS-FSCC] 2.4.46",
    "filename_length:I",
    ends="filename_length",
)
FS_CONTROL = Layout(
    "SMB2_file_fscontrol_info",
    "[MS-FSCC] 2.5.2",
    "free_space_start_filtering:q free_space_threshold:q free_space_stop_filtering:q "
    "default_quota_threshold:Q default_quota_limit:Q file_system_control_flags:I :4x",
)
FS_OBJECT_ID = Layout(
    "SMB2_file_fsobjectid_info",
    "[MS-FSCC] 2.5.6",
    "persistent:Q object_id:Q",
    ends="object_id",
)
_EXTENDED_INFO_LENGTH = 48

# Makes the last arguments of an event of what was read.
Maker = Callable[[], tuple[Any, ...]]


def _basic(state: State, pdu: Pdu) -> Maker:
    created, accessed, modified, changed, attributes = pdu.read(BASIC)
    times = state.records["SMB::MACTimes"]
    return lambda: (
        mac_times(times, modified, accessed, created, changed),
        file_attributes(state, attributes),
    )


def _rename(state: State, pdu: Pdu) -> Maker:
    _, _, length = pdu.read(RENAME)
    name = pdu.text(length)
    return lambda: (state.text(name),)


def _link(state: State, pdu: Pdu) -> Maker:
    _, root, length = pdu.read(LINK)
    name = pdu.text(length)
    return lambda: (root, state.text(name))


def _disposition(state: State, pdu: Pdu) -> Maker:
    (pending,) = pdu.read(DISPOSITION)
    return lambda: (pending > 0,)


def _short_name(state: State, pdu: Pdu) -> Maker:
    (length,) = pdu.read(SHORT_NAME)
    name = pdu.text(length)
    return lambda: (state.text(name),)


def _full_ea(state: State, pdu: Pdu) -> Maker:
    attributes = []
    while pdu.at < pdu.end:
        entry = pdu.nested()
        following, _, name_length, value_length = entry.read(FULL_EA)
        attributes.append((entry.text(name_length), entry.text(value_length)))
        entry.pad_to("SMB2_file_fullea_info_element:pad_to_next", following)
        pdu.at = entry.at
        if not following:
            break
    return lambda: (_attribute_records(state, attributes),)


def _attribute_records(state: State, attributes: list[tuple[bytes, bytes]]) -> Vector:
    cls = state.records["SMB2::FileEA"]
    return Vector(
        [cls(state.text(name), state.text(value)) for name, value in attributes]
    )


def _fs_control(state: State, pdu: Pdu) -> Maker:
    start, threshold, stop, *rest = pdu.read(FS_CONTROL)
    # Zeek cuts the first three to 32 bits.
    cut = [int32(size) for size in (start, threshold, stop)]
    return lambda: (state.records["SMB2::Fscontrol"](*cut, *rest),)


def _fs_object_id(state: State, pdu: Pdu) -> Maker:
    persistent, volatile = pdu.read(FS_OBJECT_ID)
    info = pdu.text(_EXTENDED_INFO_LENGTH)
    return lambda: (state.guid(persistent, volatile), state.text(info))


def _as_read(layout: Layout) -> Callable[[State, Pdu], Maker]:
    """The reader of a class whose event has just its fields."""

    def read(state: State, pdu: Pdu) -> Maker:
        fields = pdu.read(layout)
        return lambda: fields

    return read


# By type of information and class: the event and what reads its arguments.
CLASSES = {
    (1, 0x04): ("smb2_file_sattr", _basic),
    (1, 0x0A): ("smb2_file_rename", _rename),
    (1, 0x0B): ("smb2_file_link", _link),
    (1, 0x0D): ("smb2_file_delete", _disposition),
    (1, 0x0E): ("smb2_file_position", _as_read(POSITION)),
    (1, 0x0F): ("smb2_file_fullea", _full_ea),
    (1, 0x10): ("smb2_file_mode", _as_read(MODE)),
    (1, 0x13): ("smb2_file_allocation", _as_read(ALLOCATION)),
    (1, 0x14): ("smb2_file_endoffile", _as_read(END_OF_FILE)),
    (1, 0x18): ("smb2_file_pipe", _as_read(PIPE)),
    (1, 0x27): ("smb2_file_validdatalength", _as_read(VALID_DATA_LENGTH)),
    (1, 0x28): ("smb2_file_shortname", _short_name),
    (2, 0x06): ("smb2_file_fscontrol", _fs_control),
    (2, 0x08): ("smb2_file_fsobjectid", _fs_object_id),
}


def request(state: State, pdu: Pdu) -> None:
    """What the client changes."""
    fields = pdu.read(REQUEST)
    offset, persistent, volatile = fields[4], fields[7], fields[8]
    pdu.pad_to_offset("SMB2_set_info_request:pad", offset)
    known = CLASSES.get(fields[1:3])
    if known is None:
        return
    name, read = known
    information = read(state, pdu)
    if event := state.wanted(name):
        file_id = state.guid(persistent, volatile)
        event.queue(*about(state, pdu), file_id, *information())


COMMAND = Command("SET_INFO", request, only(RESPONSE))
