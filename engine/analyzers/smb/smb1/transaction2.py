"""TRANSACTION2: file system operations ([MS-CIFS] 2.2.4.46, 2.2.6)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .message import Body, Command, about, text

REQUEST = Layout(
    "SMB1_transaction2_request",
    "[MS-CIFS] 2.2.4.46.1",
    "word_count:B total_param_count:H total_data_count:H max_param_count:H "
    "max_data_count:H max_setup_count:B reserved1:B flags:H timeout:I reserved2:H "
    "param_count:H param_offset:H data_count:H data_offset:H setup_count:B "
    "reserved3:B subcommand:H byte_count:H",
    ends="byte_count",
)
RESPONSE = Layout(
    "SMB1_transaction2_response",
    "[MS-CIFS] 2.2.4.46.2",
    "word_count:B total_param_count:H total_data_count:H reserved1:H param_count:H "
    "param_offset:H param_displacement:H data_count:H data_offset:H "
    "data_displacement:H setup_count:B reserved2:B byte_count:H",
    ends="byte_count",
)
FIND_FIRST2 = Layout(
    "trans2_find_first2_request",
    "[MS-CIFS] 2.2.6.2.1",
    "search_attributes:H search_count:H flags:H info_level:H search_storage_type:I",
    ends="search_storage_type",
)
QUERY_PATH = Layout(
    "trans2_query_path_info_request",
    "[MS-CIFS] 2.2.6.6.1",
    "information_level:H reserved:I",
    ends="reserved",
)
QUERY_FILE = Layout(
    "trans2_query_file_info_request",
    "[MS-CIFS] 2.2.6.8.1",
    "file_id:H information_level:H",
)
GET_DFS_REFERRAL = Layout(
    "trans2_get_dfs_referral_request",
    "[MS-CIFS] 2.2.6.16.1",
    "max_referral_level:H",
    ends="max_referral_level",
)


def _find_first2(state: State, body: Body) -> None:
    fields = body.read(FIND_FIRST2)
    name = body.string()
    if event := state.wanted("smb1_trans2_find_first2_request"):
        cls = state.records["SMB1::Find_First2_Request_Args"]
        event.queue(*about(state, body), cls(*fields, text(state, body, name)))


def _query_path(state: State, body: Body) -> None:
    body.read(QUERY_PATH)
    name = body.string()
    if event := state.wanted("smb1_trans2_query_path_info_request"):
        event.queue(*about(state, body), text(state, body, name))


def _query_file(state: State, body: Body) -> None:
    body.read(QUERY_FILE)


def _get_dfs_referral(state: State, body: Body) -> None:
    body.read(GET_DFS_REFERRAL)
    name = body.string()
    if event := state.wanted("smb1_trans2_get_dfs_referral_request"):
        event.queue(*about(state, body), text(state, body, name))


# The subcommands whose parameters are read ([MS-CIFS] 2.2.2.2).
SUBCOMMANDS = {
    0x01: _find_first2,
    0x05: _query_path,
    0x07: _query_file,
    0x10: _get_dfs_referral,
}


def request(state: State, body: Body) -> None:
    """A subcommand with its parameters; its own event comes first."""
    fields = body.read(REQUEST)
    subcommand = fields[16]
    body.pad_to_offset(f"{REQUEST.name}:pad1", fields[11])
    if read := SUBCOMMANDS.get(subcommand):
        read(state, body.inner())
    if event := state.wanted("smb1_transaction2_request"):
        _, *counts, _, flags, timeout, _, count, offset, data_count, data_offset, \
            setup_count, _, _, _ = fields  # fmt: skip
        args = state.records["SMB1::Trans2_Args"](
            *counts, flags, timeout, count, offset, data_count, data_offset, setup_count
        )
        event.queue(*about(state, body), args, subcommand)


def response(state: State, body: Body) -> None:
    """Zeek reads over it."""
    *_, byte_count = body.read(RESPONSE)
    body.skip(f"{RESPONSE.name}:stuff", byte_count)


COMMAND = Command("TRANSACTION2", request, response)
