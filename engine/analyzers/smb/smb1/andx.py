"""AndX: a command that has another one behind it ([MS-CIFS] 2.2.3.4)."""

from __future__ import annotations

from ..state import State
from .message import Body

NO_FURTHER_COMMAND = 0xFF

# The fields that layouts of AndX commands begin with, behind the word count.
FIELDS = "andx_command:B andx_reserved:B andx_offset:H "

# However high scripts set the limit, a chain has to end.
_DEPTH_MAX = 200


def follow(
    state: State, body: Body, name: str, command: int, offset: int, *, is_orig: bool
) -> None:
    """Read the next body of the chain, whose events come before this one's.

    Zeek goes to its offset only when that is next; it stops where offsets do not
    advance or the chain is too long.
    """
    here = body.offset + body.at - body.start
    if offset and offset < here + 2:
        body.skip(f"{name}:extra_byte_parameters", offset - here)
    stuck = offset <= body.offset
    limit = state.max_andx_depth
    if command == NO_FURTHER_COMMAND:
        return
    if not stuck and body.depth <= min(limit or _DEPTH_MAX, _DEPTH_MAX):
        following = body.offset + body.at - body.start
        inner = Body(body, body.message, is_orig, following, body.depth + 1)
        dispatch(state, inner, command)
        body.at = inner.at
    if stuck:
        state.odd("smb_andx_offset_not_advancing")
    if 0 < limit <= body.depth:
        state.odd("smb_andx_depth_exceeded")


def dispatch(state: State, body: Body, number: int) -> None:
    """Read one body by its command."""
    command = body.message.commands.get(number)
    if command is None:
        body.at = body.end
    else:
        (command.request if body.is_orig else command.response)(state, body)
