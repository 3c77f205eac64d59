"""Blocks in which client and server tell what they are ([MS-RDPBCGR] 2.2.1.3.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...values.vector import Vector
from ..layout import Cursor, Layout, invalid_case, not_allowed, out_of_bound
from ..strings import utf16_to_utf8
from . import certificates

if TYPE_CHECKING:
    from .analyzer import RDPAnalyzer

EVENTS = (
    "rdp_client_core_data",
    "rdp_client_security_data",
    "rdp_client_network_data",
    "rdp_client_cluster_data",
    "rdp_server_security",
    "rdp_server_certificate",
)

HEADER = Layout("Data_Block:header", "[MS-RDPBCGR] 2.2.1.3.1", "type:H length:H")
CLIENT_CORE = Layout(
    "Client_Core_Data",
    "[MS-RDPBCGR] 2.2.1.3.2",
    "version_major:H version_minor:H desktop_width:H desktop_height:H color_depth:H"
    " sas_sequence:H keyboard_layout:I client_build:I client_name:32s keyboard_type:I"
    " keyboard_sub:I keyboard_function_key:I ime_file_name:64s"
    " post_beta2_color_depth:H client_product_id:H serial_number:I high_color_depth:H"
    " supported_color_depths:H early_capability_flags:H dig_product_id:64s",
    "client_build client_name keyboard_function_key ime_file_name"
    " early_capability_flags dig_product_id",
)
CLIENT_SECURITY = Layout(
    "Client_Security_Data",
    "[MS-RDPBCGR] 2.2.1.3.3",
    "encryption_methods:I ext_encryption_methods:I",
)
CLIENT_NETWORK = Layout(
    "Client_Network_Data", "[MS-RDPBCGR] 2.2.1.3.4", "channel_count:I", "channel_count"
)
CHANNEL = Layout(
    "Client_Channel_Def",
    "[MS-RDPBCGR] 2.2.1.3.4.1",
    "name:8s options:I",
    "name options",
)
CLIENT_CLUSTER = Layout(
    "Client_Cluster_Data", "[MS-RDPBCGR] 2.2.1.3.5", "flags:I redir_session_id:I"
)
SERVER_CORE = Layout(
    "Server_Core_Data",
    "[MS-RDPBCGR] 2.2.1.4.2",
    "version_major:H version_minor:H",
    "version_minor",
)
PROTOCOLS = Layout(
    "Server_Core_Data", "[MS-RDPBCGR] 2.2.1.4.2", "client_requested_protocols:I"
)
SERVER_SECURITY = Layout(
    "Server_Security_Data",
    "[MS-RDPBCGR] 2.2.1.4.3",
    "encryption_method:I encryption_level:I server_random_length:I"
    " server_cert_length:I",
    "server_cert_length",
)
SERVER_NETWORK = Layout(
    "Server_Network_Data", "[MS-RDPBCGR] 2.2.1.4.4", "mcs_channel_id:H channel_count:H"
)

_WITHOUT_PROTOCOLS = 8
_MAX_CHANNELS = 1000
_RANDOM = 0x20
_MAX_DATA = 262144

# Bits in the order of the records' fields.
_CAPABILITIES = (0x01, 0x02, 0x04, 0x08, 0x40, 0x80, 0x100, 0x200, 0x400)
_CHANNEL_OPTIONS = (
    0x80000000,
    0x40000000,
    0x20000000,
    0x10000000,
    0x08000000,
    0x04000000,
    0x02000000,
    0x00800000,
    0x00400000,
    0x00200000,
    0x00100000,
)


def bits(number: int, wanted: tuple[int, ...]) -> list[bool]:
    """Which of some bits are set."""
    return [number & bit > 0 for bit in wanted]


class Settings:
    """Reads the blocks of both sides for one analyzer."""

    def __init__(self, analyzer: RDPAnalyzer):
        self._analyzer = analyzer
        self._connection = analyzer.connection

    def read(self, cursor: Cursor) -> None:
        """Blocks up to the end of the packet."""
        while cursor.at < cursor.end:
            inner = cursor.nested()
            kind, length = inner.read(HEADER)
            begin = inner.at
            inner.skip("Data_Block:block", length - HEADER.size)
            block = Cursor(cursor.data, begin, inner.at)
            cursor.at = inner.at
            read = _BLOCKS.get(kind)
            if read is not None:
                read(self, block, length)

    def _make(self, name: str, *values: Any) -> Any:
        return self._connection.rt.record(f"RDP::{name}")(*values)

    def _wants(self, event: str) -> bool:
        return self._connection.net.handler(event).wanted

    # The client's

    def _client_core(self, block: Cursor, length: int) -> None:
        fields = block.read(CLIENT_CORE)
        self._connection.confirm(self._analyzer)
        if not self._wants("rdp_client_core_data"):
            return
        shown = list(fields)
        for place in (8, 12, 19):
            shown[place] = utf16_to_utf8(shown[place], self._connection)
        flags = bits(shown[18], _CAPABILITIES)
        shown[18] = self._make("EarlyCapabilityFlags", *flags)
        data = self._make("ClientCoreData", *shown)
        self._connection.event("rdp_client_core_data", data)

    def _client_security(self, block: Cursor, length: int) -> None:
        fields = block.read(CLIENT_SECURITY)
        if self._wants("rdp_client_security_data"):
            data = self._make("ClientSecurityData", *fields)
            self._connection.event("rdp_client_security_data", data)

    def _client_network(self, block: Cursor, length: int) -> None:
        count = block.read(CLIENT_NETWORK)[0]
        if count > _MAX_CHANNELS:
            raise not_allowed("Client_Network_Data:channel_count")
        given = block.end - block.at
        if count > given // CHANNEL.size:
            where = "Client_Network_Data:channel_def_array"
            raise out_of_bound(where, count, given)
        channels = [block.read(CHANNEL) for _ in range(count)]
        if channels and self._wants("rdp_client_network_data"):
            listed = Vector([self._channel(*fields) for fields in channels])
            self._connection.event("rdp_client_network_data", listed)

    def _channel(self, name: bytes, options: int) -> Any:
        known = bits(options, _CHANNEL_OPTIONS)
        return self._make("ClientChannelDef", name, options, *known)

    def _client_cluster(self, block: Cursor, length: int) -> None:
        flags, session = block.read(CLIENT_CLUSTER)
        if self._wants("rdp_client_cluster_data"):
            supported, is_valid, smartcard = bits(session, (1, 2, 0x40))
            known = supported, session & 0x3C, is_valid, smartcard
            data = self._make("ClientClusterData", flags, session, *known)
            self._connection.event("rdp_client_cluster_data", data)

    # The server's

    def _server_core(self, block: Cursor, length: int) -> None:
        block.read(SERVER_CORE)
        if length != _WITHOUT_PROTOCOLS:
            block.count(PROTOCOLS)

    def _server_network(self, block: Cursor, length: int) -> None:
        block.read(SERVER_NETWORK)

    def _server_security(self, block: Cursor, length: int) -> None:
        method, level, random_length, certificate_length = block.read(SERVER_SECURITY)
        if random_length != _RANDOM and (method or level or random_length):
            raise not_allowed("Server_Security_Data:server_random_length")
        if random_length > _MAX_DATA:
            raise not_allowed("Server_Security_Data:server_cert_length")
        block.skip("Server_Security_Data:server_random", random_length)
        begin = block.at
        block.skip("Server_Security_Data:server_certificate", certificate_length)
        self._server_certificate(Cursor(block.data, begin, block.at))
        if method and level:
            self._analyzer.go_encrypted(0)
        self._connection.confirm(self._analyzer)
        self._connection.event("rdp_server_security", method, level)

    def _server_certificate(self, cursor: Cursor) -> None:
        version = cursor.read(certificates.VERSION)[0]
        kind = version & 0x7FFFFFFF
        if kind == certificates.PROPRIETARY:
            certificates.skip_proprietary(cursor)
        elif kind == certificates.X509:
            for certificate in certificates.x509(cursor):
                certificates.give(self._analyzer, certificate)
        else:
            raise invalid_case("Server_Certificate", kind)
        is_permanent = not version & 0x80000000
        self._connection.event("rdp_server_certificate", kind, is_permanent)


_Read = Callable[[Settings, Cursor, int], None]
_BLOCKS: dict[int, _Read] = {
    0xC001: Settings._client_core,
    0xC002: Settings._client_security,
    0xC003: Settings._client_network,
    0xC004: Settings._client_cluster,
    0x0C01: Settings._server_core,
    0x0C02: Settings._server_security,
    0x0C03: Settings._server_network,
}
"""Blocks by their types."""
