"""Kerberos messages (RFC 4120 5.4 to 5.9) and their events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...values.addr import Addr
from ...values.record import UNSET
from ...values.vector import Vector
from ..asn1 import Encoding
from ..layout import Layout, invalid_case
from . import certificates, padata, parts

if TYPE_CHECKING:
    from ..contract import Analyzer

# Zeek has krb_safe as well, but its parser finds an error in every such message.
EVENTS = (
    "krb_as_request",
    "krb_as_response",
    "krb_tgs_request",
    "krb_tgs_response",
    "krb_ap_request",
    "krb_ap_response",
    "krb_priv",
    "krb_cred",
    "krb_error",
)

KDC_OPTIONS = Layout("KRB_KDC_Options", "RFC 4120 5.4.1", ":x flags:I", order=">")
AP_OPTIONS = Layout("KRB_AP_Options", "RFC 4120 5.5.1", ":x flags:I", order=">")

USE_SESSION_KEY = 0x40000000
MUTUAL_REQUIRED = 0x20000000

# The flags in the order of KRB::KDC_Options.
_KDC_OPTIONS = (
    0x40000000,  # forwardable
    0x20000000,  # forwarded
    0x10000000,  # proxiable
    0x08000000,  # proxy
    0x04000000,  # allow_postdate
    0x02000000,  # postdated
    0x00800000,  # renewable
    0x00100000,  # opt_hardware_auth
    0x00000010,  # disable_transited_check
    0x00000008,  # renewable_ok
    0x00000004,  # enc_tkt_in_skey
    0x00000002,  # renew
    0x00000001,  # validate
)

# The numbers of message types within their tags.
_TYPE = 0x1F
_REQUESTS = {10: "krb_as_request", 12: "krb_tgs_request"}
_RESPONSES = {11: "krb_as_response", 13: "krb_tgs_response"}

_PREAUTH_REQUIRED = 25
_ERROR_CODE = 6

# Types of addresses (RFC 4120 7.5.3).
_IPV4, _NETBIOS, _IPV6 = 2, 20, 24


class Messages:
    """Reads messages and raises their events for one analyzer.

    `authentication` tells who the client of a ticket is, if that can be known.
    """

    __slots__ = ("_analyzer", "_connection", "_rt", "_integer", "_authentication")

    def __init__(
        self, analyzer: Analyzer, authentication: Callable[[parts.Ticket], Any]
    ):
        self._analyzer = analyzer
        self._authentication = authentication
        self._connection = analyzer.connection
        self._rt = analyzer.connection.rt
        # Integers are made of contents only for events that somebody wants.
        odd = self._connection.net.weirds.general
        self._integer = Encoding(b"", 0, 0, odd).integer

    def read(self, cursor: Encoding, is_orig: bool) -> None:
        """One message by the number in its tag."""
        kind = cursor.meta().tag & _TYPE
        read = _MESSAGES.get(kind)
        if read is None:
            raise invalid_case("KRB_PDU", kind)
        read(self, cursor.inner(), is_orig)

    def _raise(self, event: str, values: Callable[[], tuple[Any, ...]]) -> None:
        """Recognise the protocol, and raise an event if somebody wants it."""
        self._connection.confirm(self._analyzer)
        handler = self._rt.event(event)
        if handler.wanted:
            record = self._connection.record()
            handler.queue(record, *values())

    # Tickets are asked for and given

    def _kdc_request(self, cursor: Encoding, is_orig: bool) -> None:
        cursor.meta()
        version, kind = cursor.element(), cursor.element()
        items, _ = padata.optional(cursor, 3, self._ap_request)
        cursor.meta()
        fields: list[tuple[int, Any]] = []
        while cursor.at < cursor.end:
            element, part = cursor.part("KRB_REQ_Arg:data")
            if read := _REQUEST_FIELDS.get(element):
                fields.append((element, read(part)))
        self._kdc(_REQUESTS, kind, lambda: self._request(version, kind, items, fields))

    def _kdc(
        self, events: dict[int, str], kind: bytes, record: Callable[[], Any]
    ) -> None:
        """The event that the message's own type tells, whatever its tag says."""
        if event := events.get(self._integer(kind)):
            self._raise(event, lambda: (record(),))
        else:
            self._connection.confirm(self._analyzer)

    def _kdc_response(self, cursor: Encoding, is_orig: bool) -> None:
        cursor.meta()
        version, kind = cursor.element(), cursor.element()
        items, meta = padata.optional(cursor, 2, self._ap_request)
        realm = cursor.within("KRB_KDC_REP:client_realm", meta.length).value()
        length = cursor.meta().length
        client = parts.principal(cursor.within("KRB_KDC_REP:client_name", length))
        ticket = parts.ticket(cursor, in_element=True)
        encrypted = parts.encrypted_element(cursor)
        self._kdc(_RESPONSES, kind, lambda: self._rt.record("KRB::KDC_Response")(
            self._integer(version), self._integer(kind), self._padata(items), realm,
            parts.name_text(client), self._ticket(ticket), self._encrypted(encrypted),
        ))  # fmt: skip

    # Tickets are used

    def _ap_request(self, outer: Encoding, is_orig: bool = True) -> None:
        cursor = outer.inner()
        cursor.meta()
        cursor.element()
        cursor.element()
        options = cursor.inner()
        options.meta()
        options.meta()
        flags = options.count(AP_OPTIONS)
        cursor.at = options.at
        ticket = parts.ticket(cursor, in_element=True)
        parts.encrypted_element(cursor)
        outer.at = cursor.at
        self._raise("krb_ap_request", lambda: self._ap_values(ticket, flags))

    def _ap_values(self, ticket: parts.Ticket, flags: int) -> tuple[Any, Any]:
        shown = self._ticket(ticket, self._authentication(ticket))
        options = self._rt.record("KRB::AP_Options")
        bits = USE_SESSION_KEY, MUTUAL_REQUIRED
        return shown, options(*[flags & bit > 0 for bit in bits])

    def _ap_response(self, cursor: Encoding, is_orig: bool) -> None:
        _protected(cursor)
        self._raise("krb_ap_response", lambda: ())

    def _priv(self, cursor: Encoding, is_orig: bool) -> None:
        _protected(cursor)
        self._raise("krb_priv", lambda: (is_orig,))

    def _safe(self, cursor: Encoding, is_orig: bool) -> None:
        """Zeek reads the arguments up to the end and misses the checksum then."""
        cursor.element()
        cursor.element()
        cursor.meta()
        while cursor.at < cursor.end:
            element, part = cursor.part("KRB_SAFE_Arg:args")
            read = _SAFE_FIELDS.get(element)
            if read is None:
                raise invalid_case("KRB_SAFE_Arg_Data", element)
            read(part)
        cursor.element()

    def _cred(self, cursor: Encoding, is_orig: bool) -> None:
        cursor.element()
        cursor.element()
        cursor.meta()
        cursor.meta()
        tickets = parts.tickets(cursor)
        parts.encrypted_element(cursor)
        self._raise("krb_cred", lambda: (is_orig, self._tickets(tickets)))

    # Errors

    def _error(self, cursor: Encoding, is_orig: bool) -> None:
        cursor.meta()
        before: list[tuple[int, Any]] = []
        while cursor.at < cursor.end and (not before or before[-1][0] != _ERROR_CODE):
            before.append(_error_field(cursor, 0))
        code = cursor.value()
        number = cursor.integer(code)
        after = []
        while cursor.at < cursor.end:
            after.append(_error_field(cursor, number))
        self._raise("krb_error", lambda: (self._error_record(before, code, after),))

    def _error_record(
        self, before: list[tuple[int, Any]], code: bytes, after: list[tuple[int, Any]]
    ) -> Any:
        record = self._rt.record("KRB::Error_Msg")()
        self._error_fields(record, before)
        record.error_code = self._integer(code)
        self._error_fields(record, after)
        return record

    def _error_fields(self, record: Any, fields: list[tuple[int, Any]]) -> None:
        self._error_times(record, fields)
        for element, value in fields:
            name = _ERROR_NAMES.get(element)
            if name is None or value is None:
                continue
            if element in (0, 1):
                value = self._integer(value)
            elif element in (8, 10):
                value = parts.name_text(value)
            elif element == 12:
                value = self._padata(value)
            setattr(record, name, value)

    def _error_times(self, record: Any, fields: list[tuple[int, Any]]) -> None:
        """Times with their fractions; Zeek misses one that comes first of all."""
        places = {element: (i, value) for i, (element, value) in enumerate(fields)}
        for name, element in (("client_time", 2), ("server_time", 4)):
            place, text = places.get(element, (0, b""))
            if place:
                _, fraction = places.get(element + 1, (0, b""))
                time = parts.time_value(text, self._integer(fraction))
                if time is not None:
                    setattr(record, name, time)

    # What scripts see

    def _request(
        self,
        version: bytes,
        kind: bytes,
        items: list[padata.Item] | None,
        fields: list[tuple[int, Any]],
    ) -> Any:
        """A request's record, its fields in the order in which they came."""
        record = self._rt.record("KRB::KDC_Request")(
            self._integer(version), self._integer(kind), self._padata(items)
        )
        for element, value in fields:
            name, make = _REQUEST_VALUES.get(element, ("", _same))
            shown = make(self, value)
            if name and shown is not None:
                setattr(record, name, shown)
        return record

    def _padata(self, items: list[padata.Item] | None) -> Any:
        if items is None:
            return UNSET
        for item in items:
            if item.certificate is not None:
                certificates.give(self._analyzer, item.certificate, item.is_request)
        cls = self._rt.record("KRB::Type_Value")
        shown = [(item.kind, item.shown) for item in items if item.shown is not None]
        return Vector([cls(self._integer(kind), text) for kind, text in shown])

    def _options(self, flags: int) -> Any:
        cls = self._rt.record("KRB::KDC_Options")
        return cls(*[flags & bit > 0 for bit in _KDC_OPTIONS])

    def _numbers(self, contents: list[bytes]) -> Any:
        return Vector([self._integer(x) for x in contents]) if contents else None

    def _addresses(self, found: list[parts.Address]) -> Any:
        return Vector([self._address(x) for x in found]) if found else None

    def _address(self, found: parts.Address) -> Any:
        cls = self._rt.record("KRB::Host_Address")
        kind = self._integer(found.kind)
        size = {_IPV4: 4, _IPV6: 16}.get(kind)
        if size == len(found.data):
            address = Addr.v4(found.data) if size == 4 else Addr(found.data)
            return cls(address)
        if kind == _NETBIOS:
            return cls(UNSET, found.data)
        if size:
            weird = "invalid_kerberos_addr_len"
            self._connection.weird(weird, "", self._analyzer.name)
        unknown = self._rt.record("KRB::Type_Value")(kind, found.data)
        return cls(UNSET, UNSET, unknown)

    def _tickets(self, found: list[parts.Ticket]) -> Any:
        return Vector([self._ticket(x) for x in found])

    def _more_tickets(self, found: list[parts.Ticket]) -> Any:
        return self._tickets(found) if found else None

    def _ticket(self, ticket: parts.Ticket, authentication: Any = UNSET) -> Any:
        return self._rt.record("KRB::Ticket")(
            self._integer(ticket.version),
            ticket.realm,
            parts.name_text(ticket.service),
            self._integer(ticket.encrypted.etype),
            ticket.encrypted.ciphertext,
            authentication,
        )

    def _encrypted(self, encrypted: parts.Encrypted) -> Any:
        kvno = encrypted.kvno
        return self._rt.record("KRB::Encrypted_Data")(
            UNSET if kvno is None else self._integer(kvno),
            self._integer(encrypted.etype),
            encrypted.ciphertext,
        )


def _protected(cursor: Encoding) -> None:
    """What AP-REP and KRB-PRIV hold."""
    cursor.element()
    cursor.element()
    parts.encrypted_element(cursor)


def _error_field(cursor: Encoding, code: int) -> tuple[int, Any]:
    """One field of an error; that of the code is left to the caller."""
    inner = cursor.inner()
    meta = inner.meta()
    element = meta.element
    length = 0 if element == _ERROR_CODE else meta.length
    part = inner.within("KRB_ERROR_Arg:args", length)
    cursor.at = inner.at
    if element == 12:
        is_padata = code == _PREAUTH_REQUIRED
        return element, padata.sequence(part, None) if is_padata else None
    read = _ERROR_FIELDS.get(element)
    if read is None:
        raise invalid_case("KRB_ERROR_Arg_Data", element)
    return element, read(part)


def _array(part: Encoding) -> list[bytes]:
    """The contents of several values up to the end of their bounds."""
    part.meta()
    found = []
    while part.at < part.end:
        found.append(part.value())
    return found


def _nothing(part: Encoding) -> None:
    """A field that is read by others."""


def _same(messages: Messages, value: Any) -> Any:
    return value


def _name(messages: Messages, value: list[bytes]) -> bytes:
    return parts.name_text(value)


def _time(messages: Messages, value: bytes) -> Any:
    return parts.time_value(value)


def _count(messages: Messages, value: bytes) -> int:
    return messages._integer(value)


# Fields by the numbers of their elements: how they are read, and what becomes of
# them (RFC 4120 5.4.1, 5.6.1, 5.9.1).
_REQUEST_FIELDS: dict[int, Callable[[Encoding], Any]] = {
    0: lambda part: _kdc_options(part),
    1: parts.principal,
    2: Encoding.value,
    3: parts.principal,
    4: parts.time_text,
    5: parts.time_text,
    6: parts.time_text,
    7: Encoding.value,
    8: _array,
    9: parts.addresses,
    10: Encoding.value,
    11: parts.tickets,
}
_REQUEST_VALUES: dict[int, tuple[str, Callable[[Messages, Any], Any]]] = {
    0: ("kdc_options", Messages._options),
    1: ("client_name", _name),
    2: ("service_realm", _same),
    3: ("service_name", _name),
    4: ("from_", _time),
    5: ("till", _time),
    6: ("rtime", _time),
    7: ("nonce", _count),
    8: ("encryption_types", Messages._numbers),
    9: ("host_addrs", Messages._addresses),
    11: ("additional_tickets", Messages._more_tickets),
}
_SAFE_FIELDS: dict[int, Callable[[Encoding], Any]] = {
    0: Encoding.value,
    1: parts.time_text,
    2: Encoding.value,
    3: Encoding.value,
    4: parts.address,
    5: parts.address,
}
_ERROR_FIELDS: dict[int, Callable[[Encoding], Any]] = {
    0: Encoding.value,
    1: Encoding.value,
    2: parts.time_text,
    3: Encoding.value,
    4: parts.time_text,
    5: Encoding.value,
    _ERROR_CODE: _nothing,
    7: Encoding.value,
    8: parts.principal,
    9: Encoding.value,
    10: parts.principal,
    11: Encoding.value,
}
_ERROR_NAMES = {
    0: "pvno",
    1: "msg_type",
    7: "client_realm",
    8: "client_name",
    9: "service_realm",
    10: "service_name",
    11: "error_text",
    12: "pa_data",
}


def _kdc_options(part: Encoding) -> int:
    part.meta()
    return part.count(KDC_OPTIONS)


_MESSAGES: dict[int, Callable[[Messages, Encoding, bool], None]] = {
    10: Messages._kdc_request,
    11: Messages._kdc_response,
    12: Messages._kdc_request,
    13: Messages._kdc_response,
    14: Messages._ap_request,
    15: Messages._ap_response,
    20: Messages._safe,
    21: Messages._priv,
    22: Messages._cred,
    30: Messages._error,
}
