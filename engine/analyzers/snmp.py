"""SNMP: what hosts tell of themselves, and what they are set to.

The versions are those of RFC 1157, RFC 1901 with RFC 3416, and RFC 3412.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..values.addr import UNSPECIFIED, Addr
from ..values.record import UNSET
from ..values.vector import Vector
from .asn1 import Encoding, Meta, object_identifier
from .contract import ParseError
from .datagrams import SessionAnalyzer

if TYPE_CHECKING:
    from .conn import Connection

INTEGER, OCTETS, NULL, OBJECT_IDENTIFIER, SEQUENCE = 0x02, 0x04, 0x05, 0x06, 0x30
IP_ADDRESS, COUNTER32, UNSIGNED32, TIME_TICKS, COUNTER64 = 0x40, 0x41, 0x42, 0x43, 0x46
NO_OBJECT, NO_INSTANCE, END_OF_VIEW = 0x80, 0x81, 0x82

V1, V2, V3 = 0, 1, 3
USER_SECURITY_MODEL = 3

_INTEGER_SIZE = 9
"Bytes of the longest integer of 64 bits without a sign."

_NOTHING = (NULL, NO_OBJECT, NO_INSTANCE, END_OF_VIEW)
_COUNTS = (COUNTER32, UNSIGNED32, TIME_TICKS, COUNTER64)

# PDUs by their tags (RFC 1157 4.1, RFC 3416 3). All but two are built alike.
_EVENTS = {
    0xA0: "snmp_get_request",
    0xA1: "snmp_get_next_request",
    0xA2: "snmp_response",
    0xA3: "snmp_set_request",
    0xA4: "snmp_trap",
    0xA5: "snmp_get_bulk_request",
    0xA6: "snmp_inform_request",
    0xA7: "snmp_trapV2",
    0xA8: "snmp_report",
}
_TRAP, _GET_BULK = 0xA4, 0xA5


class Data(NamedTuple):
    """What a header of version 3 begins with: contents, not yet numbers."""

    ident: bytes
    max_size: bytes
    flags: bytes
    model: bytes
    parameters: bytes


Header = Callable[[], Any]
"Makes the record of a header, for who wants it."


class SNMPAnalyzer(SessionAnalyzer):
    """Messages of both sides."""

    name = "SNMP"
    EVENTS = (
        *_EVENTS.values(),
        "snmp_unknown_pdu",
        "snmp_unknown_scoped_pdu",
        "snmp_encrypted_pdu",
        "snmp_unknown_header_version",
        "udp_session_done",
    )

    def __init__(self, connection: Connection):
        super().__init__(connection)
        # Numbers are made of contents only for events that somebody wants.
        self._odd = connection.net.weirds.general
        self._number = Encoding(b"", 0, 0, self._odd).integer

    def message(self, data: bytes, is_orig: bool) -> None:
        """One message."""
        cursor = Encoding(data, 0, len(data), self._odd)
        _sequence(cursor)
        version = _signed(self._number(_integer(cursor)))
        reader = _HEADERS.get(version)
        if reader is None:
            self._raise("snmp_unknown_header_version", is_orig, lambda: (version,))
            self._recognise(is_orig)
            return
        header = reader(self, cursor, is_orig)
        self._recognise(is_orig)
        if header is not None:
            self._pdu(cursor, is_orig, header)

    def _recognise(self, is_orig: bool) -> None:
        """Only the answers of a server show that it is this protocol."""
        if not is_orig:
            self.connection.confirm(self)

    def _raise(
        self, name: str, is_orig: bool, values: Callable[[], tuple[Any, ...]]
    ) -> None:
        handler = self.connection.net.handler(name)
        if handler.wanted:
            record = self.connection.record()
            handler.queue(record, is_orig, *values())

    def _make(self, name: str, *values: Any) -> Any:
        return self.connection.rt.record(f"SNMP::{name}")(*values)

    # Headers

    def _header_v1(self, cursor: Encoding, is_orig: bool) -> Header:
        """The community of version 1 (RFC 1157 4)."""
        community = _tagged(cursor, OCTETS)
        return lambda: self._make("Header", V1, self._make("HeaderV1", community))

    def _header_v2(self, cursor: Encoding, is_orig: bool) -> Header:
        """The community of version 2c (RFC 1901 3)."""
        community = _tagged(cursor, OCTETS)
        return lambda: self._make(
            "Header", V2, UNSET, self._make("HeaderV2", community)
        )

    def _header_v3(self, cursor: Encoding, is_orig: bool) -> Header | None:
        """The header of version 3 (RFC 3412 6); None where no PDU can be read."""
        _sequence(cursor)
        ident, max_size = _integer(cursor), _integer(cursor)
        flags = _tagged(cursor, OCTETS)
        model = _integer(cursor)
        if len(flags) != 1:
            self.connection.violation(self, "Invalid v3 HeaderData msgFlags")
        data = Data(ident, max_size, flags, model, _tagged(cursor, OCTETS))
        tag = cursor.meta().tag
        if tag == SEQUENCE:
            context = _tagged(cursor, OCTETS), _tagged(cursor, OCTETS)
            return partial(self._v3, data, context, self._user(data))
        header = partial(self._v3, data)
        if tag == OCTETS:
            self._raise("snmp_encrypted_pdu", is_orig, lambda: (header(),))
        else:
            self._raise("snmp_unknown_scoped_pdu", is_orig, lambda: (header(), tag))
        self._user(data)
        return None

    def _user(self, data: Data) -> list[bytes] | None:
        """Parameters of the user-based model (RFC 3414 2.4), if it is that one."""
        if self._number(data.model) != USER_SECURITY_MODEL:
            return None
        cursor = Encoding(data.parameters, 0, len(data.parameters), self._odd)
        _sequence(cursor)
        engine = _tagged(cursor, OCTETS)
        times = [_integer(cursor), _integer(cursor)]
        return [engine, *times, *[_tagged(cursor, OCTETS) for _ in range(3)]]

    def _v3(
        self,
        data: Data,
        context: tuple[bytes, bytes] | None = None,
        user: list[bytes] | None = None,
    ) -> Any:
        bits = data.flags[0] if data.flags else 0
        shown = [self._number(x) for x in (data.ident, data.max_size)]
        shown += [bits, *[bits & bit > 0 for bit in (1, 2, 4)]]
        shown += [self._number(data.model)]
        scope = self._make("ScopedPDU_Context", *context) if context else UNSET
        known = UNSET
        if user:
            known = self._make("UserSecurityParameters", *self._shown_user(user))
        header = self._make("HeaderV3", *shown, data.parameters, scope, known)
        return self._make("Header", V3, UNSET, UNSET, header)

    def _shown_user(self, user: list[bytes]) -> list[Any]:
        times = [_signed(self._number(x)) for x in user[1:3]]
        return [user[0], *times, *user[3:]]

    # PDUs

    def _pdu(self, cursor: Encoding, is_orig: bool, header: Header) -> None:
        tag = cursor.meta().tag
        name = _EVENTS.get(tag)
        if name is None:
            self._raise("snmp_unknown_pdu", is_orig, lambda: (header(), tag))
            return
        pdu: Callable[[], Any]
        if tag == _TRAP:
            pdu = self._trap(cursor)
        else:
            numbers = [_integer(cursor) for _ in range(3)]
            bindings = _bindings(cursor)
            make = self._bulk if tag == _GET_BULK else self._common
            pdu = partial(make, numbers, bindings)
        self._raise(name, is_orig, lambda: (header(), pdu()))

    def _common(self, numbers: list[bytes], bindings: list[Binding]) -> Any:
        shown = [_signed(self._number(x)) for x in numbers]
        return self._make("PDU", *shown, self._bindings(bindings))

    def _bulk(self, numbers: list[bytes], bindings: list[Binding]) -> Any:
        ident, *counts = [self._number(x) for x in numbers]
        shown = self._bindings(bindings)
        return self._make("BulkPDU", _signed(ident), *counts, shown)

    def _trap(self, cursor: Encoding) -> Callable[[], Any]:
        """A trap of version 1 (RFC 1157 4.1.6)."""
        enterprise = _tagged(cursor, OBJECT_IDENTIFIER)
        agent = _tagged(cursor, IP_ADDRESS)
        kinds = [_integer(cursor), _integer(cursor)]
        time = _tagged(cursor, TIME_TICKS)
        bindings = _bindings(cursor)
        return lambda: self._make(
            "TrapPDU",
            object_identifier(enterprise, self._odd),
            _address(agent),
            *[_signed(self._number(x)) for x in kinds],
            self._number(time),
            self._bindings(bindings),
        )

    def _bindings(self, bindings: list[Binding]) -> Any:
        return Vector(
            [
                self._make(
                    "Binding",
                    object_identifier(name, self._odd),
                    self._value(tag, content),
                )
                for name, tag, content in bindings
            ]
        )

    def _value(self, tag: int, content: bytes) -> Any:
        """What is bound to a name, in the field for its kind."""
        if tag in _NOTHING:
            return self._make("ObjectValue", tag)
        place, value = self._place(tag, content)
        return self._make("ObjectValue", tag, *[UNSET] * place, value)

    def _place(self, tag: int, content: bytes) -> tuple[int, Any]:
        """Which of the fields, and its value."""
        if tag == OBJECT_IDENTIFIER:
            return 0, object_identifier(content, self._odd)
        if tag == INTEGER:
            return 1, _signed(self._number(content))
        if tag in _COUNTS:
            return 2, self._number(content)
        if tag == IP_ADDRESS:
            return 3, _address(content)
        return 4, content


Binding = tuple[bytes, int, bytes]
"""An object's name, and tag and content of its value."""


def _check(meta: Meta, wanted: int) -> None:
    if meta.tag != wanted:
        raise ParseError(
            "Binpac exception: binpac exception: "
            f"Got ASN.1 tag {meta.tag}, expect {wanted}"
        )


def _sequence(cursor: Encoding) -> None:
    """The head of a sequence; its length does not matter."""
    _check(cursor.meta(), SEQUENCE)


def _any(cursor: Encoding) -> tuple[Meta, bytes]:
    """Head and content of a value."""
    inner = cursor.inner()
    meta = inner.meta()
    content = inner.take("ASN1Encoding:content", meta.length)
    cursor.at = inner.at
    return meta, content


def _tagged(cursor: Encoding, tag: int) -> bytes:
    """The content of a value that must be of one kind."""
    meta, content = _any(cursor)
    _check(meta, tag)
    return content


def _integer(cursor: Encoding) -> bytes:
    """The content of an integer of no more than 64 bits."""
    content = _tagged(cursor, INTEGER)
    if len(content) > _INTEGER_SIZE:
        raise ParseError(
            "Binpac exception: binpac exception: "
            f"ASN.1 integer width overflow: {len(content)}"
        )
    return content


def _bindings(cursor: Encoding) -> list[Binding]:
    """Names and values (RFC 3416 3) up to the end of the message."""
    _sequence(cursor)
    found = []
    while cursor.at < cursor.end:
        inner = cursor.inner()
        _sequence(inner)
        name = _tagged(inner, OBJECT_IDENTIFIER)
        meta, content = _any(inner)
        found.append((name, meta.tag, content))
        cursor.at = inner.at
    return found


def _address(content: bytes) -> Addr:
    return Addr.v4(content) if len(content) == 4 else UNSPECIFIED


def _signed(number: int) -> int:
    """As Zeek takes an integer: shorter ones have no sign."""
    return number - (1 << 64) if number >> 63 else number


_HEADERS: dict[int, Callable[[SNMPAnalyzer, Encoding, bool], Header | None]] = {
    V1: SNMPAnalyzer._header_v1,
    V2: SNMPAnalyzer._header_v2,
    V3: SNMPAnalyzer._header_v3,
}
