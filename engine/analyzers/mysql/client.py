"""Packets of the client: its login and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import Cursor, Layout, invalid_case
from . import fields
from .states import (
    COM_CHANGE_USER,
    COM_QUERY,
    CONNECT_ATTRS,
    CONNECT_WITH_DB,
    PLUGIN_AUTH,
    SSL,
    ZSTD_COMPRESSION,
)

if TYPE_CHECKING:
    from .analyzer import MySQLAnalyzer

RESPONSE = Layout(
    "Handshake_Response_Packet_v10",
    "Protocol::HandshakeResponse41",
    "cap_flags:I max_pkt_size:I char_set:B",
    "char_set",
)
OLD_RESPONSE = Layout(
    "Handshake_Response_Packet_v9",
    "Protocol::HandshakeResponse320",
    "cap_flags:H max_pkt_size:3s",
    "max_pkt_size",
)
COMMAND = Layout("Command_Request_Packet", "", "command:B", "command")
LENGTH = Layout("Change_User_Packet", "COM_CHANGE_USER", "auth_plugin_data_len:B")
CHARSET = Layout("Change_User_Packet", "COM_CHANGE_USER", "charset:H")
LEVEL = Layout("Handshake_Plain_v10", "Protocol::HandshakeResponse41", "zstd:B")

_RESERVED = 23


class Client:
    """Reads the packets of a client."""

    def __init__(self, analyzer: MySQLAnalyzer):
        self._analyzer = analyzer
        self._connection = analyzer.connection
        self._state = analyzer.state

    def packet(self, cursor: Cursor, length: int) -> None:
        """One packet behind its header."""
        state = self._state
        if state.is_command_phase:
            self._command(cursor, length)
        elif state.expects_auth:
            data = fields.rest(cursor)
            self._connection.event("mysql_auth_more_data", True, data)
        elif state.version == 10:
            self._login(cursor)
        elif state.version == 9:
            self._old_login(cursor)
        else:
            raise invalid_case("Handshake_Response_Packet", state.version)

    # Logins

    def _login(self, cursor: Cursor) -> None:
        flags, _, _ = cursor.read(RESPONSE)
        cursor.pad("Handshake_Response_Packet_v10:pad", _RESERVED)
        plain = None if flags & SSL else self._plain(cursor.nested(), flags)
        self._state.capabilities = flags
        self._connection.confirm(self._analyzer)
        if plain is None:
            self._analyzer.start_tls()
            self._connection.event("mysql_ssl_request")
            return
        user, password, plugin = plain
        self._connection.event("mysql_handshake", user)
        if flags & PLUGIN_AUTH:
            self._connection.event("mysql_auth_plugin", True, plugin, password)

    def _plain(self, cursor: Cursor, flags: int) -> tuple[bytes, bytes, bytes]:
        user, password = fields.text(cursor), fields.string(cursor)
        plugin = b""
        if flags & CONNECT_WITH_DB:
            fields.text(cursor)
        if flags & PLUGIN_AUTH:
            plugin = fields.optional_text(cursor)
        if flags & CONNECT_ATTRS:
            fields.skip_connection_attributes(cursor)
        if flags & ZSTD_COMPRESSION:
            cursor.count(LEVEL)
        if flags & PLUGIN_AUTH:
            self._state.expects_auth = True
        return user, password, plugin

    def _old_login(self, cursor: Cursor) -> None:
        flags, _ = cursor.read(OLD_RESPONSE)
        user = fields.text(cursor)
        fields.text(cursor)
        if flags & CONNECT_WITH_DB:
            fields.text(cursor)
        self._connection.confirm(self._analyzer)
        self._connection.event("mysql_handshake", user)

    # Commands

    def _command(self, cursor: Cursor, length: int) -> None:
        command = cursor.read(COMMAND)[0]
        if command == COM_QUERY and self._state.has_attributes:
            fields.skip_attributes(cursor)
        begin = cursor.at
        change = None
        if command == COM_CHANGE_USER:
            inner = cursor.nested()
            change = self._change_user(inner, length)
            argument = cursor.data[begin : inner.at]
        else:
            argument = fields.rest(cursor)
        self._state.note_command(command)
        self._connection.event("mysql_command_request", command, argument)
        if change is not None:
            user, plugin, data = change
            self._connection.event("mysql_change_user", user)
            self._connection.event("mysql_auth_plugin", True, plugin, data)

    def _change_user(self, cursor: Cursor, length: int) -> tuple[bytes, bytes, bytes]:
        user = fields.text(cursor)
        size = cursor.count(LENGTH)
        data = cursor.take("Change_User_Packet:auth_plugin_data", size)
        fields.text(cursor)
        cursor.count(CHARSET)
        has_more = cursor.at - cursor.start < length
        plugin = b""
        if has_more and self._state.capabilities & PLUGIN_AUTH:
            plugin = fields.text(cursor)
        if has_more and self._state.capabilities & CONNECT_ATTRS:
            fields.skip_connection_attributes(cursor)
        return user, plugin, data
