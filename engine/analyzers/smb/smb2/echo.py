"""ECHO: is the server there? ([MS-SMB2] 2.2.28, 2.2.29)."""

from __future__ import annotations

from ...layout import Layout
from .command import Command, only

REQUEST = Layout("SMB2_echo_request", "[MS-SMB2] 2.2.28", "structure_size:H reserved:H")
RESPONSE = Layout(
    "SMB2_echo_response", "[MS-SMB2] 2.2.29", "structure_size:H reserved:H"
)

COMMAND = Command("ECHO", only(REQUEST), only(RESPONSE))
