"""Extensions of hellos (RFC 6066, RFC 7301, RFC 8446 4.2 and others).

Each that has an event of its own is read here; after it, and for all others, the
general event comes. An extension without content has only that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...values.vector import Vector
from ..layout import out_of_bound
from .numbers import CLIENT_HELLO, SERVER_HELLO
from .reading import Reader

if TYPE_CHECKING:
    from .handshake import Handshake

EVENTS = (
    "ssl_extension",
    "ssl_extension_application_layer_protocol_negotiation",
    "ssl_extension_connection_id",
    "ssl_extension_ec_point_formats",
    "ssl_extension_elliptic_curves",
    "ssl_extension_key_share",
    "ssl_extension_pre_shared_key_client_hello",
    "ssl_extension_pre_shared_key_server_hello",
    "ssl_extension_psk_key_exchange_modes",
    "ssl_extension_server_name",
    "ssl_extension_signature_algorithm",
    "ssl_extension_signed_certificate_timestamp",
    "ssl_extension_supported_versions",
)

_HEADER = 4
_HOST_NAME = 0
_LOG_ID = 32

Pair = tuple[int, int]
"Numbers of a hash algorithm and a signature algorithm."


def read_extensions(handshake: Handshake, hello: Reader, name: str) -> None:
    """The extensions at the end of a hello, if there are any."""
    if hello.at < hello.end:
        hello.number(f"{name}:ext_len__elem", 2)
    while hello.at < hello.end:
        extension = hello.inner()
        extension.fits("SSLExtension:data_len", _HEADER)
        kind = extension.number("SSLExtension:type", 2)
        length = extension.number("SSLExtension:data_len", 2)
        extension.bound("SSLExtension", length + _HEADER)
        content = extension.data[extension.at : extension.end]
        read = _READERS.get(kind)
        if read is not None and length:
            read(handshake, extension.inner())
        handshake.tell("ssl_extension", handshake.is_client, kind, content)
        hello.at = extension.end


def _server_name(handshake: Handshake, data: Reader) -> None:
    names = []
    for kind, name in data.listed("ServerNameExt", 2, _name):
        if kind == _HOST_NAME:
            names.append(name)
        else:
            handshake.weird("ssl_ext_unknown_server_name_type", str(kind))
    event = "ssl_extension_server_name"
    handshake.tell(event, handshake.is_client, Vector(names))


def _name(data: Reader) -> tuple[int, bytes]:
    kind = data.number("ServerName:name_type", 1)
    if kind != _HOST_NAME:
        return kind, data.rest()
    inner = data.inner()
    length = inner.number("ServerNameHostName:length", 2)
    name = inner.take("ServerNameHostName:host_name", length)
    data.at = inner.at
    return kind, name


def _curves(handshake: Handshake, data: Reader) -> None:
    length = data.number("EllipticCurves:length", 2)
    curves = data.shorts("EllipticCurves:elliptic_curve_list", length // 2)
    event = "ssl_extension_elliptic_curves"
    handshake.tell(event, handshake.is_client, Vector(curves))


def _point_formats(handshake: Handshake, data: Reader) -> None:
    length = data.number("EcPointFormats:length", 1)
    formats = data.octets("EcPointFormats:point_format_list", length)
    event = "ssl_extension_ec_point_formats"
    handshake.tell(event, handshake.is_client, Vector(formats))


def signature_algorithms(handshake: Handshake, data: Reader) -> list[Pair]:
    """A list of algorithms, which the event tells wherever it stands."""
    pairs = data.listed("SignatureAlgorithm", 2, pair)
    event = "ssl_extension_signature_algorithm"
    if handshake.wants(event):
        found = Vector(handshake.algorithm(each) for each in pairs)
        handshake.tell(event, handshake.is_client, found)
    return pairs


def pair(data: Reader) -> Pair:
    """The numbers of a hash algorithm and a signature algorithm."""
    data.fits("SignatureAndHashAlgorithm", 2)
    first, second = data.octets("SignatureAndHashAlgorithm", 2)
    return first, second


def _signature_algorithms(handshake: Handshake, data: Reader) -> None:
    signature_algorithms(handshake, data)


def _protocols(handshake: Handshake, data: Reader) -> None:
    name = "ApplicationLayerProtocolNegotiationExtension"
    protocols = data.listed(name, 2, _protocol)
    event = "ssl_extension_application_layer_protocol_negotiation"
    handshake.tell(event, handshake.is_client, Vector(protocols))


def _protocol(data: Reader) -> bytes:
    return data.take("ProtocolName:name", data.number("ProtocolName:length", 1))


def _timestamps(handshake: Handshake, data: Reader) -> None:
    def read(stamp: Reader) -> None:
        _timestamp(handshake, stamp)

    data.listed("SignedCertificateTimestampList", 2, read)


def _timestamp(handshake: Handshake, data: Reader) -> None:
    """A time stamp of Certificate Transparency (RFC 6962 3.3)."""
    name = "SignedCertificateTimestamp"
    data.fits(f"{name}:version", 3)
    data.bound(name, data.number(f"{name}:length", 2) + 2)
    # What is shorter than its first fields has no version either.
    if data.at >= data.end:
        raise out_of_bound(f"{name}:logid", 3 + _LOG_ID, data.end - data.start)
    version = data.number(f"{name}:version", 1)
    log = data.take(f"{name}:logid", _LOG_ID)
    data.fits(f"{name}:extensions_length", 10)
    time = data.number(f"{name}:timestamp", 8)
    length = data.number(f"{name}:extensions_length", 2)
    data.skip(f"{name}:extensions", length)
    data.fits(f"{name}:digitally_signed_signature_length", 4)
    algorithm = pair(data)
    length = data.number(f"{name}:digitally_signed_signature_length", 2)
    signature = data.take(f"{name}:digitally_signed_signature", length)
    event = "ssl_extension_signed_certificate_timestamp"
    if handshake.wants(event):
        about = handshake.algorithm(algorithm)
        client = handshake.is_client
        handshake.tell(event, client, version, log, time, about, signature)


def _key_share(handshake: Handshake, data: Reader) -> None:
    """The groups of keys; a request to try again has one without a key."""
    if handshake.message == CLIENT_HELLO:
        groups = data.listed("ClientHelloKeyShare", 2, _key)
    elif handshake.message != SERVER_HELLO:
        return
    elif data.end - data.at == 2:
        groups = [data.number("HelloRetryRequestKeyShare", 2)]
    else:
        groups = [_key(data)]
    handshake.tell("ssl_extension_key_share", handshake.is_client, Vector(groups))


def _key(data: Reader) -> int:
    data.fits("KeyShareEntry:key_exchange_length", 4)
    group = data.number("KeyShareEntry:namedgroup", 2)
    length = data.number("KeyShareEntry:key_exchange_length", 2)
    data.skip("KeyShareEntry:key_exchange", length)
    return group


def _supported_versions(handshake: Handshake, data: Reader) -> None:
    """What the client can do, or what the server chose."""
    if handshake.is_client:
        versions = data.number_list("SupportedVersions", 1, "versions__elem", 2)
    else:
        versions = [data.number("OneSupportedVersion", 2)]
        handshake.choose_version(versions[0])
    event = "ssl_extension_supported_versions"
    handshake.tell(event, handshake.is_client, Vector(versions))


def _exchange_modes(handshake: Handshake, data: Reader) -> None:
    modes = data.number_list("PSKKeyExchangeModes", 1, "modes__elem", 1)
    event = "ssl_extension_psk_key_exchange_modes"
    handshake.tell(event, handshake.is_client, Vector(modes))


def _pre_shared_key(handshake: Handshake, data: Reader) -> None:
    if handshake.message == CLIENT_HELLO:
        _offered_keys(handshake, data)
    elif handshake.message == SERVER_HELLO:
        chosen = data.number("SelectedPreSharedKeyIdentity", 2)
        event = "ssl_extension_pre_shared_key_server_hello"
        handshake.tell(event, handshake.is_client, chosen)


def _offered_keys(handshake: Handshake, data: Reader) -> None:
    identities = data.listed("PSKIdentitiesList", 2, _identity)
    binders = data.listed("PSKBindersList", 2, _binder)
    event = "ssl_extension_pre_shared_key_client_hello"
    if handshake.wants(event):
        record = handshake.rt.record("SSL::PSKIdentity")
        shown = Vector(record(*identity) for identity in identities)
        handshake.tell(event, handshake.is_client, shown, Vector(binders))


def _identity(data: Reader) -> tuple[bytes, int]:
    identity = data.take("PSKIdentity:identity", data.number("PSKIdentity:length", 2))
    return identity, data.number("PSKIdentity:obfuscated_ticket_age", 4)


def _binder(data: Reader) -> bytes:
    return data.take("PSKBinder:binder", data.number("PSKBinder:length", 1))


def _connection_id(handshake: Handshake, data: Reader) -> None:
    name = data.take("ConnectionId:cid", data.number("ConnectionId:length", 1))
    handshake.tell("ssl_extension_connection_id", handshake.is_client, name)


_READERS: dict[int, Callable[[Handshake, Reader], None]] = {
    0: _server_name,
    10: _curves,
    11: _point_formats,
    13: _signature_algorithms,
    16: _protocols,
    18: _timestamps,
    40: _key_share,
    41: _pre_shared_key,
    43: _supported_versions,
    45: _exchange_modes,
    51: _key_share,
    54: _connection_id,
}
