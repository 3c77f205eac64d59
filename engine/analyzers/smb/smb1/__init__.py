"""SMB 1 ([MS-CIFS], [MS-SMB]): recognised; its commands are not read yet."""

from __future__ import annotations

from ..layout import Cursor
from ..state import State

PROTOCOL = b"\xffSMB"

EVENTS: tuple[str, ...] = ()


def message(state: State, cursor: Cursor, is_orig: bool) -> None:
    """One message; nothing is raised for it."""
