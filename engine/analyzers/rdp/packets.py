"""Packets before the encryption: X.224 negotiation, and MCS in GCC's frame."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..asn1 import Encoding
from ..layout import Layout, invalid_case, mismatch, not_allowed
from .settings import EVENTS as SETTINGS_EVENTS
from .settings import Settings

if TYPE_CHECKING:
    from .analyzer import RDPAnalyzer

EVENTS = (
    "rdp_connect_request",
    "rdp_negotiation_response",
    "rdp_negotiation_failure",
    "rdp_gcc_server_create_response",
    *SETTINGS_EVENTS,
)

COTP = Layout("COTP", "RFC 1006", "cotp_len:B pdu:B", "pdu")
REQUEST = Layout(
    "Connect_Request",
    "[MS-RDPBCGR] 2.2.1.1",
    "destination_reference:H source_reference:H flow_control:B",
    "flow_control",
)
NEGOTIATION = Layout(
    "RDP_Negotiation_Request",
    "[MS-RDPBCGR] 2.2.1.1.1",
    "type:B flags:B length:H requested_protocols:I",
)
CONFIRM = Layout(
    "Connect_Confirm",
    "[MS-RDPBCGR] 2.2.1.2",
    "destination_reference:H source_reference:H flags:B",
    "flags",
)
RECORD = Layout(
    "Connect_Confirm_Record",
    "[MS-RDPBCGR] 2.2.1.2.1, 2.2.1.2.2",
    "response_type:B flags:B length:H value:I",
)
DATA = Layout(
    "DT_Data",
    "[MS-RDPBCGR] 2.2.1.3",
    "tpdu_number:B application_defined_type:B application_type:B",
    "application_type",
)
CLIENT_LENGTH = Layout("Client_Header", "T.125 7", "user_data_length:I")
SERVER_LENGTH = Layout("Server_Header", "T.125 7", "user_data_length:I")
TYPE_LENGTH = Layout("Server_Header", "T.125 7", "type_length:3s", "type_length")
KEY_LENGTH = Layout("", "T.124 8.7", "key_object_length:H", "key_object_length", ">")
CLIENT_KEY = Layout(
    "GCC_Client_Connection_Data", "T.124 8.7", "connect_data_connect_pdu:H", order=">"
)
SERVER_KEY = Layout(
    "GCC_Server_Connection_Data", "T.124 8.7", "connect_data_connect_pdu:B", order=">"
)
CLIENT_CREATE = Layout(
    "GCC_Client_Create_Request",
    "T.124 8.7",
    "extension_bit:B privileges:B numeric_length:B numeric:B termination_method:B"
    " number_user_data_sets:B user_data_value_present:B h221_nonstandard_length:B",
    "h221_nonstandard_length",
    ">",
)
SERVER_CREATE = Layout(
    "GCC_Server_Create_Response",
    "T.124 8.7",
    "extension_bit:B node_id:H tag_length:B tag:B result:B number_user_data_sets:B"
    " user_data_value_present:B h221_nonstandard_length:B",
    "h221_nonstandard_length",
    ">",
)
CLIENT_VALUES = Layout(
    "GCC_Client_Create_Request", "T.124 8.7", "user_data_value_length:H", order=">"
)
SERVER_VALUES = Layout(
    "GCC_Server_Create_Response", "T.124 8.7", "user_data_value_length:H", order=">"
)

CONNECT_CONFIRM, CONNECT_REQUEST, DATA_PDU = 0xD0, 0xE0, 0xF0
FROM_CLIENT, FROM_SERVER = 0x65, 0x66
RESPONSE, FAILURE = 2, 3

_NEGOTIATION_LENGTH = 8
_TPKT = 4
_COOKIE = b"Cookie: mstshash="
_VALUE = re.compile(rb"[^\r]*")
_SOURCE = "rdp/rdp-protocol.pac"


class Packets:
    """Reads packets of both sides for one analyzer."""

    def __init__(self, analyzer: RDPAnalyzer):
        self._analyzer = analyzer
        self._connection = analyzer.connection
        self._settings = Settings(analyzer)
        self._odd = analyzer.connection.net.weirds.general

    def read(self, data: bytes) -> None:
        """One packet with its header."""
        cursor = Encoding(data, _TPKT, len(data), self._odd)
        length, pdu = cursor.read(COTP)
        inner = cursor.inner()
        if pdu == CONNECT_REQUEST:
            self._request(inner, length)
        elif pdu == CONNECT_CONFIRM:
            self._confirm(inner, length)
        elif pdu == DATA_PDU:
            _, _, kind = inner.read(DATA)
            if kind == FROM_CLIENT:
                self._client(inner.inner())
            elif kind == FROM_SERVER:
                self._server(inner.inner())

    # Negotiation

    def _request(self, cursor: Encoding, length: int) -> None:
        """X.224 Connection Request."""
        cursor.read(REQUEST)
        cookie = self._cookie(cursor)
        flags = 0
        # What the length tells in excess of what was read.
        if cursor.at - cursor.start + 2 - length - 1:
            _, flags, size, _ = cursor.inner().read(NEGOTIATION)
            if size != _NEGOTIATION_LENGTH:
                raise not_allowed("RDP_Negotiation_Request:length")
        self._connection.event("rdp_connect_request", cookie, flags)

    def _cookie(self, cursor: Encoding) -> bytes:
        """The user's name, or part of it."""
        data, at = cursor.data, cursor.at
        if not data.startswith(_COOKIE, at):
            return b""
        found = _VALUE.match(data, at + len(_COOKIE))
        assert found is not None
        after = found.end()
        if not data.startswith(b"\r\n", after):
            raise mismatch(f"{_SOURCE}:85", r"\x0d\x0a", data[after:])
        cursor.at = after + 2
        return found[0]

    def _confirm(self, cursor: Encoding, length: int) -> None:
        """X.224 Connection Confirm."""
        cursor.read(CONFIRM)
        if not cursor.at - cursor.start + 2 - length - 1:
            return
        kind, flags, size, value = cursor.inner().read(RECORD)
        if kind == RESPONSE:
            if size != _NEGOTIATION_LENGTH:
                raise not_allowed("RDP_Negotiation_Response:length")
            if value:
                self._analyzer.go_encrypted(value)
            self._connection.event("rdp_negotiation_response", value, flags)
        elif kind == FAILURE:
            self._connection.event("rdp_negotiation_failure", value, flags)
        else:
            raise invalid_case("Connect_Confirm_Record", kind)

    # Settings

    def _client(self, cursor: Encoding) -> None:
        """MCS Connect Initial ([MS-RDPBCGR] 2.2.1.3)."""
        for _ in range(4):
            cursor.value()
        for name in ("targ", "min", "max"):
            meta = cursor.meta()
            cursor.skip(f"Client_Header:{name}_parameters_pad", meta.length)
        cursor.count(CLIENT_LENGTH)
        _connection_data(cursor, CLIENT_KEY)
        inner = cursor.inner()
        inner.read(CLIENT_CREATE)
        _expect(inner, b"Duca", 196)
        inner.count(CLIENT_VALUES)
        cursor.at = inner.at
        self._settings.read(cursor)

    def _server(self, cursor: Encoding) -> None:
        """MCS Connect Response ([MS-RDPBCGR] 2.2.1.4)."""
        cursor.read(TYPE_LENGTH)
        cursor.value()
        cursor.value()
        meta = cursor.meta()
        cursor.skip("Server_Header:domain_parameters", meta.length)
        cursor.count(SERVER_LENGTH)
        _connection_data(cursor, SERVER_KEY)
        inner = cursor.inner()
        result = inner.read(SERVER_CREATE)[4]
        _expect(inner, b"McDn", 310)
        inner.count(SERVER_VALUES)
        cursor.at = inner.at
        self._connection.confirm(self._analyzer)
        self._connection.event("rdp_gcc_server_create_response", result)
        self._settings.read(cursor)


def _connection_data(cursor: Encoding, pdu: Layout) -> None:
    """The key of GCC, and the length of what follows."""
    inner = cursor.inner()
    if inner.end - inner.at < KEY_LENGTH.size:
        raise Layout(pdu.name, pdu.section, "key_object_length:H").shortage(
            inner.end - inner.at
        )
    length = inner.read(KEY_LENGTH)[0]
    inner.reserve(f"{pdu.name}:key_object", length)
    inner.count(pdu)
    cursor.at = inner.at


def _expect(cursor: Encoding, text: bytes, line: int) -> None:
    if not cursor.data.startswith(text, cursor.at, cursor.end):
        rest = cursor.data[cursor.at : cursor.end]
        raise mismatch(f"{_SOURCE}:{line}", text.decode(), rest)
    cursor.at += len(text)
