"""What a handshake carries for the file framework: certificates, and their status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...files import EVENTS as FILE_EVENTS
from ...files import file_manager
from ..certificate_files import give, handle

if TYPE_CHECKING:
    from ..contract import Analyzer
    from .handshake import Handshake

NAME = b"SSL"
"DTLS names its certificates like this as well."
_HOST = b"application/x-x509-user-cert"
_AUTHORITY = b"application/x-x509-ca-cert"
_STATUS = b"application/ocsp-response"
_OCSP = 1


def give_certificates(
    analyzer: Analyzer, certificates: list[bytes], is_client: bool
) -> None:
    """A chain of certificates, the one of the host first."""
    connection = analyzer.connection
    for i, certificate in enumerate(certificates):
        if not certificate:
            connection.weird("zero_length_certificate", "", analyzer.name)
            continue
        name = handle(connection, NAME, is_client, b"%d" % i)
        kind = _AUTHORITY if i else _HOST
        give(analyzer, certificate, is_client, name, kind)


def certificate_status(handshake: Handshake, kind: int, response: bytes) -> None:
    """What an OCSP responder says of the server's certificate (RFC 6066 8)."""
    if kind == _OCSP and response:
        _give_status(handshake, response)
    elif not response:
        handshake.weird("SSL_zero_length_stapled_OCSP_message")


def _give_status(handshake: Handshake, response: bytes) -> None:
    rt, analyzer = handshake.rt, handshake.analyzer
    fuid = b""
    if any(rt.event(name).wanted for name in FILE_EVENTS):
        files = file_manager(rt)
        connection = handshake.connection
        fuid = files.file_id(handle(connection, NAME, False, b"ocsp"))
        about = response, analyzer.name, connection, False
        files.data(*about, fuid=fuid, mime_type=_STATUS)
    handshake.tell("ssl_stapled_ocsp", handshake.is_client, response)
    if fuid:
        file_manager(rt).remove(fuid)
