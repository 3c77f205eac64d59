"""LOGOFF: the end of a session ([MS-SMB2] 2.2.7, 2.2.8).

Zeek does not read this command's body, so its length is not checked either.
"""

from __future__ import annotations

from .command import Command, nothing

COMMAND = Command("LOGOFF", nothing, nothing)
