"""OPLOCK_BREAK: a lock on caching is given up ([MS-SMB2] 2.2.23 to 2.2.25).

Lease breaks are longer; like Zeek, only the part they share is read.
"""

from __future__ import annotations

from ...layout import Layout
from .command import Command, only

OPLOCK_BREAK = Layout(
    "SMB2_oplock_break",
    "[MS-SMB2] 2.2.23.1",
    "structure_size:H oplock_level:B reserved:B reserved2:I file_id:16s",
)

COMMAND = Command("OPLOCK_BREAK", only(OPLOCK_BREAK), only(OPLOCK_BREAK))
