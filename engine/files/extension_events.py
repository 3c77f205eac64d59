"""Extensions of certificates and of OCSP responses as scripts see them."""

from __future__ import annotations

from typing import Any

from .certificates import names
from .certificates.certificate import Extension
from .certificates.der import DerError, element
from .certificates.extensions import text_of
from .certificates.timestamps import timestamps
from .contract import FileContext


def extension_record(rt: Any, extension: Extension) -> Any:
    """The record of an extension."""
    number = extension.oid
    name, short = names.EXTENSIONS.get(number, (number, "UNDEF"))
    return rt.record("X509::Extension")(
        name=name.encode(),
        short_name=short.encode(),
        oid=number.encode(),
        critical=extension.critical,
        value=text_of(number, extension.value),
    )


def tell_timestamps(file: FileContext, value: bytes) -> None:
    """An event for each time stamp of Certificate Transparency in an extension."""
    error = file.rt.reporter.error
    where = "X509::ParseSignedCertificateTimestamps could not parse"
    try:
        inner = element(value).content
    except DerError:
        error(f"{where} inner octet string")
        return
    try:
        for stamp in timestamps(inner):
            file.raise_event("x509_ocsp_ext_signed_certificate_timestamp", *stamp)
    except DerError:
        error(f"{where} SCT")
