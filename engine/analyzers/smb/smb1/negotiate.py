"""NEGOTIATE: dialects by name, and the one chosen ([MS-CIFS] 2.2.4.52)."""

from __future__ import annotations

from typing import Any

from ....values.record import UNSET
from ....values.vector import Vector
from ...layout import Cursor, Layout, invalid_case
from ...times import from_dos, from_filetime
from ..state import State
from .message import Body, Command, about, oem_text, text

REQUEST = Layout(
    "SMB1_negotiate_request",
    "[MS-CIFS] 2.2.4.52.1",
    "word_count:B byte_count:H",
    ends="byte_count",
)
DIALECT = Layout(
    "SMB_dialect", "[MS-CIFS] 2.2.4.52.1", "buffer_format:B", ends="buffer_format"
)
RESPONSE = Layout(
    "SMB1_negotiate_response",
    "[MS-CIFS] 2.2.4.52.2",
    "word_count:B dialect_index:H",
    ends="dialect_index",
)
CORE = Layout("SMB1_negotiate_core_response", "[MS-CIFS] 2.2.4.52.2", "byte_count:H")
LANMAN = Layout(
    "SMB1_negotiate_lanman_response",
    "[SMB-LM1X]",
    "security_mode:H max_buffer_size:H max_mpx_count:H max_number_vcs:H raw_mode:H "
    "session_key:I server_time:H server_date:H server_tz:H key_length:H reserved:H "
    "byte_count:H",
    ends="byte_count",
)
NTLM = Layout(
    "SMB1_negotiate_ntlm_response",
    "[MS-SMB] 2.2.4.5.2",
    "security_mode:B max_mpx_count:H max_number_vcs:H max_buffer_size:I "
    "max_raw_size:I session_key:I capabilities:I server_time:Q server_tz:H "
    "key_length:B byte_count:H",
    ends="byte_count",
)

CORE_WORDS = 1
LANMAN_WORDS = 13
NTLM_WORDS = 17

EXTENDED_SECURITY = 0x80000000

# The capabilities in the order of SMB1::NegotiateCapabilities.
_CAPABILITIES = (
    *(1 << bit for bit in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15)),
    0x00800000,  # unix
    0x20000000,  # bulk_transfer
    0x40000000,  # compressed_data
    EXTENDED_SECURITY,
)


_FORMS = {
    "core": "SMB1::NegotiateResponseCore",
    "lanman": "SMB1::NegotiateResponseLANMAN",
    "ntlm": "SMB1::NegotiateResponseNTLM",
}


def request(state: State, body: Body) -> None:
    """The names of the client's dialects."""
    _, length = body.read(REQUEST)
    begin = body.at
    body.skip("SMB1_negotiate_request:dialects", length)
    names = Body(Cursor(body.data, begin, body.at), body.message, True, 0, 0)
    dialects = []
    while names.at < names.end:
        names.read(DIALECT)
        dialects.append(oem_text(names.oem()))
    if event := state.wanted("smb1_negotiate_request"):
        event.queue(*about(state, body), Vector(dialects))


def response(state: State, body: Body) -> None:
    """The server's choice, in the form of the dialect chosen."""
    words, index = body.read(RESPONSE)
    inner = body.inner()
    if words == CORE_WORDS:
        inner.read(CORE)
        chosen: dict[str, Any] = {"core": (index,)}
    elif words == LANMAN_WORDS:
        chosen = {"lanman": _lanman(state, inner, words, index)}
    elif words == NTLM_WORDS:
        chosen = {"ntlm": _ntlm(state, inner, words, index)}
    else:
        raise invalid_case(RESPONSE.name, words)
    body.at = inner.at
    if event := state.wanted("smb1_negotiate_response"):
        event.queue(*about(state, body), _response_record(state, chosen))


def _response_record(state: State, chosen: dict[str, Any]) -> Any:
    record = state.records["SMB1::NegotiateResponse"]()
    [(form, values)] = chosen.items()
    setattr(record, form, state.records[_FORMS[form]](*values))
    return record


def _lanman(state: State, body: Body, words: int, index: int) -> tuple[Any, ...]:
    fields = body.read(LANMAN)
    security, buffer_size, mpx, vcs, raw, session_key, time, date, *_ = fields
    key = body.take("SMB1_negotiate_lanman_response:encryption_key", fields[9])
    domain = body.string()
    return (
        words,
        index,
        _security(state, security, 2),
        buffer_size,
        mpx,
        vcs,
        state.records["SMB1::NegotiateRawMode"](raw & 1 > 0, raw & 2 > 0),
        session_key,
        from_dos(time, date),
        key,
        text(state, body, domain),
    )


def _security(state: State, flags: int, known: int) -> Any:
    bits = [flags & 1 << bit > 0 for bit in range(known)]
    return state.records["SMB1::NegotiateResponseSecurity"](*bits)


def _ntlm(state: State, body: Body, words: int, index: int) -> tuple[Any, ...]:
    fields = body.read(NTLM)
    security, mpx, vcs, buffer_size, raw_size, session_key, capabilities, *_ = fields
    key_length, byte_count = fields[-2:]
    extended = capabilities & EXTENDED_SECURITY > 0
    blob = b""
    if extended:
        guid = body.take(f"{NTLM.name}:server_guid", 16)
        blob = body.take(f"{NTLM.name}:security_blob", byte_count - 16)
        rest: tuple[Any, ...] = (UNSET, UNSET, guid)
    else:
        key = body.take(f"{NTLM.name}:encryption_key", key_length)
        rest = (key, text(state, body, body.string()))
    if extended:
        state.carried.login(blob, False)
    bits = [capabilities & bit > 0 for bit in _CAPABILITIES]
    return (
        words,
        index,
        _security(state, security, 4),
        buffer_size,
        mpx,
        vcs,
        raw_size,
        session_key,
        state.records["SMB1::NegotiateCapabilities"](*bits),
        from_filetime(fields[7]),
        *rest,
    )


COMMAND = Command("NEGOTIATE", request, response)
