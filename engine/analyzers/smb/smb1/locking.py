"""LOCKING_ANDX: ranges of a file are locked ([MS-CIFS] 2.2.4.32).

Zeek never learns whether ranges have 32 or 64 bits, so each request is an error.
"""

from __future__ import annotations

from ...layout import Layout, invalid_case
from ..state import State
from . import andx
from .message import Body, Command

REQUEST = Layout(
    "SMB1_locking_andx_request",
    "[MS-CIFS] 2.2.4.32.1",
    "word_count:B "
    + andx.FIELDS
    + "file_id:H type_of_lock:B new_oplock_level:B timeout:I unlocks:H locks:H "
    "bytecount:H",
    ends="bytecount",
)


def request(state: State, body: Body) -> None:
    """The ranges, which cannot be read."""
    body.read(REQUEST)
    raise invalid_case(REQUEST.name, 0)


def response(state: State, body: Body) -> None:
    """Nothing is read of it."""


COMMAND = Command("LOCKING_ANDX", request, response)
