"""CANCEL: a request is taken back ([MS-SMB2] 2.2.30); it has no response."""

from __future__ import annotations

from ...layout import Layout
from .command import Command, nothing, only

REQUEST = Layout(
    "SMB2_cancel_request", "[MS-SMB2] 2.2.30", "structure_size:H reserved:H"
)

COMMAND = Command("CANCEL", only(REQUEST), nothing)
