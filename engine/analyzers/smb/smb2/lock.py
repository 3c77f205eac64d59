"""LOCK: ranges of a file are locked or unlocked ([MS-SMB2] 2.2.26, 2.2.27)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .command import Command, only
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_lock_request",
    "[MS-SMB2] 2.2.26",
    "structure_size:H lock_count:H lock_sequence:I file_id:16s",
    ends="file_id",
)
RESPONSE = Layout(
    "SMB2_lock_response", "[MS-SMB2] 2.2.27", "structure_size:H reserved:H"
)

# Zeek counts 20 bytes for an element, without the four reserved at its end.
_ELEMENT = 20


def request(state: State, pdu: Pdu) -> None:
    """The ranges to be locked."""
    _, count, *_ = pdu.read(REQUEST)
    pdu.reserve("SMB2_lock_request:locks", count, _ELEMENT)


COMMAND = Command("LOCK", request, only(RESPONSE))
