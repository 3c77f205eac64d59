"""SESSION_SETUP_ANDX: a login ([MS-CIFS] 2.2.4.53, [MS-SMB] 2.2.4.6)."""

from __future__ import annotations

from typing import Any

from ....values.record import UNSET
from ...layout import Layout, invalid_case
from ..state import State
from . import andx
from .message import Body, Command, about, text

WORDS = Layout(
    "SMB1_session_setup_andx_request",
    "[MS-CIFS] 2.2.4.53.1",
    "word_count:B",
    ends="word_count",
)
_SIZES = "max_buffer_size:H max_mpx_count:H vc_number:H session_key:I "
LANMAN = Layout(
    "SMB1_session_setup_andx_request_lanman",
    "[SMB-LM1X]",
    andx.FIELDS + _SIZES + "password_length:H reserved:I byte_count:H",
    ends="byte_count",
)
EXTENDED = Layout(
    "SMB1_session_setup_andx_request_ntlm_extended_security",
    "[MS-SMB] 2.2.4.6.1",
    andx.FIELDS + _SIZES + "blob_length:H reserved:I capabilities:I byte_count:H",
    ends="byte_count",
)
NOT_EXTENDED = Layout(
    "SMB1_session_setup_andx_request_ntlm_nonextended_security",
    "[MS-CIFS] 2.2.4.53.1",
    andx.FIELDS
    + _SIZES
    + "oem_length:H unicode_length:H reserved:I capabilities:I byte_count:H",
    ends="byte_count",
)
RESPONSE_WORDS = Layout(
    "SMB1_session_setup_andx_response",
    "[MS-CIFS] 2.2.4.53.2",
    "word_count:B",
    ends="word_count",
)
RESPONSE_LANMAN = Layout(
    "SMB1_session_setup_andx_response_lanman",
    "[MS-CIFS] 2.2.4.53.2",
    andx.FIELDS + "action:H byte_count:H",
    ends="byte_count",
)
RESPONSE_NTLM = Layout(
    "SMB1_session_setup_andx_response_ntlm",
    "[MS-SMB] 2.2.4.6.2",
    andx.FIELDS + "action:H blob_length:H byte_count:H",
    ends="byte_count",
)
_ERROR_LENGTH = 2

GUEST = 0x1

# The capabilities in the order of SMB1::SessionSetupAndXCapabilities.
_CAPABILITIES = (0x0004, 0x0008, 0x0010, 0x0040, 0x0080, 0x0200)

# The structures have the word count before them, which strings are aligned with.
_BEFORE = 1


def request(state: State, body: Body) -> None:
    """The client's credentials in the form that the word count tells."""
    (words,) = body.read(WORDS)
    read = {10: _lanman, 12: _extended, 13: _not_extended}.get(words)
    if read is None:
        raise invalid_case(WORDS.name, words)
    inner = body.inner()
    values = read(state, inner)
    body.at = inner.at
    if event := state.wanted("smb1_session_setup_andx_request"):
        setup = state.records["SMB1::SessionSetupAndXRequest"](words, *values)
        event.queue(*about(state, body), setup)


def _texts(state: State, body: Body, count: int) -> list[bytes]:
    """That many strings, one after the other."""
    return [text(state, body, body.string(_BEFORE)) for _ in range(count)]


def _lanman(state: State, body: Body) -> tuple[Any, ...]:
    command, _, offset, *sizes, length, _, _ = body.read(LANMAN)
    password = body.take(f"{LANMAN.name}:account_password", length)
    account, domain, native_os, native_lanman = _texts(state, body, 4)
    andx.follow(state, body, LANMAN.name, command, offset, is_orig=True)
    return (*sizes, native_os, native_lanman, account, password, domain)


def _extended(state: State, body: Body) -> tuple[Any, ...]:
    command, _, offset, *sizes, length, _, capabilities, _ = body.read(EXTENDED)
    blob = body.take(f"{EXTENDED.name}:security_blob", length)
    names = _texts(state, body, 2)
    andx.follow(state, body, EXTENDED.name, command, offset, is_orig=True)
    state.carried.login(blob, True)
    unset = (UNSET,) * 6
    return (*sizes, *names, *unset, _capabilities(state, capabilities))


def _not_extended(state: State, body: Body) -> tuple[Any, ...]:
    command, _, offset, *sizes, oem, unicode, _, capabilities, _ = body.read(
        NOT_EXTENDED
    )
    name = NOT_EXTENDED.name
    insensitive = body.take(f"{name}:case_insensitive_password", oem)
    sensitive = body.take(f"{name}:case_sensitive_password", unicode)
    account, domain, native_os, native_lanman = _texts(state, body, 4)
    andx.follow(state, body, name, command, offset, is_orig=True)
    return (
        *sizes,
        native_os,
        native_lanman,
        account,
        UNSET,
        domain,
        insensitive,
        sensitive,
        UNSET,
        _capabilities(state, capabilities),
    )


def _capabilities(state: State, flags: int) -> Any:
    bits = [flags & bit > 0 for bit in _CAPABILITIES]
    return state.records["SMB1::SessionSetupAndXCapabilities"](*bits)


def response(state: State, body: Body) -> None:
    """Whether the login went well, and what the server is."""
    (words,) = body.read(RESPONSE_WORDS)
    read = {3: _response_lanman, 4: _response_ntlm}.get(words)
    values: tuple[Any, ...] = ()
    if read is None:
        body.skip(f"{RESPONSE_WORDS.name}:error", _ERROR_LENGTH)
    else:
        inner = body.inner()
        values = read(state, inner)
        body.at = inner.at
    if event := state.wanted("smb1_session_setup_andx_response"):
        setup = state.records["SMB1::SessionSetupAndXResponse"](words, *values)
        event.queue(*about(state, body), setup)


def _response_lanman(state: State, body: Body) -> tuple[Any, ...]:
    command, _, offset, action, byte_count = body.read(RESPONSE_LANMAN)
    names = [b"", b"", b""]
    if byte_count:
        for i, field in enumerate(("native_os", "native_lanman", "primary_domain")):
            body.expect(f"{RESPONSE_LANMAN.name}:{field}", 1)
            names[i] = text(state, body, body.string(_BEFORE))
    andx.follow(state, body, RESPONSE_LANMAN.name, command, offset, is_orig=False)
    return (action & GUEST > 0, *names)


def _response_ntlm(state: State, body: Body) -> tuple[Any, ...]:
    command, _, offset, action, length, _ = body.read(RESPONSE_NTLM)
    blob = body.take(f"{RESPONSE_NTLM.name}:security_blob", length)
    names = _texts(state, body, 2)
    andx.follow(state, body, RESPONSE_NTLM.name, command, offset, is_orig=False)
    state.carried.login(blob, False)
    return (action & GUEST > 0, *names)


COMMAND = Command("SESSION_SETUP_ANDX", request, response)
