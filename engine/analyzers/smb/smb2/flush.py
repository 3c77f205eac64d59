"""FLUSH: what was written is made permanent ([MS-SMB2] 2.2.17, 2.2.18)."""

from __future__ import annotations

from ...layout import Layout
from .command import Command, only

REQUEST = Layout(
    "SMB2_flush_request",
    "[MS-SMB2] 2.2.17",
    "structure_size:H reserved1:H reserved2:I file_id:16s",
)
RESPONSE = Layout(
    "SMB2_flush_response", "[MS-SMB2] 2.2.18", "structure_size:H reserved:H"
)

COMMAND = Command("FLUSH", only(REQUEST), only(RESPONSE))
