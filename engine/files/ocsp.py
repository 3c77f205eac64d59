"""Requests to OCSP responders and their responses as files."""

from __future__ import annotations

from ..values.time import Time
from ..values.vector import Vector
from .certificates.certificate import Extension
from .certificates.der import DerError, Element
from .certificates.ocsp import (
    REVOKED,
    Basic,
    Single,
    parse_request,
    parse_response,
    responder,
    shown_id,
)
from .certificates.times import OddTime, seconds
from .certificates.timestamps import RESPONSE_TIMESTAMPS
from .extension_events import extension_record, tell_timestamps
from .whole_file import WholeFileAnalyzer

# Versions are told as 0, as Zeek does in any case.
_VERSION = 0


class _OCSPAnalyzer(WholeFileAnalyzer):
    """A request or a response."""

    kind = ""

    def end(self) -> bool:
        """Tell everything."""
        try:
            self.tell(bytes(self._data))
        except DerError:
            self.file.weird(f"openssl_ocsp_{self.kind}_parse_error", "", "")
        return False

    def tell(self, data: bytes) -> None:
        """Raise the events of a file."""


class OCSPRequest(_OCSPAnalyzer):
    """What a responder is asked."""

    name = "OCSP_REQUEST"
    kind = "request"

    def tell(self, data: bytes) -> None:
        """Which certificates it is about."""
        idents = parse_request(data)
        self.file.raise_event("ocsp_request", _VERSION)
        for ident in idents:
            self.file.raise_event("ocsp_request_certificate", *shown_id(ident))


class OCSPReply(_OCSPAnalyzer):
    """What a responder says."""

    name = "OCSP_REPLY"
    kind = "response"

    def tell(self, data: bytes) -> None:
        """What it says of each certificate, then of itself."""
        response = parse_response(data)
        status = response.status_text.encode()
        self.file.raise_event("ocsp_response_status", status)
        basic = response.basic
        if basic is None:
            return
        about = responder(basic), self._time(basic.produced)
        for single in basic.singles:
            self._single(basic.find(single.ident), single)
        name = basic.algorithm_name.encode()
        certificates = Vector(basic.certificates)
        self.file.raise_event(
            "ocsp_response_bytes", status, _VERSION, *about, name, certificates
        )
        self._extensions(basic, is_global=True)

    def _single(self, said: Single, single: Single) -> None:
        revoked = self._time(said.revoked) if said.status == REVOKED else Time(0.0)
        self.file.raise_event(
            "ocsp_response_certificate",
            *shown_id(single.ident),
            said.status_text.encode(),
            revoked,
            said.reason_text.encode(),
            self._time(said.this_update),
            self._time(said.next_update),
        )
        self._extensions(single, is_global=False)

    def _extensions(self, part: Basic | Single, *, is_global: bool) -> None:
        for extension in part.extensions:
            self._extension(extension, is_global)

    def _extension(self, extension: Extension, is_global: bool) -> None:
        record = extension_record(self.file.rt, extension)
        self.file.raise_event("ocsp_extension", record, is_global)
        if extension.oid == RESPONSE_TIMESTAMPS:
            tell_timestamps(self.file, extension.value)

    def _time(self, time: Element | None) -> Time:
        try:
            return Time(0.0 if time is None else seconds(time))
        except OddTime as error:
            self.file.weird(str(error), "", "")
            return Time(0.0)
