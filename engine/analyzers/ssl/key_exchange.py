"""Keys that both sides exchange before TLS 1.3 (RFC 5246 7.4.3 and 7.4.7, RFC 8422).

The form of the messages depends on the cipher suite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import numbers
from .extensions import Pair, pair
from .reading import Reader

if TYPE_CHECKING:
    from .handshake import Handshake

EVENTS = (
    "ssl_dh_client_params",
    "ssl_dh_server_params",
    "ssl_ecdh_client_params",
    "ssl_ecdh_server_params",
    "ssl_rsa_client_pms",
    "ssl_server_signature",
)

_NAMED_CURVE = 3
_NO_ALGORITHM = (256, 256)
"Numbers that no algorithm has, where a signature does not say how it was made."


def of_server(handshake: Handshake, data: Reader) -> None:
    """The server's half of the key."""
    cipher = handshake.cipher
    if cipher in numbers.ECDHE:
        _curve(handshake, data, "EcdheServerKeyExchange", signed=True)
    elif cipher in numbers.ECDH_ANONYMOUS:
        _curve(handshake, data, "EcdhAnonServerKeyExchange", signed=False)
    elif cipher in numbers.DHE:
        _group(handshake, data, "DheServerKeyExchange", signed=True)
    elif cipher in numbers.DH_ANONYMOUS:
        _group(handshake, data, "DhAnonServerKeyExchange", signed=False)


def of_client(handshake: Handshake, data: Reader) -> None:
    """The client's half."""
    cipher = handshake.cipher
    if cipher in numbers.CLIENT_RSA:
        handshake.tell("ssl_rsa_client_pms", data.rest())
    elif cipher in numbers.CLIENT_DH:
        handshake.tell("ssl_dh_client_params", data.rest())
    elif cipher in numbers.CLIENT_ECDH:
        handshake.tell("ssl_ecdh_client_params", data.rest())


def _curve(handshake: Handshake, data: Reader, name: str, *, signed: bool) -> None:
    """A point on a curve that has a name; others are not read."""
    if data.number(f"{name}:curve_type", 1) != _NAMED_CURVE:
        return
    inner = data.inner()
    inner.fits("ServerECDHParamsAndSignature:point_length", 3)
    curve = inner.number("ServerECDHParamsAndSignature:curve", 2)
    length = inner.number("ServerECDHParamsAndSignature:point_length", 1)
    point = inner.take("ServerECDHParamsAndSignature:point", length)
    signature = _signature(handshake, inner.inner()) if signed else None
    handshake.tell("ssl_ecdh_server_params", curve, point)
    _tell_signature(handshake, signature)


def _group(handshake: Handshake, data: Reader, name: str, *, signed: bool) -> None:
    """A number in a group that the server tells."""
    prime, generator, public = (
        data.take(f"{name}:dh_{part}", data.number(f"{name}:dh_{part}_length", 2))
        for part in ("p", "g", "Ys")
    )
    signature = _signature(handshake, data.inner()) if signed else None
    # With a signature Zeek asks whether somebody wants the event for curves.
    if not signed or handshake.wants("ssl_ecdh_server_params"):
        handshake.tell("ssl_dh_server_params", prime, generator, public)
    _tell_signature(handshake, signature)


def _signature(handshake: Handshake, data: Reader) -> tuple[Pair, bytes]:
    name = "ServerKeyExchangeSignature"
    algorithm = _NO_ALGORITHM
    if handshake.names_algorithms:
        inner = data.inner()
        algorithm = pair(inner)
        data.at = inner.at
    length = data.number(f"{name}:signature_length", 2)
    return algorithm, data.take(f"{name}:signature", length)


def _tell_signature(handshake: Handshake, signature: tuple[Pair, bytes] | None) -> None:
    if signature is not None and handshake.wants("ssl_server_signature"):
        algorithm, content = signature
        about = handshake.algorithm(algorithm)
        handshake.tell("ssl_server_signature", about, content)
