"""DHCP: hosts ask for addresses, servers lease them (RFC 2131, RFC 2132).

As in Zeek, an option whose value has a fixed size is read in that size, whatever its
length says, and what follows it is read from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..values.addr import Addr
from ..values.record import UNSET
from ..values.time import Interval
from ..values.vector import Vector
from .datagrams import DatagramAnalyzer
from .layout import Cursor, Layout, out_of_bound

if TYPE_CHECKING:
    from .conn import Connection

MESSAGE = Layout(
    "DHCP_Message",
    "RFC 2131 2",
    "op:B htype:B hlen:B hops:B xid:I secs:H flags:H"
    " ciaddr:4s yiaddr:4s siaddr:4s giaddr:4s chaddr:16s sname:64s file_n:128s"
    " cookie:I",
    ends="giaddr chaddr sname file_n cookie",
    order=">",
)
CODE = Layout("Option", "RFC 2132 2", "code:B", ends="code", order=">")
LENGTH = Layout("OptionValueWrapper", "RFC 2132 2", "length:B", "length", order=">")
CLIENT_ID = Layout("Client_Identifier", "RFC 2132 9.14", "hwtype:B", "hwtype")
CLIENT_FQDN = Layout(
    "Client_FQDN", "RFC 4702 2", "flags:B rcode1:B rcode2:B", ends="rcode2"
)
SUB_OPTION = Layout(
    "Relay_Agent_SubOption", "RFC 3046 2.0", "code:B length:B", ends="length"
)

COOKIE = 0x63825363

PAD = 0
TYPE = 53
END = 255

_WORD = 4


class DHCPAnalyzer(DatagramAnalyzer):
    """Messages of both sides."""

    name = "DHCP"
    EVENTS = ("dhcp_message",)

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._relayed = {True: 0, False: 0}

    def message(self, data: bytes, is_orig: bool) -> None:
        """One message."""
        cursor = Cursor(data, 0, len(data))
        fields = cursor.read(MESSAGE)
        options = Options(self.connection, self._relayed[is_orig])
        # An error takes back what relay agents have told so far.
        self._relayed[is_orig] = 0
        options.read(cursor)
        self._relayed[is_orig] = options.relayed
        if not options.type:
            self.connection.violation(self, "no DHCP message type option")
        cookie = fields[-1]
        if cookie != COOKIE:
            signed = (cookie ^ 0x80000000) - 0x80000000
            self.connection.violation(self, f"bad cookie ({signed})")
            return
        handler = self.connection.rt.event("dhcp_message")
        if handler.wanted:
            message = self._record(fields, options.type or 0)
            handler.queue(self.connection.record(), is_orig, message, options.record())
        self.connection.confirm(self)

    def _record(self, fields: tuple[Any, ...], kind: int) -> Any:
        op, _, _, _, xid, secs, flags, *rest = fields
        *hosts, chaddr, sname, file, _ = rest
        make = self.connection.rt.record("DHCP::Msg")
        addresses = map(Addr.v4, hosts)
        name, boot = _padded(sname) or UNSET, _padded(file) or UNSET
        seconds = Interval(secs)
        return make(
            op, kind, xid, seconds, flags, *addresses, hardware(chaddr), name, boot
        )


def hardware(raw: bytes) -> bytes:
    """An Ethernet address, or one of eight bytes where the last two are not zero."""
    if len(raw) < 8 and len(raw) != 6:
        return b""
    return (raw[:8] if any(raw[6:8]) else raw[:6]).hex(":").encode()


def _padded(raw: bytes) -> bytes:
    """A text without the zeros at its end; one of a single character is none."""
    text = raw.rstrip(b"\0")
    return text if len(text) > 1 else b""


class Options:
    """The options of a message as they are read."""

    def __init__(self, connection: Connection, relayed: int):
        self._rt = connection.rt
        self._codes: list[int] = []
        self._values: dict[str, Any] = {}
        self.type: int | None = None
        self.relayed = relayed
        """How many bytes relay agents have told on this side of the connection.

        Zeek counts them in eight bits, and never begins anew: so in all messages but
        the first one it sees no end of what they tell.
        """

    def read(self, cursor: Cursor) -> None:
        """All options up to the last one, or to the end of the message."""
        while cursor.at < cursor.end:
            code = _number(cursor, CODE)
            if code == END:
                return
            if code != PAD:
                self._option(code, cursor)
            self._codes.append(code)

    def _option(self, code: int, cursor: Cursor) -> None:
        length = _number(cursor, LENGTH)
        if code == TYPE:
            kind = _take(cursor, "OptionValue:msg_type", 1)[0]
            self.type = kind if self.type is None else self.type
            return
        if code not in _OPTIONS:
            _take(cursor, "OptionValue:other", length)
            return
        field, where, read = _OPTIONS[code]
        self._values[field] = read(self, cursor, where, length)

    def record(self) -> Any:
        """The `DHCP::Options` as scripts see them."""
        make = self._rt.record("DHCP::Options")
        return make(options=Vector(self._codes), **self._values)

    # Values

    def _address(self, cursor: Cursor, where: str, length: int) -> Addr:
        return Addr.v4(_take(cursor, where, _WORD))

    def _addresses(self, cursor: Cursor, where: str, length: int) -> Vector:
        count = length // _WORD
        if count > (cursor.end - cursor.at) // _WORD:
            raise out_of_bound(where, count, cursor.end - cursor.at)
        return Vector([self._address(cursor, where, 0) for _ in range(count)])

    def _time(self, cursor: Cursor, where: str, length: int) -> Interval:
        return Interval(int.from_bytes(_take(cursor, where, _WORD), "big"))

    def _offset(self, cursor: Cursor, where: str, length: int) -> int:
        return int.from_bytes(_take(cursor, where, _WORD), "big", signed=True)

    def _flag(self, cursor: Cursor, where: str, length: int) -> bool:
        return _take(cursor, where, 1) != b"\0"

    def _short(self, cursor: Cursor, where: str, length: int) -> int:
        return int.from_bytes(_take(cursor, where, 2), "big")

    def _text(self, cursor: Cursor, where: str, length: int) -> bytes:
        return _take(cursor, where, length)

    def _domain(self, cursor: Cursor, where: str, length: int) -> bytes:
        return _padded(_take(cursor, where, length))

    def _proxy(self, cursor: Cursor, where: str, length: int) -> bytes:
        return _take(cursor, where, length).removesuffix(b"\n")

    def _list(self, cursor: Cursor, where: str, length: int) -> Vector:
        return Vector(_take(cursor, where, length))

    def _client_id(self, cursor: Cursor, where: str, length: int) -> Any:
        """The client by its hardware, or by anything (RFC 2132 9.14)."""
        inner = cursor.nested()
        kind = _number(inner, CLIENT_ID)
        who = _rest(inner, "Client_Identifier:hwaddr", length - 1)
        cursor.at = inner.at
        make = self._rt.record("DHCP::ClientID")
        return make(kind, hardware(who) if kind else who)

    def _client_fqdn(self, cursor: Cursor, where: str, length: int) -> Any:
        """The client's name, and who is to register it (RFC 4702 2)."""
        inner = cursor.nested()
        head = inner.read(CLIENT_FQDN)
        name = _rest(inner, "Client_FQDN:domain_name", length - 3)
        cursor.at = inner.at
        return self._rt.record("DHCP::ClientFQDN")(*head, name)

    def _relay_agent(self, cursor: Cursor, where: str, length: int) -> Vector:
        """What a relay agent tells (RFC 3046 2.0)."""
        make = self._rt.record("DHCP::SubOpt")
        found = []
        while cursor.at < cursor.end:
            inner = cursor.nested()
            code, size = inner.read(SUB_OPTION)
            value = _rest(inner, "Relay_Agent_SubOption:value", size)
            cursor.at = inner.at
            found.append(make(code, value))
            self.relayed = self.relayed + size + SUB_OPTION.size & 0xFF
            if self.relayed == length:
                break
        return Vector(found)


def _number(cursor: Cursor, layout: Layout) -> int:
    number: int = cursor.read(layout)[0]
    return number


def _take(cursor: Cursor, where: str, length: int) -> bytes:
    """A value; what is there of a shorter message is told from its beginning."""
    left = cursor.end - cursor.at
    if length > left:
        raise out_of_bound(where, length, left)
    return cursor.take(where, length)


def _rest(inner: Cursor, where: str, length: int) -> bytes:
    """What stands behind the fixed part of a structure."""
    before, given = inner.at - inner.start, inner.end - inner.start
    if length < 0 or before + length > given:
        raise out_of_bound(where, before + length, given)
    return inner.take(where, length)


_Reader = Callable[[Options, Cursor, str, int], Any]

_OPTIONS: dict[int, tuple[str, str, _Reader]] = {
    1: ("subnet_mask", "SUBNET_OPTION:subnet", Options._address),
    2: ("time_offset", "TIME_OFFSET_OPTION:time_offset", Options._offset),
    3: ("routers", "ROUTER_OPTION:router_list", Options._addresses),
    4: ("time_servers", "TIME_SERVER_OPTION:timeserver_list", Options._addresses),
    5: ("name_servers", "NAME_SERVER_OPTION:nameserver_list", Options._addresses),
    6: ("dns_servers", "DNS_SERVER_OPTION:dns_server_list", Options._addresses),
    12: ("host_name", "HOST_NAME_OPTION:host_name", Options._text),
    15: ("domain_name", "DOMAIN_NAME_OPTION:domain_name", Options._domain),
    19: ("forwarding", "FORWARDING_OPTION:forwarding", Options._flag),
    28: ("broadcast", "BROADCAST_ADDRESS_OPTION:broadcast_address", Options._address),
    42: ("ntp_servers", "NTP_SERVER_OPTION:ntpserver_list", Options._addresses),
    43: ("vendor", "VENDOR_SPECIFIC_OPTION:vendor_specific", Options._text),
    44: ("nbns", "NBNS_OPTION:nbns", Options._addresses),
    50: ("addr_request", "ADDR_REQUEST_OPTION:addr_request", Options._address),
    51: ("lease", "LEASE_OPTION:lease", Options._time),
    54: ("serv_addr", "SERV_ID_OPTION:serv_addr", Options._address),
    55: ("param_list", "PAR_REQ_LIST_OPTION:par_req_list", Options._list),
    56: ("message", "MESSAGE_OPTION:message", Options._text),
    57: ("max_msg_size", "MAX_MESSAGE_SIZE_OPTION:max_msg_size", Options._short),
    58: ("renewal_time", "RENEWAL_TIME_OPTION:renewal_time", Options._time),
    59: ("rebinding_time", "REBINDING_TIME_OPTION:rebinding_time", Options._time),
    60: ("vendor_class", "VENDOR_CLASS_OPTION:vendor_class", Options._text),
    61: ("client_id", "", Options._client_id),
    77: ("user_class", "USER_CLASS_OPTION:user_class", Options._text),
    81: ("client_fqdn", "", Options._client_fqdn),
    82: ("sub_opt", "", Options._relay_agent),
    116: ("auto_config", "AUTO_CONFIG_OPTION:auto_config", Options._flag),
    252: ("auto_proxy_config", "AUTO_PROXY_CONFIG_OPTION:auto_proxy_config",
          Options._proxy),
}  # fmt: skip
"""By code: the field, where Zeek says that it is cut off, and how it is read."""
