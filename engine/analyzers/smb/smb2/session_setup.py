"""SESSION_SETUP: who logs in, and as what ([MS-SMB2] 2.2.5, 2.2.6)."""

from __future__ import annotations

from ...layout import Layout
from ..state import State
from .command import Command, about
from .pdu import Pdu

REQUEST = Layout(
    "SMB2_session_setup_request",
    "[MS-SMB2] 2.2.5",
    "structure_size:H flags:B security_mode:B capabilities:I channel:I "
    "security_offset:H security_length:H",
    ends="security_length",
)
RESPONSE = Layout(
    "SMB2_session_setup_response",
    "[MS-SMB2] 2.2.6",
    "structure_size:H session_flags:H security_offset:H security_length:H",
    ends="security_length",
)

GUEST = 0x1
ANONYMOUS = 0x2
ENCRYPT = 0x4

# The login adds this connection to a session, whose keys stay as they are.
BINDING = 0x1


def request(state: State, pdu: Pdu) -> None:
    """A step of the client's login."""
    _, flags, security_mode, _, _, offset, length = pdu.read(REQUEST)
    pdu.pad_to_offset("SMB2_session_setup_request:pad1", offset)
    blob = pdu.take("SMB2_session_setup_request:security_blob", length)
    if event := state.wanted("smb2_session_setup_request"):
        setup = state.records["SMB2::SessionSetupRequest"](security_mode)
        event.queue(*about(state, pdu), setup)
    state.carried.login(blob, True)
    if state.decryption is not None and not flags & BINDING:
        session = pdu.session_id()
        state.decryption.setup_request(pdu.whole(), pdu.message_id, session, blob)


def response(state: State, pdu: Pdu) -> None:
    """The server's answer to it."""
    _, flags, offset, length = pdu.read(RESPONSE)
    pdu.pad_to_offset("SMB2_session_setup_response:pad1", offset)
    blob = pdu.take("SMB2_session_setup_response:security_blob", length)
    if event := state.wanted("smb2_session_setup_response"):
        session_flags = state.records["SMB2::SessionSetupFlags"](
            flags & GUEST > 0, flags & ANONYMOUS > 0, flags & ENCRYPT > 0
        )
        setup = state.records["SMB2::SessionSetupResponse"](session_flags)
        event.queue(*about(state, pdu), setup)
    state.carried.login(blob, False)
    if state.decryption is not None:
        state.decryption.setup_response(
            pdu.whole(), pdu.message_id, pdu.session_id(), pdu.status, blob
        )


COMMAND = Command("SESSION_SETUP", request, response)
