"""Certificates of logins with PKINIT go to the file framework (RFC 4556)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...files import EVENTS, file_manager
from ...values.printing import describe
from ..conn import address

if TYPE_CHECKING:
    from ..conn import Connection, Endpoint
    from ..contract import Analyzer

MIME_TYPE = b"application/x-x509-user-cert"


def give(analyzer: Analyzer, certificate: bytes, is_request: bool) -> None:
    """A whole certificate as a file, if somebody wants files."""
    connection = analyzer.connection
    rt = connection.rt
    if not any(rt.event(name).wanted for name in EVENTS):
        return
    files = file_manager(rt)
    fuid = files.file_id(handle(connection, is_request))
    files.data(
        certificate,
        analyzer.name,
        connection,
        is_request,
        fuid=fuid,
        mime_type=MIME_TYPE,
    )
    files.remove(fuid)


def handle(connection: Connection, is_request: bool) -> bytes:
    """What Zeek calls the certificate of one side."""
    start = describe(float(connection.start))
    ends = _end(connection.orig) + b" > " + _end(connection.resp)
    side, number = (b"T", b"0") if is_request else (b"F", b"1")
    return b"Analyzer::ANALYZER_KRB" + start + side + ends + number


def _end(side: Endpoint) -> bytes:
    return describe(address(side.addr)) + b":" + str(side.port).encode()
