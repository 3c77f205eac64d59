"""LOGOFF_ANDX: the end of a session ([MS-CIFS] 2.2.4.54)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from . import andx
from .message import Body, Command

BODY = Layout(
    "SMB1_logoff_andx",
    "[MS-CIFS] 2.2.4.54",
    "word_count:B " + andx.FIELDS + "byte_count:H",
    ends="byte_count",
)


def either(state: State, body: Body) -> None:
    """Request or response; what follows either, Zeek takes for a request."""
    _, command, _, offset, _ = body.read(BODY)
    andx.follow(state, body, BODY.name, command, offset, is_orig=True)
    state.raise_event("smb1_logoff_andx", body.is_orig)


COMMAND = Command("LOGOFF_ANDX", either, either)
