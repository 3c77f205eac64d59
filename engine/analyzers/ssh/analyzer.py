"""The stream of each side: its version, packets in the clear, encrypted data."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ..conn import UNKNOWN_PACKET
from ..contract import Analyzer, ParseError
from ..flow_buffer import Flow, FlowBuffer, Unit
from ..layout import int32, invalid_case, mismatch
from .key_exchange import EVENTS as KEY_EXCHANGE_EVENTS
from .key_exchange import KeyExchange
from .logins import Logins
from .states import SSH1, SSH2, UNKNOWN, State, Versions

if TYPE_CHECKING:
    from ..conn import Connection

_VERSION = re.compile(rb"SSH-[^\n]*")
# What servers may say before it, as far as Zeek reads it.
_BANNER = re.compile(rb"[^\[\xc0\xc1]*")
_LENGTH = 4


class SSHAnalyzer(Analyzer):
    """Both sides of a session."""

    name = "SSH"
    EVENTS = (
        "ssh_client_version",
        "ssh_server_version",
        "ssh_server_pre_banner_data",
        "ssh_encrypted_packet",
        "ssh_auth_attempted",
        "ssh_auth_successful",
        *KEY_EXCHANGE_EVENTS,
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self.states = {True: State.VERSION_EXCHANGE, False: State.VERSION_EXCHANGE}
        self.versions = Versions()
        self._logins = Logins(connection)
        self._key_exchange = KeyExchange(self)
        self._flows = {
            is_orig: Flow(partial(self._unit, is_orig)) for is_orig in (True, False)
        }
        self._encrypted = 0
        "Encrypted bytes of the piece at hand."
        self._had_gap = False

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One segment, whose length tells something if it is encrypted."""
        if self._had_gap or getattr(self.connection, "partial", False):
            return
        if self.states[is_orig] is State.ENCRYPTED:
            self._encrypted_segment(len(data), is_orig)
            return
        self._encrypted = 0
        try:
            self._flows[is_orig].feed(data)
        except ParseError as error:
            self.connection.violation(self, str(error))
        if self._encrypted:
            self._encrypted_segment(self._encrypted, is_orig)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more."""
        self._had_gap = True

    def weird(self, name: str, addl: str) -> None:
        """Something odd in the protocol."""
        self.connection.weird(name, addl, self.name)

    def exceeded(self, name: str, addl: str) -> None:
        """Something that is more than scripts allow."""
        self.connection.mark(UNKNOWN_PACKET, "X")
        self.weird(name, addl)

    def limit(self, name: str) -> int:
        """A limit that scripts set; 0 is none."""
        return int(self.connection.rt.value(f"SSH::{name}"))

    # Units of the stream

    def _unit(self, is_orig: bool, flow: FlowBuffer) -> Unit:
        """What comes next in a direction."""
        state = self.states[is_orig]
        if state is State.VERSION_EXCHANGE:
            return self._client(flow) if is_orig else self._server(flow)
        if state is State.ENCRYPTED:
            return self._encrypted_byte(flow)
        return self._packet(is_orig, flow)

    def _client(self, flow: FlowBuffer) -> Unit:
        """The client's first line."""
        line = yield from flow.line()
        found = _VERSION.match(line)
        if not found:
            raise mismatch("ssh/ssh-protocol.pac:45", "SSH-.*", line)
        self._note_version(found[0], True)
        self.connection.event("ssh_client_version", found[0])

    def _server(self, flow: FlowBuffer) -> Unit:
        """One of the server's first lines, the last of which has its version."""
        line = yield from flow.line()
        found = _VERSION.match(line)
        version = found[0] if found else b""
        if version:
            self._note_version(version, False)
        if version and self.connection.net.handler("ssh_server_version").wanted:
            self.connection.event("ssh_server_version", version)
            return
        banner = _BANNER.match(line, len(version))
        assert banner is not None
        self.connection.event("ssh_server_pre_banner_data", banner[0])

    def _note_version(self, version: bytes, is_orig: bool) -> None:
        self.states[is_orig] = State.KEX_INIT
        self.versions.add(version, is_orig)

    def _encrypted_byte(self, flow: FlowBuffer) -> Unit:
        """What follows in a segment behind the last packet in the clear."""
        yield from flow.frame(1)
        self._encrypted += 1

    def _packet(self, is_orig: bool, flow: FlowBuffer) -> Unit:
        """A packet in the clear (RFC 4253 6)."""
        head = yield from flow.frame(_LENGTH)
        length = self._capped(int.from_bytes(head, "big"))
        version = self.versions.agreed
        if version == UNKNOWN:
            raise invalid_case("SSH_Key_Exchange", version)
        padding = 8 - length % 8 if version == SSH1 else 0
        whole = yield from flow.grow(int32(length + _LENGTH + padding))
        if self.versions.agreed == SSH2:
            self._key_exchange.packet(whole, length, is_orig)
        else:
            self._key_exchange.old_packet(whole, length, is_orig)

    def _capped(self, length: int) -> int:
        limit = self.limit("max_packet_length")
        if not 0 < limit < length:
            return length
        self.exceeded("SSH_max_packet_length_exceeded", f"{length} > {limit}")
        return limit

    # Encrypted data

    def _encrypted_segment(self, length: int, is_orig: bool) -> None:
        self.connection.event("ssh_encrypted_packet", is_orig, length)
        if self.versions.agreed == SSH2:
            self._logins.segment(length, is_orig)
