"""The body of a response that tells of an error ([MS-SMB2] 2.2.2)."""

from __future__ import annotations

from ...layout import Layout
from .pdu import Pdu

ERROR = Layout(
    "SMB2_error_response",
    "[MS-SMB2] 2.2.2",
    "structure_size:H :2x byte_count:I",
    ends="byte_count",
)

STATUS_NOTIFY_ENUM_DIR = 0x0000010C
STATUS_BUFFER_OVERFLOW = 0x80000005
STATUS_INVALID_PARAMETER = 0xC000000D
STATUS_MORE_PROCESSING_REQUIRED = 0xC0000016

# The commands that, with such a status, answer as if all were well
# ([MS-SMB2] 3.3.4.4).
_NO_ERROR = {
    STATUS_NOTIFY_ENUM_DIR: (15,),
    STATUS_BUFFER_OVERFLOW: (8, 11, 16),
    STATUS_INVALID_PARAMETER: (11,),
    STATUS_MORE_PROCESSING_REQUIRED: (1,),
}


def is_error(pdu: Pdu) -> bool:
    """Whether the body is an error rather than the command's response."""
    if pdu.is_orig or not pdu.status:
        return False
    return pdu.command not in _NO_ERROR.get(pdu.status, ())


def read(pdu: Pdu) -> None:
    """Read over the body."""
    _, count = pdu.read(ERROR)
    pdu.skip("SMB2_error_response:stuff", count)
