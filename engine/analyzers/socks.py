"""SOCKS: a proxy is asked for a connection (version 4, and 5 as of RFC 1928).

Each segment is taken for one message, as in Zeek. Once both sides are done, the rest
of the connection is that of another protocol, which signatures may tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values.addr import Addr
from ..values.port import Port
from ..values.record import UNSET
from .contract import Analyzer, ParseError
from .layout import Cursor, Layout

if TYPE_CHECKING:
    from .conn import Connection
    from .http.handover import Handover

VERSION = Layout("SOCKS_Version", "RFC 1928 3", "version:B", "version")
REQUEST4 = Layout("SOCKS4_Request", "SOCKS 4", "command:B port:H addr:4s", "addr", ">")
REPLY4 = Layout("SOCKS4_Reply", "SOCKS 4", "zero:B status:B port:H addr:4s", order=">")
METHODS = Layout(
    "SOCKS5_Auth_Negotiation_Request", "RFC 1928 3", "method_count:B", "method_count"
)
METHOD = Layout("SOCKS5_Auth_Negotiation_Reply", "RFC 1928 3", "method:B")
REQUEST5 = Layout("SOCKS5_Request", "RFC 1928 4", "command:B reserved:B", "reserved")
REPLY5 = Layout("SOCKS5_Reply", "RFC 1928 6", "reply:B reserved:B", "reserved")
REQUEST_PORT = Layout("SOCKS5_Request", "RFC 1928 4", "port:H", order=">")
REPLY_PORT = Layout("SOCKS5_Reply", "RFC 1928 6", "port:H", order=">")
ADDRESS = Layout("SOCKS5_Address", "RFC 1928 5", "addr_type:B", "addr_type")
NAME_LENGTH = Layout("Domain_Name", "RFC 1928 5", "len:B", "len")
LOGIN = Layout("SOCKS5_Auth_Request_UserPass", "RFC 1929 2", "version:B", "version")
USER_LENGTH = Layout("SOCKS5_Auth_Request_UserPass_v1", "RFC 1929 2", "ulen:B", "ulen")
PASSWORD_LENGTH = Layout("SOCKS5_Auth_Request_UserPass_v1", "RFC 1929 2", "plen:B")
ANSWER = Layout("SOCKS5_Auth_Reply_UserPass", "RFC 1929 2", "version:B", "version")
STATUS = Layout("SOCKS5_Auth_Reply_UserPass_v1", "RFC 1929 2", "code:B")

IPV4, NAME, IPV6 = 1, 3, 4
NO_AUTHENTICATION, PASSWORD, NONE_ACCEPTED = 0, 2, 0xFF

_COMMANDS = range(1, 4)
# Addresses of version 4 that stand for a name, which follows.
_NAMED = b"\0\0\0"


class SOCKSAnalyzer(Analyzer):
    """Both sides of a connection to a proxy."""

    name = "SOCKS"
    EVENTS = (
        "socks_request",
        "socks_reply",
        "socks_login_userpass_request",
        "socks_login_userpass_reply",
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._done = {True: False, False: False}
        self._logs_in = False
        "Whether the next messages are those of a login."
        self._past_methods = False
        self._method = NONE_ACCEPTED
        self._skips = False
        self._rest: Handover | None = None

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One segment."""
        if self._skips or getattr(self.connection, "partial", False):
            return
        if all(self._done.values()):
            self._hand_over(data, is_orig)
            return
        try:
            self._message(Cursor(data, 0, len(data)), is_orig)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def _hand_over(self, data: bytes, is_orig: bool) -> None:
        if self._rest is None:
            from .http.handover import Handover

            self._rest = Handover(self)
            self._rest.detect()
        self._rest.deliver(data, is_orig)

    def finish(self) -> None:
        """The connection is over."""
        if self._rest is not None:
            self._rest.finish()

    def _violation(self, reason: str) -> None:
        self.connection.violation(self, reason)

    def _message(self, cursor: Cursor, is_orig: bool) -> None:
        if self._logs_in:
            (self._login if is_orig else self._answer)(cursor)
            return
        version = cursor.read(VERSION)[0]
        body = cursor.nested()
        if version == 4:
            (self._request4 if is_orig else self._reply4)(body)
        elif version != 5:
            self._violation(f"unsupported/unknown SOCKS version {version}")
        elif not self._past_methods:
            (self._methods if is_orig else self._choice)(body)
        else:
            (self._request5 if is_orig else self._reply5)(body)

    def _address(self, host: Any = UNSET, name: Any = UNSET) -> Any:
        return self.connection.rt.record("SOCKS::Address")(host, name)

    # Version 4

    def _request4(self, cursor: Cursor) -> None:
        command, port, raw = cursor.read(REQUEST4)
        user = _text(cursor)
        name: Any = UNSET
        if raw.startswith(_NAMED):
            name = _text(cursor)
        address = self._address(Addr.v4(raw), name)
        known = 4, command, address, Port.tcp(port), user
        self.connection.event("socks_request", *known)
        self._done[True] = True

    def _reply4(self, cursor: Cursor) -> None:
        _, status, port, raw = cursor.read(REPLY4)
        address = self._address(Addr.v4(raw))
        self.connection.event("socks_reply", 4, status, address, Port.tcp(port))
        self.connection.confirm(self)
        self._done[False] = True

    # Version 5

    def _methods(self, cursor: Cursor) -> None:
        """Which ways to log in the client knows."""
        count = cursor.read(METHODS)[0]
        cursor.reserve("SOCKS5_Auth_Negotiation_Request:methods", count)

    def _choice(self, cursor: Cursor) -> None:
        """Which of them the server chose."""
        self._method = cursor.read(METHOD)[0]
        self._logs_in = self._method not in (NO_AUTHENTICATION, NONE_ACCEPTED)
        self._past_methods = True

    def _request5(self, cursor: Cursor) -> None:
        command, reserved = cursor.read(REQUEST5)
        kind, address = self._any_address(cursor)
        port = cursor.count(REQUEST_PORT)
        if reserved:
            self._skip(f"invalid value in reserved field: {reserved}")
        elif command not in _COMMANDS:
            self._skip(f"undefined value in command field: {command}")
        elif address is None:
            self._violation(f"invalid SOCKSv5 addr type: {kind}")
        else:
            known = 5, command, address, Port.tcp(port), b""
            self.connection.event("socks_request", *known)
            self._done[True] = True

    def _skip(self, reason: str) -> None:
        self._violation(reason)
        self._skips = True

    def _reply5(self, cursor: Cursor) -> None:
        status, _ = cursor.read(REPLY5)
        kind, address = self._any_address(cursor)
        port = cursor.count(REPLY_PORT)
        if address is None:
            self._violation(f"invalid SOCKSv5 addr type: {kind}")
            return
        self.connection.event("socks_reply", 5, status, address, Port.tcp(port))
        self.connection.confirm(self)
        self._done[False] = True

    def _any_address(self, cursor: Cursor) -> tuple[int, Any]:
        """Kind and address (RFC 1928 5); none if the kind is unknown."""
        inner = cursor.nested()
        kind = inner.read(ADDRESS)[0]
        found = None
        if kind == IPV4:
            found = self._address(Addr.v4(inner.take("SOCKS5_Address:ipv4", 4)))
        elif kind == IPV6:
            place = inner.reserve("SOCKS5_Address:ipv6", 4, 4)
            found = self._address(Addr(inner.data[place : place + 16]))
        elif kind == NAME:
            name = inner.nested()
            length = name.read(NAME_LENGTH)[0]
            found = self._address(UNSET, name.take("Domain_Name:name", length))
            inner.at = name.at
        else:
            inner.at = inner.end
        cursor.at = inner.at
        return kind, found

    # Logins (RFC 1929)

    def _weird(self, name: str, addl: str) -> None:
        self.connection.weird(name, addl, self.name)

    def _is_known(self, cursor: Cursor, layout: Layout) -> bool:
        """Whether this is a login with user and password."""
        if self._method != PASSWORD:
            name = "socks5_unsupported_authentication_method"
            self._weird(name, str(self._method))
            return False
        version = cursor.read(layout)[0]
        if version != 1:
            addl = f"method {self._method}, version {version}"
            self._weird("socks5_unsupported_authentication", addl)
        return bool(version == 1)

    def _login(self, cursor: Cursor) -> None:
        if self._is_known(cursor, LOGIN):
            inner = cursor.nested()
            where = USER_LENGTH.name
            user = inner.take(f"{where}:username", inner.read(USER_LENGTH)[0])
            password = inner.take(f"{where}:password", inner.count(PASSWORD_LENGTH))
            self.connection.event("socks_login_userpass_request", user, password)

    def _answer(self, cursor: Cursor) -> None:
        if self._is_known(cursor, ANSWER):
            code = cursor.nested().read(STATUS)[0]
            self.connection.event("socks_login_userpass_reply", code)
        self._logs_in = False


def _text(cursor: Cursor) -> bytes:
    """Bytes up to a NUL, or to the end of the message."""
    end = cursor.data.find(b"\0", cursor.at, cursor.end)
    if end < 0:
        text, cursor.at = cursor.data[cursor.at : cursor.end], cursor.end
        return text
    text, cursor.at = cursor.data[cursor.at : end], end + 1
    return text
