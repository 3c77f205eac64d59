"""TREE_CONNECT_ANDX: a share is opened ([MS-CIFS] 2.2.4.55)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from . import andx
from .message import Body, Command, about, oem_text, text

REQUEST = Layout(
    "SMB1_tree_connect_andx_request",
    "[MS-CIFS] 2.2.4.55.1",
    "word_count:B " + andx.FIELDS + "flags:H password_length:H byte_count:H",
    ends="byte_count",
)
RESPONSE = Layout(
    "SMB1_tree_connect_andx_response",
    "[MS-CIFS] 2.2.4.55.2",
    "word_count:B " + "andx_command:B andx_reserved:B andx:H",
    ends="andx",
)
BYTE_COUNT = Layout(
    "SMB1_tree_connect_andx_response",
    "[MS-CIFS] 2.2.4.55.2",
    "byte_count:H",
    ends="byte_count",
)

_WORDS_WITH_SUPPORT = 3
_PIPE_SERVICE = b"IPC"


def request(state: State, body: Body) -> None:
    """The client names a share and what it takes it for."""
    _, command, _, offset, _, password_length, _ = body.read(REQUEST)
    body.reserve(f"{REQUEST.name}:password", password_length)
    path = body.string()
    service = body.oem()
    andx.follow(state, body, REQUEST.name, command, offset, is_orig=True)
    if event := state.wanted("smb1_tree_connect_andx_request"):
        event.queue(*about(state, body), text(state, body, path), oem_text(service))


def response(state: State, body: Body) -> None:
    """The server tells what it is, and its file system."""
    words, command, _, offset = body.read(RESPONSE)
    name = RESPONSE.name
    if words >= _WORDS_WITH_SUPPORT:
        body.reserve(f"{name}:optional_support", 1, 2)
        body.pad(f"{name}:pad", (words - _WORDS_WITH_SUPPORT) * 2)
    byte_count = body.count(BYTE_COUNT)
    service = body.oem()
    system = b""
    if byte_count > len(service):
        body.expect(f"{name}:native_file_system", 1)
        system = body.string()
    andx.follow(state, body, name, command, offset, is_orig=False)
    if service.startswith(_PIPE_SERVICE):
        state.pipe_trees.add(body.message.tid)
    if event := state.wanted("smb1_tree_connect_andx_response"):
        event.queue(*about(state, body), oem_text(service), text(state, body, system))


COMMAND = Command("TREE_CONNECT_ANDX", request, response)
