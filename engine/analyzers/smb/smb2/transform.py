"""The header of an encrypted message ([MS-SMB2] 2.2.41)."""

from __future__ import annotations

from ...layout import Cursor, Layout
from ..state import State

PROTOCOL = b"\xfdSMB"

# Without the four bytes of the protocol id, which the caller has read.
HEADER = Layout(
    "SMB2_transform_header",
    "[MS-SMB2] 2.2.41",
    "signature:16s nonce:16s original_message_size:I reserved:H flags:H session_id:Q",
    ends="signature nonce session_id",
)


def message(state: State, cursor: Cursor) -> None:
    """An encrypted message, of which only this header can be read."""
    signature, nonce, size, _, flags, session_id = cursor.read(HEADER)
    if event := state.wanted("smb2_transform_header"):
        header = state.records["SMB2::Transform_header"](
            signature, nonce, size, flags, session_id
        )
        event.queue(state.connection.record(), header)
