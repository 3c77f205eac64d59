"""NTLM: challenge and response as a proof of who somebody is ([MS-NLMP]).

The messages come inside of others (SMB, DCE/RPC, SPNEGO), each as a whole. Fixed
fields say where in the payload behind them each string lies. As in Zeek every
string is taken for UTF-16, whatever the flags say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ..values.record import UNSET
from .contract import Analyzer, ParseError
from .layout import Cursor, Layout, invalid_case
from .strings import utf16_to_utf8
from .times import from_filetime

EVENTS = ("ntlm_negotiate", "ntlm_challenge", "ntlm_authenticate")

TOKEN = Layout(
    "NTLM_SSP_Token",
    "[MS-NLMP] 2.2.1",
    "signature:8s msg_type:I",
    ends="signature msg_type",
)
NEGOTIATE = Layout(
    "NTLM_Negotiate",
    "[MS-NLMP] 2.2.1.1",
    "flags:I domain:H :H domain_offset:I workstation:H :H workstation_fields:I",
    ends="workstation_fields",
)
CHALLENGE = Layout(
    "NTLM_Challenge",
    "[MS-NLMP] 2.2.1.2",
    "target_name:H :H target_name_offset:I flags:I challenge:Q :8x "
    "target_info:H :H target_info_fields:I",
    ends="target_info_fields",
)
AUTHENTICATE = Layout(
    "NTLM_Authenticate",
    "[MS-NLMP] 2.2.1.3",
    "lm_response:H :H lm_offset:I nt_response:H :H nt_offset:I domain:H :H "
    "domain_offset:I user:H :H user_offset:I workstation:H :H workstation_offset:I "
    "session_key:H :H session_key_offset:I flags:I",
    ends="flags",
)
VERSION = Layout(
    "NTLM_Version", "[MS-NLMP] 2.2.2.10", "major:B minor:B build:H :3x revision:B"
)
AV_PAIR = Layout("NTLM_AV_Pair", "[MS-NLMP] 2.2.2.1", "id:H length:H", ends="length")
AV_FLAGS = Layout("NTLM_AV_Pair", "[MS-NLMP] 2.2.2.1", "av_flags:I")
AV_TIMESTAMP = Layout("NTLM_AV_Pair", "[MS-NLMP] 2.2.2.1", "timestamp:Q")
AV_CHANNEL_BINDINGS = Layout("NTLM_AV_Pair", "[MS-NLMP] 2.2.2.1", "channel_bindings:H")
SINGLE_HOST = Layout(
    "NTLM_Single_Host",
    "[MS-NLMP] 2.2.2.2",
    "size:I :4x data_present:I",
    ends="data_present",
)
MACHINE_ID = Layout("NTLM_Single_Host", "[MS-NLMP] 2.2.2.2", "machine_id:I")

SIGNATURE = b"NTLMSSP\0"
NEGOTIATE_TYPE, CHALLENGE_TYPE, AUTHENTICATE_TYPE = 1, 2, 3

NEGOTIATE_VERSION = 0x02000000
KEY_EXCHANGE = 0x40000000
NEGOTIATE_TARGET_INFO = 0x00800000
OEM_WORKSTATION_SUPPLIED = 0x00002000
OEM_DOMAIN_SUPPLIED = 0x00001000
REQUEST_TARGET = 0x00000004

# The flags in the order of NTLM::NegotiateFlags ([MS-NLMP] 2.2.2.5).
_FLAGS = (
    0x80000000,  # negotiate_56
    KEY_EXCHANGE,
    0x20000000,  # negotiate_128
    NEGOTIATE_VERSION,
    NEGOTIATE_TARGET_INFO,
    0x00400000,  # request_non_nt_session_key
    0x00100000,  # negotiate_identify
    0x00080000,  # negotiate_extended_sessionsecurity
    0x00020000,  # target_type_server
    0x00010000,  # target_type_domain
    0x00008000,  # negotiate_always_sign
    OEM_WORKSTATION_SUPPLIED,
    OEM_DOMAIN_SUPPLIED,
    0x00000800,  # negotiate_anonymous_connection
    0x00000200,  # negotiate_ntlm
    0x00000080,  # negotiate_lm_key
    0x00000040,  # negotiate_datagram
    0x00000020,  # negotiate_seal
    0x00000010,  # negotiate_sign
    REQUEST_TARGET,
    0x00000002,  # negotiate_oem
    0x00000001,  # negotiate_unicode
)

# The attributes that are strings, by their number.
_AV_TEXTS = {
    1: "nb_computer_name",
    2: "nb_domain_name",
    3: "dns_computer_name",
    4: "dns_domain_name",
    5: "dns_tree_name",
    9: "target_name",
}
_AV_END = 0
_CONSTRAINED_AUTH = 0x1
_CUSTOM_DATA = 0x1


class Part(NamedTuple):
    """Where in the message a string lies."""

    length: int
    offset: int


class Payload(Cursor):
    """What follows the fixed fields; places count from the message's begin."""

    __slots__ = ("before",)

    def __init__(self, fixed: Cursor, message_begin: int):
        super().__init__(fixed.data, fixed.at, fixed.end)
        self.before = fixed.at - message_begin

    def version(self, flags: int, *parts: Part) -> tuple[int, ...] | None:
        """The version, which stands before the strings when there is one."""
        first = min(part.offset for part in parts)
        if not flags & NEGOTIATE_VERSION or self.before >= first:
            return None
        return self.nested().read(VERSION)

    def string(self, part: Part, wanted: int) -> bytes | None:
        """The bytes of a string, None if it is not there."""
        if not wanted:
            return None
        inner = self.nested()
        inner.pad_to("NTLM_String:pad1", (part.offset - self.before) & 0xFFFFFFFF)
        return inner.take("NTLM_String:string", part.length)

    def attributes(self, part: Part) -> list[tuple[int, Any]]:
        """The attributes of a server ([MS-NLMP] 2.2.2.1) up to the end mark."""
        inner = self.nested()
        inner.pad_to("NTLM_AV_Pair_Sequence:pad1", (part.offset - self.before) & 0xFFFF)
        pairs: list[tuple[int, Any]] = []
        while inner.at < inner.end and (not pairs or pairs[-1][0] != _AV_END):
            pair = inner.nested()
            pairs.append(_attribute(pair))
            inner.at = pair.at
        return pairs


def _attribute(pair: Cursor) -> tuple[int, Any]:
    """One attribute; those that are no strings have the length of their type."""
    kind, length = pair.read(AV_PAIR)
    if kind == _AV_END:
        return kind, None
    if name := _AV_TEXTS.get(kind):
        return kind, pair.take(f"NTLM_AV_Pair:{name}", length)
    read = _AV_OTHERS.get(kind)
    if read is None:
        raise invalid_case("NTLM_AV_Pair", kind)
    return kind, read(pair)


def _single_host(pair: Cursor) -> int:
    inner = pair.nested()
    _, present = inner.read(SINGLE_HOST)
    if present & _CUSTOM_DATA:
        inner.skip("NTLM_Single_Host:custom_data", 4)
    machine_id = inner.count(MACHINE_ID)
    pair.at = inner.at
    return machine_id


_AV_OTHERS: dict[int, Callable[[Cursor], int]] = {
    6: lambda pair: pair.count(AV_FLAGS),
    7: lambda pair: pair.count(AV_TIMESTAMP),
    8: _single_host,
    10: lambda pair: pair.count(AV_CHANNEL_BINDINGS),
}


class Challenge(NamedTuple):
    """The server's challenge, and what it says of itself."""

    flags: int
    challenge: int
    target: bytes | None
    version: tuple[int, ...] | None
    attributes: list[tuple[int, Any]] | None
    attributes_length: int


class Authenticate(NamedTuple):
    """The client's proof of who it is; strings that have no bytes are None."""

    flags: int
    domain: bytes | None
    user: bytes | None
    workstation: bytes | None
    session_key: bytes | None
    version: tuple[int, ...] | None
    response: bytes | None


def message(data: bytes) -> tuple[int, Cursor]:
    """A message's type, and a cursor behind it."""
    cursor = Cursor(data, 0, len(data))
    _, kind = cursor.read(TOKEN)
    return kind, cursor.nested()


def read_challenge(cursor: Cursor) -> Challenge:
    """A challenge from behind its type on."""
    *places, flags, challenge, length, _, offset = cursor.read(CHALLENGE)
    (name,), info = _parts(places), Part(length, offset)
    payload = Payload(cursor, 0)
    version = payload.version(flags, name, info)
    target = payload.string(name, flags & REQUEST_TARGET)
    pairs = payload.attributes(info) if flags & NEGOTIATE_TARGET_INFO else None
    return Challenge(flags, challenge, target, version, pairs, length)


def read_authenticate(cursor: Cursor) -> Authenticate:
    """The answer to a challenge from behind its type on."""
    *places, flags = cursor.read(AUTHENTICATE)
    _, response, *named = parts = _parts(places)
    payload = Payload(cursor, 0)
    version = payload.version(flags, *named)
    strings = [payload.string(part, part.length) for part in parts[1:]]
    proof, domain, user, workstation, key = strings
    return Authenticate(flags, domain, user, workstation, key, version, proof)


class NTLMAnalyzer(Analyzer):
    """NTLM messages, each delivered as a whole."""

    name = "NTLM"
    EVENTS = EVENTS

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One message."""
        read = {
            NEGOTIATE_TYPE: self._negotiate,
            CHALLENGE_TYPE: self._challenge,
            AUTHENTICATE_TYPE: self._authenticate,
        }
        try:
            kind, cursor = message(data)
            if kind in read:
                read[kind](cursor)
        except ParseError as error:
            self.connection.violation(self, str(error))
            return
        self.connection.confirm(self)

    def _negotiate(self, cursor: Cursor) -> None:
        """What the client can do."""
        flags, *places = cursor.read(NEGOTIATE)
        domain, workstation = _parts(places)
        payload = Payload(cursor, 0)
        version = payload.version(flags, domain, workstation)
        texts = (
            payload.string(domain, flags & OEM_DOMAIN_SUPPLIED),
            payload.string(workstation, flags & OEM_WORKSTATION_SUPPLIED),
        )
        self._raise("ntlm_negotiate", "NTLM::Negotiate", lambda: (
            self._flags(flags), *map(self._text, texts), self._version(version)
        ))  # fmt: skip

    def _challenge(self, cursor: Cursor) -> None:
        """The server's challenge, and what it is."""
        found = read_challenge(cursor)
        pairs, length = found.attributes, found.attributes_length
        self._raise("ntlm_challenge", "NTLM::Challenge", lambda: (
            self._flags(found.flags), found.challenge, self._text(found.target),
            self._version(found.version),
            UNSET if pairs is None else self._attributes(pairs, length),
        ))  # fmt: skip

    def _authenticate(self, cursor: Cursor) -> None:
        """The client's proof of who it is."""
        found = read_authenticate(cursor)
        names = found.domain, found.user, found.workstation
        key, proof = found.session_key, found.response
        self._raise("ntlm_authenticate", "NTLM::Authenticate", lambda: (
            self._flags(found.flags), *map(self._text, names),
            UNSET if key is None else key, self._version(found.version),
            UNSET if proof is None else proof,
        ))  # fmt: skip

    # What scripts see

    def _raise(self, event: str, record: str, values: Callable[[], Any]) -> None:
        """Raise an event with a record, whose values are made only when wanted."""
        connection = self.connection
        handler = connection.rt.event(event)
        if handler.wanted:
            cls = connection.rt.record(record)
            handler.queue(connection.record(), cls(*values()))

    def _text(self, raw: bytes | None) -> Any:
        return UNSET if raw is None else utf16_to_utf8(raw, self.connection)

    def _flags(self, flags: int) -> Any:
        cls = self.connection.rt.record("NTLM::NegotiateFlags")
        return cls(*[flags & bit > 0 for bit in _FLAGS])

    def _version(self, version: tuple[int, ...] | None) -> Any:
        if version is None:
            return UNSET
        return self.connection.rt.record("NTLM::Version")(*version)

    def _attributes(self, pairs: list[tuple[int, Any]], length: int) -> Any:
        """The attributes as a record; without an end mark that is a violation."""
        record = self.connection.rt.record("NTLM::AVs")()
        for kind, value in pairs:
            if kind in _AV_TEXTS:
                setattr(record, _AV_TEXTS[kind], self._text(value))
            elif kind == 6:
                record.constrained_auth = value & _CONSTRAINED_AUTH > 0
            elif kind == 7:
                record.timestamp = from_filetime(value)
            elif kind == 8:
                record.single_host_id = value
        if length and (not pairs or pairs[-1][0] != _AV_END):
            self.connection.violation(self, "NTLM AV Pair loop underflow")
        return record


def _parts(places: list[int]) -> list[Part]:
    """Length, greatest length and offset of several strings."""
    return [Part(places[i], places[i + 2]) for i in range(0, len(places), 3)]
