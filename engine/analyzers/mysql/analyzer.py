"""The stream of each side, cut into packets, up to TLS."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..children import new_child
from ..contract import Analyzer, ParseError
from ..flow_buffer import Flow, FlowBuffer, Unit
from ..layout import Cursor
from .client import Client
from .server import Server
from .states import State

if TYPE_CHECKING:
    from ..conn import Connection

_HEADER = 4


class MySQLAnalyzer(Analyzer):
    """Both sides of a session."""

    name = "MYSQL"
    EVENTS = (
        "mysql_command_request",
        "mysql_change_user",
        "mysql_error",
        "mysql_ok",
        "mysql_eof",
        "mysql_result_row",
        "mysql_server_version",
        "mysql_handshake",
        "mysql_ssl_request",
        "mysql_auth_plugin",
        "mysql_auth_switch_request",
        "mysql_auth_more_data",
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self.state = State()
        self._client = Client(self)
        self._server = Server(self)
        self._flows = {x: Flow(partial(self._unit, x)) for x in (True, False)}
        self._had_gap = False
        self._is_encrypted = False
        self._child: Analyzer | None = None

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of one side."""
        if self._is_encrypted:
            if self._child is not None and not self._child.removed:
                self.connection.deliver_to(self._child, data, is_orig)
            return
        if self._had_gap or getattr(self.connection, "partial", False):
            return
        try:
            self._flows[is_orig].feed(data)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def start_tls(self) -> None:
        """What comes with the next segment is encrypted."""
        self._is_encrypted = True
        self._child = new_child(self.connection, "SSL")

    def _unit(self, is_orig: bool, flow: FlowBuffer) -> Unit:
        """One packet: a length of three bytes and a number before it."""
        head = yield from flow.frame(_HEADER)
        length = int.from_bytes(head[:3], "little") + _HEADER
        whole = yield from flow.grow(length)
        cursor = Cursor(whole, _HEADER, len(whole))
        if is_orig:
            self._client.packet(cursor, length)
        else:
            self._server.packet(cursor, head[3], length)

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more."""
        if self._child is not None:
            self._child.gap(length, is_orig)
        self._had_gap = True

    def end_of_data(self, is_orig: bool) -> None:
        """A side was closed."""
        if self._child is not None:
            self._child.end_of_data(is_orig)

    def finish(self) -> None:
        """The connection is over."""
        if self._child is not None:
            self._child.finish()
