"""TRANSACTION: mostly with named pipes ([MS-CIFS] 2.2.4.33)."""

from __future__ import annotations

from enum import Enum

from ...layout import Layout
from ..state import State
from .message import Body, Command, about, text

REQUEST = Layout(
    "SMB1_transaction_request",
    "[MS-CIFS] 2.2.4.33.1",
    "word_count:B total_param_count:H total_data_count:H max_param_count:H "
    "max_data_count:H max_setup_count:B reserved1:B flags:H timeout:I reserved2:H "
    "param_count:H param_offset:H data_count:H data_offset:H setup_count:B reserved3:B",
    ends="reserved3",
)
RESPONSE = Layout(
    "SMB1_transaction_response",
    "[MS-CIFS] 2.2.4.33.2",
    "word_count:B total_param_count:H total_data_count:H reserved:H param_count:H "
    "param_offset:H param_displacement:H data_count:H data_offset:H "
    "data_displacement:H setup_count:B reserved2:B",
    ends="reserved2",
)
REQUEST_BYTES = Layout(
    "SMB1_transaction_request",
    "[MS-CIFS] 2.2.4.33.1",
    "byte_count:H",
    ends="byte_count",
)
RESPONSE_BYTES = Layout(
    "SMB1_transaction_response",
    "[MS-CIFS] 2.2.4.33.2",
    "byte_count:H",
    ends="byte_count",
)

# With so many words the first of the setup is no subcommand.
_WORDS_OF_OTHER_DIALECT = 16


class Kind(Enum):
    """What a transaction is with, told from its name."""

    PIPE = r"\PIPE" "\\"
    RAP = r"\PIPE\LANMAN"
    UNKNOWN = ""


def kind_of(name: bytes, unicode: bool) -> Kind:
    """The kind of a transaction; only every other byte counts in UTF-16."""
    letters = name[::2] if unicode else name
    if letters.startswith(Kind.RAP.value.encode()):
        return Kind.RAP
    return Kind.PIPE if letters.startswith(Kind.PIPE.value.encode()) else Kind.UNKNOWN


def request(state: State, body: Body) -> None:
    """The name, subcommand, parameters and data."""
    words, *_, setup_count, _ = fields = body.read(REQUEST)
    count, offset, data_count, data_offset = fields[10:14]
    setup = body.numbers(f"{REQUEST.name}:setup", setup_count)
    body.count(REQUEST_BYTES)
    raw = body.string()
    body.pad_to_offset(f"{REQUEST.name}:pad1", offset)
    parameters = body.take(f"{REQUEST.name}:parameters", count)
    body.pad_to_offset(f"{REQUEST.name}:pad2", data_offset)
    message = body.message
    kind = kind_of(raw, message.unicode)
    data = body.rest()
    if kind is Kind.PIPE:
        state.carried.pipe_data(0, data, True)
    on_pipe = kind is Kind.UNKNOWN and message.tid in state.pipe_trees
    state.smb1_pipes[message.mid] = kind is Kind.PIPE or on_pipe
    if event := state.wanted("smb1_transaction_request"):
        subcommand = setup[0] if setup and words != _WORDS_OF_OTHER_DIALECT else 0
        name = text(state, body, raw)
        payload = data if data_count else b""
        event.queue(*about(state, body), name, subcommand, parameters, payload)


def response(state: State, body: Body) -> None:
    """The parameters and data that come back."""
    *fields, setup_count, _ = body.read(RESPONSE)
    count, offset, _, data_count, data_offset = fields[4:9]
    body.numbers(f"{RESPONSE.name}:setup", setup_count)
    body.count(RESPONSE_BYTES)
    body.pad_to_offset(f"{RESPONSE.name}:pad0", offset)
    parameters = body.take(f"{RESPONSE.name}:parameters", count)
    body.pad_to_offset(f"{RESPONSE.name}:pad1", data_offset)
    data = b""
    if data_count:
        body.expect(f"{RESPONSE.name}:data", 1)
        data = body.rest()
        if state.smb1_pipes.pop(body.message.mid, False):
            state.carried.pipe_data(0, data, False)
    if event := state.wanted("smb1_transaction_response"):
        event.queue(*about(state, body), parameters, data)


COMMAND = Command("TRANSACTION", request, response)
