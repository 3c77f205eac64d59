"""Certificates of logins with PKINIT go to the file framework (RFC 4556)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import certificate_files

if TYPE_CHECKING:
    from ..contract import Analyzer

MIME_TYPE = b"application/x-x509-user-cert"


def give(analyzer: Analyzer, certificate: bytes, is_request: bool) -> None:
    """A whole certificate as a file, if somebody wants files."""
    number = b"0" if is_request else b"1"
    name = certificate_files.handle(analyzer.connection, b"KRB", is_request, number)
    certificate_files.give(analyzer, certificate, is_request, name, MIME_TYPE)
