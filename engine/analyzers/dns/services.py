"""Service bindings (RFC 9460): how and where a service is reached."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...values.addr import Addr
from ...values.record import UNSET
from ...values.vector import Vector

if TYPE_CHECKING:
    from .message import Message

_PARAMETER_HEAD = 4


class _Malformed(Exception):
    """The value of a parameter is shown as it is."""


def svcb(message: Message, length: int) -> bool:
    """Any service."""
    return _binding(message, length, "dns_SVCB")


def https(message: Message, length: int) -> bool:
    """A service of HTTP."""
    return _binding(message, length, "dns_HTTPS")


def _binding(message: Message, length: int, event: str) -> bool:
    begin = message.at
    if message.left < 3:
        message.weird("DNS_SVCB_wrong_length")
        return False
    priority = message.short()
    # The root stands for the name that was asked for.
    target = message.domain(lower=False) or b"."
    length -= message.at - begin
    parameters: Any = UNSET
    if length > 0:
        if not priority:
            message.weird("DNS_SVCB_aliasmode_with_params")
        parameters = _parameters(message, length)
    if message.listeners.event(event).wanted:
        make = message.listeners.record("dns_svcb_rr")
        # In no section are these kept back.
        message.reply(event, make(priority, target, parameters), always=True)
    return True


def _parameters(message: Message, length: int) -> Vector:
    """All parameters; fewer than four bytes at the end are none."""
    found: list[Any] = []
    make = message.listeners.record("dns_svcb_param")
    while length >= _PARAMETER_HEAD:
        key, size = message.short(), message.short()
        length -= _PARAMETER_HEAD
        begin = message.at
        if size > length:
            message.weird("DNS_SVCB_param_value_toobig", f"{size} capped to {length}")
            # Not even the key of such a one is told.
            size = length
            made = make(raw=message.take(size))
        else:
            try:
                read = _VALUES.get(key, _reserved)
                made = make(key, **read(message, size))
            except _Malformed as malformed:
                message.weird(f"DNS_SVCB_{malformed}")
                message.at = begin
                made = make(key, raw=message.take(size))
        found.append(made)
        length -= size
    return Vector(found)


def _mandatory(message: Message, size: int) -> dict[str, Any]:
    """Keys that a client must know (RFC 9460 8)."""
    if not size or size % 2:
        raise _Malformed("mandatory_length_invalid")
    return {"mandatory": Vector([message.short() for _ in range(size // 2)])}


def _alpn(message: Message, size: int) -> dict[str, Any]:
    """Protocols above TLS (RFC 9460 7.1)."""
    found: list[bytes] = []
    end = message.at + size
    while message.at + 2 <= end:
        length = message.byte()
        if not 0 < length <= end - message.at:
            raise _Malformed("alpn_length_invalid")
        found.append(message.take(length))
    if message.at != end:
        raise _Malformed("alpn_length_invalid")
    return {"alpn": Vector(found)} if found else {}


def _no_default_alpn(message: Message, size: int) -> dict[str, Any]:
    """Whether the default protocol is none of them (RFC 9460 7.1)."""
    if size:
        raise _Malformed("nodefaultalpn_value")
    return {}


def _port(message: Message, size: int) -> dict[str, Any]:
    """The port (RFC 9460 7.2)."""
    if size != 2:
        raise _Malformed("port_length_invalid")
    return {"p": message.short()}


def _ipv4_hint(message: Message, size: int) -> dict[str, Any]:
    """Addresses to begin with (RFC 9460 7.3)."""
    return _hint(message, size, 4, Addr.v4)


def _ipv6_hint(message: Message, size: int) -> dict[str, Any]:
    """The same for IPv6."""
    return _hint(message, size, 16, Addr)


def _hint(
    message: Message, size: int, width: int, make: Callable[[bytes], Addr]
) -> dict[str, Any]:
    if size % width:
        raise _Malformed("hint_length_invalid")
    found = [make(message.take(width)) for _ in range(size // width)]
    return {"hint": Vector(found)} if found else {}


def _ech(message: Message, size: int) -> dict[str, Any]:
    """How the greeting of TLS is encrypted (RFC 9848)."""
    return {"ech": b64encode(message.take(size))}


def _reserved(message: Message, size: int) -> dict[str, Any]:
    """A key that has no meaning yet."""
    raise _Malformed("key_reserved_or_invalid")


_VALUES: dict[int, Callable[[Message, int], dict[str, Any]]] = {
    0: _mandatory,
    1: _alpn,
    2: _no_default_alpn,
    3: _port,
    4: _ipv4_hint,
    5: _ech,
    6: _ipv6_hint,
}
