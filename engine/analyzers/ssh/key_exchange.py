"""Packets in the clear: algorithms, and the messages that exchange keys."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from ...values.record import UNSET
from ...values.vector import Vector
from ..layout import Cursor, Layout, int32, invalid_case, out_of_bound
from .states import State, way_of

if TYPE_CHECKING:
    from .analyzer import SSHAnalyzer

EVENTS = (
    "ssh_capabilities",
    "ssh_server_host_key",
    "ssh_server_host_key_fingerprint",
    "ssh1_server_host_key",
    "ssh2_server_host_key",
    "ssh2_dh_server_params",
    "ssh2_dh_gex_init",
    "ssh2_ecc_init",
    "ssh2_ecc_key",
    "ssh2_gss_init",
    "ssh2_gss_error",
    "ssh2_rsa_secret",
)

HEADER = Layout(
    "SSH2_Key_Exchange:header", "RFC 4253 6", "padding_length:B msg_type:B", order=">"
)
COOKIE = Layout("SSH2_KEXINIT", "RFC 4253 7.1", "cookie:16s", "cookie", ">")
FOLLOWS = Layout(
    "SSH2_KEXINIT",
    "RFC 4253 7.1",
    "first_kex_packet_follows:B reserved:I",
    "reserved",
    ">",
)
STRING_LENGTH = Layout("ssh_string", "RFC 4251 5", "len:I", "len", ">")
STATUS = Layout(
    "SSH2_GSS_ERROR",
    "RFC 4462 2.1",
    "major_status:I minor_status:I",
    "minor_status",
    ">",
)
HAVE_TOKEN = Layout("SSH2_GSS_COMPLETE", "RFC 4462 2.1", "have_token:B", order=">")
GROUP_SIZES = Layout("SSH2_DH_GEX_REQUEST", "RFC 4419 3", "min:I n:I max:I", order=">")
GROUP_SIZE = Layout("SSH2_DH_GEX_REQUEST_OLD", "RFC 4419 3", "n:I", order=">")

MP_LENGTH = Layout("ssh1_mp_int", "SSH 1.5, Integers", "len:H", "len", ">")
TYPE1 = Layout("SSH1_Key_Exchange", "SSH 1.5, Packets", "msg_type:B", order=">")
CRC1 = Layout("SSH1_Key_Exchange", "SSH 1.5, Packets", "crc:I", order=">")
COOKIE1 = Layout("SSH1_PUBLIC_KEY", "SSH 1.5", "cookie:8s server_key:I",
                 "cookie server_key", ">")  # fmt: skip
HOST_KEY1 = Layout("SSH1_PUBLIC_KEY", "SSH 1.5", "host_key:I", order=">")
MASKS1 = Layout(
    "SSH1_PUBLIC_KEY",
    "SSH 1.5",
    "flags:I supported_ciphers:I supported_auths:I",
    order=">",
)
CIPHER1 = Layout("SSH1_SESSION_KEY", "SSH 1.5", "cipher:B cookie:8s",
                 "cipher cookie", ">")  # fmt: skip
FLAGS1 = Layout("SSH1_SESSION_KEY", "SSH 1.5", "flags:I", order=">")

NEWKEYS = 21
PUBLIC_KEY, SESSION_KEY = 2, 3

_FINGERPRINT = 32
"So many characters Zeek shows of a fingerprint."

# Lists of KEXINIT behind the first two, in both directions, with their limits.
_PREFERENCES = ("encryption_algorithms", "mac_algorithms", "compression_algorithms")
_LISTS = 10


class Packet(NamedTuple):
    """The payload of a packet."""

    kind: int
    length: int
    is_orig: bool


class KeyExchange:
    """Reads the packets of both sides and raises their events."""

    def __init__(self, analyzer: SSHAnalyzer):
        self._analyzer = analyzer
        self._connection = analyzer.connection
        self._first: tuple[bytes, bool] | None = None
        "The ways to exchange keys of the side that named them first."

    def _event(self, name: str, *args: Any) -> None:
        self._connection.event(name, *args)

    # Packets of SSH 2

    def packet(self, data: bytes, length: int, is_orig: bool) -> None:
        """A packet (RFC 4253 6) with its length in front."""
        cursor = Cursor(data, 4, 4 + _given("SSH2_Key_Exchange", length, len(data) - 4))
        padding, kind = cursor.read(HEADER)
        if kind == NEWKEYS:
            self._analyzer.states[is_orig] = State.ENCRYPTED
        payload = (length - padding - 2) & 0xFFFFFFFF
        self._payload(cursor, Packet(kind, payload, is_orig))
        if kind == NEWKEYS:
            self._connection.confirm(self._analyzer)
        cursor.skip("SSH2_Key_Exchange:pad", padding)

    def _payload(self, cursor: Cursor, packet: Packet) -> None:
        """What the packet holds, by how far its side is."""
        state = self._analyzer.states[packet.is_orig]
        if state is State.KEX_INIT:
            self._kexinit(_bounded(cursor, "SSH2_KEXINIT", packet.length), packet)
            return
        where, messages, ignores = _WAYS.get(state, ("SSH2_Message", {}, True))
        if message := messages.get(packet.kind):
            name, read = message
            inner = _bounded(cursor, name, packet.length) if name else cursor
            read(self, inner, packet)
        elif ignores:
            _nested_skip(cursor, f"{where}:unknown", packet.length)
        else:
            raise invalid_case(where, packet.kind)

    def string(self, cursor: Cursor) -> bytes:
        """A string with its length in front (RFC 4251 5)."""
        inner = cursor.nested()
        length = inner.read(STRING_LENGTH)[0]
        limit = self._analyzer.limit("max_string_length")
        if 0 < limit < length:
            name = "SSH_max_string_length_exceeded"
            self._analyzer.exceeded(name, f"{length} > {limit}")
            length = limit
        text = inner.take("ssh_string:val", length)
        cursor.at = inner.at
        return text

    def _kexinit(self, cursor: Cursor, packet: Packet) -> None:
        """The algorithms of one side (RFC 4253 7.1)."""
        cookie = cursor.read(COOKIE)[0]
        lists = [self.string(cursor) for _ in range(_LISTS)]
        if cursor.end - cursor.at < FOLLOWS.size:
            needed = cursor.at - cursor.start + FOLLOWS.size
            raise out_of_bound(
                "SSH2_KEXINIT:reserved", needed, cursor.end - cursor.start
            )
        self._agree(lists[0], packet.is_orig)
        handler = self._connection.net.handler("ssh_capabilities")
        if handler.wanted:
            shown = self._capabilities(lists, packet.is_orig)
            handler.queue(self._connection.record(), cookie, shown)

    def _agree(self, algorithms: bytes, is_orig: bool) -> None:
        """Find the way that the client prefers of those that both know."""
        if self._first is None:
            self._first = algorithms, is_orig
            return
        other, was_orig = self._first
        if was_orig == is_orig:
            return
        limit = self._analyzer.limit("max_kexinit_kex_algorithms") or None
        names = [x.split(b",")[:limit] for x in (algorithms, other)]
        client, server = names if is_orig else names[::-1]
        known = set(server)
        agreed = next((x for x in client if x in known), None)
        if agreed is not None:
            self._go_on(agreed)

    def _go_on(self, algorithm: bytes) -> None:
        way = way_of(algorithm)
        if way is None:
            text = algorithm.partition(b"\0")[0].decode("utf-8", "surrogateescape")
            self._analyzer.weird("ssh_unknown_kex_algorithm", text)
        else:
            self._analyzer.states.update({True: way, False: way})

    def _capabilities(self, lists: list[bytes], is_orig: bool) -> Any:
        rt = self._connection.rt
        preferences = rt.record("SSH::Algorithm_Prefs")
        kex = self._names(lists[0], "kex_algorithms")
        host_key = self._names(lists[1], "hostkey_algorithms")
        pairs = [
            preferences(self._names(lists[at], name), self._names(lists[at + 1], name))
            for at, name in zip((2, 4, 6), _PREFERENCES, strict=True)
        ]
        languages = UNSET
        if lists[8] or lists[9]:
            spoken = [self._names(x, "languages") if x else UNSET for x in lists[8:]]
            languages = preferences(*spoken)
        return rt.record("SSH::Capabilities")(
            kex, host_key, *pairs, languages, not is_orig
        )

    def _names(self, text: bytes, kind: str) -> Any:
        """A list of names, as many as scripts allow."""
        names = text.split(b",")
        limit = self._analyzer.limit(f"max_kexinit_{kind}")
        if 0 < limit < len(names):
            name = f"SSH_max_kexinit_{kind}_exceeded"
            self._analyzer.exceeded(name, f"{len(names)} > {limit}")
            del names[limit:]
        return Vector(names)

    # Messages that exchange keys

    def _host_key(self, key: bytes) -> None:
        if self._connection.net.handler("ssh_server_host_key").wanted:
            self._event("ssh_server_host_key", _colons(hashlib.md5(key).digest()))
        self._event("ssh2_server_host_key", key)
        digest = hashlib.sha256(key).digest()
        self._event("ssh_server_host_key_fingerprint", _fingerprint(digest))

    def _reply(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXDH_REPLY (RFC 4253 8): key, number and signature."""
        key, _, _ = [self.string(cursor) for _ in range(3)]
        self._host_key(key)

    def _init(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXDH_INIT (RFC 4253 8)."""
        self.string(cursor)
        self._event("ssh2_dh_gex_init", packet.is_orig)

    def _request(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEX_DH_GEX_REQUEST (RFC 4419 3)."""
        _nested_read(cursor, GROUP_SIZES)

    def _old_request(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEX_DH_GEX_REQUEST_OLD (RFC 4419 5)."""
        _nested_read(cursor, GROUP_SIZE)

    def _group(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEX_DH_GEX_GROUP (RFC 4419 3)."""
        prime, generator = self.string(cursor), self.string(cursor)
        self._event("ssh2_dh_server_params", prime, generator)

    def _ecc_init(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEX_ECDH_INIT (RFC 5656 4)."""
        self._event("ssh2_ecc_key", packet.is_orig, self.string(cursor))
        self._event("ssh2_ecc_init", packet.is_orig)

    def _ecc_reply(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEX_ECDH_REPLY (RFC 5656 4)."""
        key, point, _ = [self.string(cursor) for _ in range(3)]
        self._host_key(key)
        self._event("ssh2_ecc_key", packet.is_orig, point)

    def _gss_init(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXGSS_INIT (RFC 4462 2.1)."""
        self.string(cursor)
        self.string(cursor)
        self._event("ssh2_gss_init", packet.is_orig)

    def _gss_continue(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXGSS_CONTINUE, and others of one string."""
        self.string(cursor)

    def _two_strings(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXRSA_PUBKEY (RFC 4432 4)."""
        self.string(cursor)
        self.string(cursor)

    def _gss_complete(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXGSS_COMPLETE (RFC 4462 2.1)."""
        self.string(cursor)
        self.string(cursor)
        if cursor.count(HAVE_TOKEN):
            self.string(cursor)

    def _gss_host_key(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXGSS_HOSTKEY (RFC 4462 2.1)."""
        self._host_key(self.string(cursor))

    def _gss_error(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXGSS_ERROR (RFC 4462 2.1)."""
        major, minor = cursor.read(STATUS)
        message = self.string(cursor)
        self.string(cursor)
        self._event("ssh2_gss_error", major, minor, message)

    def _rsa_secret(self, cursor: Cursor, packet: Packet) -> None:
        """SSH_MSG_KEXRSA_SECRET (RFC 4432 4)."""
        self.string(cursor)
        self._event("ssh2_rsa_secret", packet.is_orig)

    # Packets of SSH 1

    def old_packet(self, data: bytes, length: int, is_orig: bool) -> None:
        """A packet of SSH 1 with its length in front."""
        padding = 8 - length % 8
        whole = _given("SSH1_Key_Exchange", length + padding, len(data) - 4)
        cursor = Cursor(data, 4, 4 + whole)
        cursor.skip("SSH1_Key_Exchange:pad_fill", padding)
        kind = cursor.count(TYPE1)
        payload = (length - 5) & 0xFFFFFFFF
        if kind == PUBLIC_KEY:
            self._old_public_key(_bounded(cursor, "SSH1_PUBLIC_KEY", payload))
        elif kind == SESSION_KEY:
            _old_session_key(_bounded(cursor, "SSH1_SESSION_KEY", payload))
        else:
            raise invalid_case("SSH1_Message", kind)
        self._analyzer.states[is_orig] = State.ENCRYPTED
        if kind == SESSION_KEY:
            self._connection.confirm(self._analyzer)
        cursor.count(CRC1)

    def _old_public_key(self, cursor: Cursor) -> None:
        """SSH_SMSG_PUBLIC_KEY."""
        cursor.read(COOKIE1)
        _old_integer(cursor)
        _old_integer(cursor)
        cursor.count(HOST_KEY1)
        exponent, modulus = _old_integer(cursor), _old_integer(cursor)
        if cursor.end - cursor.at < MASKS1.size:
            needed = cursor.at - cursor.start + MASKS1.size
            given = cursor.end - cursor.start
            raise out_of_bound("SSH1_PUBLIC_KEY:supported_auths", needed, given)
        if self._connection.net.handler("ssh_server_host_key").wanted:
            digest = hashlib.sha256(modulus + exponent).digest()
            self._event("ssh_server_host_key", _colons(digest[:16]))
            self._event("ssh_server_host_key_fingerprint", _fingerprint(digest))
        self._event("ssh1_server_host_key", modulus, exponent)


def _given(where: str, needed: int, given: int) -> int:
    """As many bytes as a structure needs, if there are so many."""
    if not 0 <= int32(needed) <= given:
        raise out_of_bound(where, needed, given)
    return needed


def _bounded(cursor: Cursor, where: str, length: int) -> Cursor:
    """A cursor for a structure of that length; the given one moves behind it."""
    inner = cursor.nested()
    inner.skip(where, length)
    begin, cursor.at = cursor.at, inner.at
    return Cursor(cursor.data, begin, inner.at)


def _nested_skip(cursor: Cursor, where: str, length: int) -> None:
    """Move behind bytes whose place counts from here."""
    inner = cursor.nested()
    inner.skip(where, length)
    cursor.at = inner.at


def _nested_read(cursor: Cursor, layout: Layout) -> None:
    """Move behind a structure of fixed size."""
    inner = cursor.nested()
    inner.read(layout)
    cursor.at = inner.at


def _old_integer(cursor: Cursor) -> bytes:
    """A number of SSH 1, its length in bits."""
    inner = cursor.nested()
    bits = inner.read(MP_LENGTH)[0]
    number = inner.take("ssh1_mp_int:val", (bits + 7) // 8)
    cursor.at = inner.at
    return number


def _old_session_key(cursor: Cursor) -> None:
    """SSH_CMSG_SESSION_KEY."""
    cursor.read(CIPHER1)
    _old_integer(cursor)
    cursor.count(FLAGS1)


def _colons(digest: bytes) -> bytes:
    return digest.hex(":").encode()


def _fingerprint(digest: bytes) -> bytes:
    return b"SHA256:" + base64.b64encode(digest)[:_FINGERPRINT]


Read = Callable[[KeyExchange, Cursor, Packet], None]
Messages = dict[int, tuple[str, Read]]
"Numbers of messages: name of what is bounded by the packet, and who reads it."

_INIT = ("SSH2_DH_GEX_INIT", KeyExchange._init)
_REPLY = ("SSH2_DH_GEX_REPLY", KeyExchange._reply)
_GROUP = ("SSH2_DH_GEX_GROUP", KeyExchange._group)
_REQUEST = ("", KeyExchange._request)

_WAYS: dict[State, tuple[str, Messages, bool]] = {
    State.KEX_DH: (
        "SSH2_Key_Exchange_DH_Message",
        {30: _INIT, 31: _REPLY},
        True,
    ),
    State.KEX_DH_GEX: (
        "SSH2_Key_Exchange_DH_GEX_Message",
        {
            30: ("", KeyExchange._old_request),
            31: _GROUP,
            32: _INIT,
            33: _REPLY,
            34: _REQUEST,
        },
        True,
    ),
    State.KEX_ECC: (
        "SSH2_Key_Exchange_ECC_Message",
        {30: ("", KeyExchange._ecc_init), 31: ("", KeyExchange._ecc_reply)},
        False,
    ),
    State.KEX_GSS: (
        "SSH2_Key_Exchange_GSS_Message",
        {
            30: ("SSH2_GSS_INIT", KeyExchange._gss_init),
            31: ("SSH2_GSS_CONTINUE", KeyExchange._gss_continue),
            32: ("SSH2_GSS_COMPLETE", KeyExchange._gss_complete),
            33: ("SSH2_GSS_HOSTKEY", KeyExchange._gss_host_key),
            34: ("SSH2_GSS_ERROR", KeyExchange._gss_error),
            40: _REQUEST,
            41: _GROUP,
        },
        False,
    ),
    State.KEX_RSA: (
        "SSH2_Key_Exchange_RSA_Message",
        {
            30: ("SSH2_RSA_PUBKEY", KeyExchange._two_strings),
            31: ("SSH2_RSA_SECRET", KeyExchange._rsa_secret),
            32: ("SSH2_RSA_DONE", KeyExchange._gss_continue),
        },
        False,
    ),
}
"""By the way of exchanging keys: its name, its messages, whether others are ignored."""
