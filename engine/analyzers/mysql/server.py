"""Packets of the server: its greeting, the end of logins, results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...values.vector import Vector
from ..layout import Cursor, Layout, invalid_case, not_allowed, out_of_bound
from . import fields
from .states import PLUGIN_AUTH, QUERY_ATTRIBUTES, Expected

if TYPE_CHECKING:
    from .analyzer import MySQLAnalyzer

TYPE = Layout("Command_Response_Status", "", "pkt_type:B", "pkt_type")
VERSION = Layout("Initial_Handshake_Packet", "", "version:B", "version")
GREETING = Layout(
    "Handshake_v10",
    "Protocol::HandshakeV10",
    "connection_id:I auth_plugin_data_part_1:8s filler_1:B capability_flag_1:H"
    " character_set:B status_flags:H capability_flags_2:H auth_plugin_data_len:B",
    "connection_id auth_plugin_data_part_1 auth_plugin_data_len",
)
OLD_GREETING = Layout("Handshake_v9", "Protocol::HandshakeV9", "connection_id:I")
ERROR = Layout("ERR_Packet", "ERR_Packet", "code:H state:6s", "code state")
EOF = Layout("EOF_Packet", "EOF_Packet", "warnings:H status:H")
COLUMN = Layout(
    "ColumnDefinition41",
    "Protocol::ColumnDefinition41",
    "char_set:H col_len:I type:B flags:H decimals:B filler:2s",
    "decimals filler",
)

OK_PACKET, MORE_DATA, EOF_PACKET, ERROR_PACKET = 0x00, 0x01, 0xFE, 0xFF

_RESERVED = 10
_LEAST_SCRAMBLE, _SHORT_SCRAMBLE = 21, 13
_FIRST_PART = 8
# A packet that is longer than this ends no result by itself.
_EOF_LENGTH = 13


class Server:
    """Reads the packets of a server."""

    def __init__(self, analyzer: MySQLAnalyzer):
        self._connection = analyzer.connection
        self._state = analyzer.state

    def packet(self, cursor: Cursor, sequence: int, length: int) -> None:
        """One packet behind its header."""
        state = self._state
        is_initial = sequence == 0 and state.last_sequence != 0xFF
        if state.is_command_phase:
            _RESPONSES[state.expected](self, cursor, length)
        elif is_initial:
            self._greeting(cursor)
        else:
            self._login(cursor)
        state.last_sequence = sequence

    # Logins

    def _greeting(self, cursor: Cursor) -> None:
        version = cursor.read(VERSION)[0]
        name = plugin = data = b""
        has_plugin = False
        if version == 10:
            name, flags, data, plugin = self._greeting_10(cursor.nested())
            has_plugin = bool(flags & PLUGIN_AUTH)
        elif version == 9:
            inner = cursor.nested()
            name = fields.text(inner)
            inner.count(OLD_GREETING)
            fields.text(inner)
        else:
            self._error(cursor)
        self._state.version = version
        if version in (9, 10):
            self._connection.event("mysql_server_version", name)
        if has_plugin:
            self._connection.event("mysql_auth_plugin", False, plugin, data)

    def _greeting_10(self, cursor: Cursor) -> tuple[bytes, int, bytes, bytes]:
        name = fields.text(cursor)
        inner = cursor.nested()
        _, first, _, _, _, _, upper, length = inner.read(GREETING)
        if length and length < _LEAST_SCRAMBLE:
            raise not_allowed("Handshake_v10:auth_plugin_data_len")
        inner.pad("Handshake_v10:reserved", _RESERVED)
        more = length - _FIRST_PART if length > _LEAST_SCRAMBLE else _SHORT_SCRAMBLE
        second = inner.take("Handshake_v10:auth_plugin_data_part_2", more)
        flags = upper << 16
        plugin = fields.text(inner) if flags & PLUGIN_AUTH else b""
        self._state.server_takes_attributes = bool(flags & QUERY_ATTRIBUTES)
        return name, flags, first + second, plugin

    def _login(self, cursor: Cursor) -> None:
        kind = cursor.read(TYPE)[0]
        if kind == OK_PACKET:
            self._ok(cursor)
        elif kind == MORE_DATA:
            data = fields.rest(cursor)
            self._connection.event("mysql_auth_more_data", False, data)
        elif kind == EOF_PACKET:
            name = fields.text(cursor)
            self._state.expects_auth = True
            self._state.expected = Expected.STATUS
            data = fields.rest(cursor)
            self._connection.event("mysql_auth_switch_request", name, data)
        elif kind == ERROR_PACKET:
            self._error(cursor)
        else:
            raise invalid_case("Server_Connection_Phase_Packets", kind)

    # What ends commands

    def _ok(self, cursor: Cursor) -> None:
        rows = fields.integer(cursor)
        self._state.enter_commands()
        self._connection.event("mysql_ok", rows)

    def _error(self, cursor: Cursor) -> None:
        code, _ = cursor.nested().read(ERROR)
        cursor.at += ERROR.size
        self._state.enter_commands()
        self._connection.event("mysql_error", code, fields.rest(cursor))

    def _eof(self, cursor: Cursor, *, is_intermediate: bool) -> None:
        cursor.nested().read(EOF)
        cursor.at += EOF.size
        self._connection.event("mysql_eof", is_intermediate)

    def _eof_or_ok(self, cursor: Cursor, length: int) -> None:
        if self._state.deprecates_eof or length > _EOF_LENGTH:
            self._ok(cursor)
        else:
            self._eof(cursor, is_intermediate=False)

    # Responses

    def _nothing(self, cursor: Cursor, length: int) -> None:
        """What is not read."""

    def _status(self, cursor: Cursor, length: int) -> None:
        kind = cursor.read(TYPE)[0]
        if kind == OK_PACKET:
            self._ok(cursor)
        elif kind == EOF_PACKET:
            self._eof(cursor, is_intermediate=False)
        elif kind == ERROR_PACKET:
            self._error(cursor)

    def _column_count(self, cursor: Cursor, length: int) -> None:
        first = cursor.read(TYPE)[0]
        if first == OK_PACKET:
            self._ok(cursor)
        elif first == ERROR_PACKET:
            self._error(cursor)
        else:
            state = self._state
            state.columns = state.remaining = fields.integer_after(cursor, first)
            state.expected = Expected.COLUMN_DEFINITION

    def _column(self, cursor: Cursor, first: int) -> None:
        fields.string_after(cursor, first)
        for _ in range(5):
            fields.string(cursor)
        fields.integer(cursor)
        cursor.nested().read(COLUMN)
        cursor.at += COLUMN.size

    def _column_definition(self, cursor: Cursor, length: int) -> None:
        self._column(cursor, cursor.read(TYPE)[0])
        state = self._state
        state.remaining = (state.remaining - 1) & 0xFFFFFFFF
        if not state.remaining:
            state.expected = Expected.EOF_THEN_RESULTSET

    def _definition_or_eof(self, cursor: Cursor, length: int) -> None:
        first = cursor.read(TYPE)[0]
        if first == EOF_PACKET:
            self._eof_or_ok(cursor, length)
        else:
            self._column(cursor, first)

    def _eof_then_resultset(self, cursor: Cursor, length: int) -> None:
        if self._state.deprecates_eof:
            self._resultset(cursor, length)
            return
        cursor.read(TYPE)
        self._eof(cursor, is_intermediate=True)
        self._state.enter_commands()
        self._state.expected = Expected.RESULTSET

    def _resultset(self, cursor: Cursor, length: int) -> None:
        first = cursor.read(TYPE)[0]
        if first == EOF_PACKET:
            self._eof_or_ok(cursor, length)
            self._state.expected = Expected.NOTHING
            return
        row = [fields.string_after(cursor, first)]
        more = self._state.columns - 1
        if more < 0:
            raise out_of_bound("ResultsetRow:fields", more, cursor.end - cursor.start)
        for _ in range(more):
            row.append(fields.string(cursor))
        self._state.expected = Expected.RESULTSET
        self._connection.event("mysql_result_row", Vector(row))


_RESPONSES: dict[Expected, Callable[[Server, Cursor, int], None]] = {
    Expected.NOTHING: Server._nothing,
    Expected.REST_OF_PACKET: Server._nothing,
    Expected.STATUS: Server._status,
    Expected.COLUMN_COUNT: Server._column_count,
    Expected.COLUMN_DEFINITION: Server._column_definition,
    Expected.COLUMN_DEFINITION_OR_EOF: Server._definition_or_eof,
    Expected.EOF_THEN_RESULTSET: Server._eof_then_resultset,
    Expected.RESULTSET: Server._resultset,
}
