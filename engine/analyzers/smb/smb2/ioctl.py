"""IOCTL: control codes, among them a pipe's transactions ([MS-SMB2] 2.2.31, 2.2.32)."""

from __future__ import annotations

from ...layout import Layout, int32
from ..state import State, file_number
from .command import Command
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_ioctl_request",
    "[MS-SMB2] 2.2.31",
    "structure_size:H reserved:H ctl_code:I persistent:Q volatile:Q input_offset:I "
    "input_count:I max_input_response:I output_offset:I output_count:I "
    "max_output_response:I flags:I reserved2:I",
    ends="reserved2",
)
RESPONSE = Layout(
    "SMB2_ioctl_response",
    "[MS-SMB2] 2.2.32",
    "structure_size:H reserved:H ctl_code:I persistent:Q volatile:Q input_offset:I "
    "input_count:I output_offset:I output_count:I flags:I reserved2:I",
    ends="reserved2",
)

FSCTL_PIPE_TRANSCEIVE = 0x0011C017


def request(state: State, pdu: Pdu) -> None:
    """A control code and its input."""
    _, _, code, persistent, volatile, *places = pdu.read(REQUEST)
    input_offset, input_count, _, output_offset, output_count, *_ = places
    data, _ = _buffers(pdu, REQUEST.name, places[0:2], places[3:5])
    file = file_number(persistent, volatile)
    if code == FSCTL_PIPE_TRANSCEIVE:
        state.carried.pipe_data(file, data, True)
    state.bound(state.ioctls, "ioctl")
    state.ioctls[pdu.message_id] = file


def response(state: State, pdu: Pdu) -> None:
    """Its output."""
    _, _, code, _, _, *places = pdu.read(RESPONSE)
    _, data = _buffers(pdu, RESPONSE.name, places[0:2], places[2:4])
    file = state.ioctls.pop(pdu.message_id, 0)
    if code == FSCTL_PIPE_TRANSCEIVE:
        state.carried.pipe_data(file, data, False)


def _buffers(
    pdu: Pdu, name: str, input_place: list[int], output_place: list[int]
) -> tuple[bytes, bytes]:
    """The two buffers, found as Zeek finds them.

    Its padding is what lies between the offset and here, not the other way
    round; so a buffer is found where it follows at once.
    """
    offset, count = input_place
    output_offset, output_count = output_place
    if offset:
        pdu.skip(f"{name}:pad1", _padding(pdu, offset))
    data = pdu.take(f"{name}:input_buffer", count)
    if output_offset and output_offset != offset:
        pdu.skip(f"{name}:pad2", _padding(pdu, output_offset))
    return data, pdu.take(f"{name}:output_buffer", output_count)


def _padding(pdu: Pdu, offset: int) -> int:
    """The bytes to skip as a C int."""
    return int32(pdu.at - pdu.start + pdu.head_length - offset)


COMMAND = Command("IOCTL", request, response)
