"""Certificates as files: what scripts are told of them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from ..values.addr import Addr
from ..values.time import Time
from ..values.vector import Vector
from .certificates import names
from .certificates.certificate import Certificate, Extension, parse_certificate
from .certificates.der import DerError, Element
from .certificates.extensions import (
    ALTERNATIVE_NAME,
    BASIC_CONSTRAINTS,
    alternative_names,
    basic_constraints,
)
from .certificates.times import OddTime, seconds
from .certificates.timestamps import TIMESTAMPS
from .extension_events import extension_record, tell_timestamps
from .whole_file import WholeFileAnalyzer

CACHE = "certificate_cache"
"Where the scripts' table of certificates and its hook are kept."


class X509Analyzer(WholeFileAnalyzer):
    """A certificate."""

    name = "X509"

    def end(self) -> bool:
        """Tell everything, or let the scripts tell what they remember."""
        data = bytes(self._data)
        if not self._is_remembered(data):
            try:
                self._tell(data)
            except DerError:
                self.file.weird("x509_cert_parse_error", "", "")
        return False

    def _is_remembered(self, data: bytes) -> bool:
        cache = self.file.rt.services.get(CACHE, {})
        table, hook = cache.get("table"), cache.get("hit")
        if table is None or hook is None:
            return False
        digest = sha256(data).hexdigest().encode()
        found = table.get(digest)
        if found is None:
            return False
        hook(self.file.record, found, digest)
        return True

    def _tell(self, data: bytes) -> None:
        value = parse_certificate(data)
        certificate = value.certificate
        record = certificate_record(self.file.rt, certificate, self._odd)
        self.file.raise_event("x509_certificate", value, record)
        for extension in certificate.extensions:
            self._extension(extension)

    def _odd(self, name: str, addl: str = "") -> None:
        self.file.weird(name, addl, "")

    def _extension(self, extension: Extension) -> None:
        record = extension_record(self.file.rt, extension)
        self.file.raise_event("x509_extension", record)
        read = _READERS.get(extension.oid)
        if read is not None:
            read(self, extension.value)

    def _basic_constraints(self, value: bytes) -> None:
        try:
            authority, length = basic_constraints(value)
        except DerError:
            self._odd("x509_invalid_basic_constraint")
            return
        record = self.file.rt.record("X509::BasicConstraints")(authority)
        if length is not None:
            record.path_len = length & 0xFFFFFFFFFFFFFFFF
        self.file.raise_event("x509_ext_basic_constraints", record)

    def _alternative_names(self, value: bytes) -> None:
        try:
            found = alternative_names(value)
        except DerError:
            self._odd("x509_san_parse_error")
            return
        for length in found.odd_lengths:
            self._odd("x509_san_ip_length", str(length))
        record = self.file.rt.record("X509::SubjectAlternativeName")()
        for field, items in (
            ("dns", found.dns),
            ("uri", found.uris),
            ("email", found.emails),
            ("ip", [_address(raw) for raw in found.addresses]),
        ):
            if items:
                setattr(record, field, Vector(items))
        record.other_fields = found.others
        self.file.raise_event("x509_ext_subject_alternative_name", record)

    def _timestamps(self, value: bytes) -> None:
        tell_timestamps(self.file, value)


_READERS = {
    BASIC_CONSTRAINTS: X509Analyzer._basic_constraints,
    ALTERNATIVE_NAME: X509Analyzer._alternative_names,
    TIMESTAMPS: X509Analyzer._timestamps,
}


def _address(raw: bytes) -> Addr:
    return Addr(raw) if len(raw) == 16 else Addr.v4(raw)


def certificate_record(rt: Any, certificate: Certificate, odd: Any) -> Any:
    """The record of a certificate; `odd` is told of what is odd about it."""

    def time(raw: Element) -> Time:
        try:
            return Time(seconds(raw))
        except OddTime as error:
            odd(str(error))
            return Time(0.0)

    record = rt.record("X509::Certificate")(
        version=certificate.version,
        serial=certificate.serial,
        subject=names.rfc2253(certificate.subject),
        issuer=names.rfc2253(certificate.issuer),
        not_valid_before=time(certificate.not_before),
        not_valid_after=time(certificate.not_after),
        key_alg=certificate.key_algorithm.encode(),
        sig_alg=certificate.signature_algorithm.encode(),
        tbs_sig_alg=certificate.tbs_algorithm.encode(),
    )
    common = names.common_name(certificate.subject)
    key = certificate.key
    for field, value in (
        ("cn", common),
        ("key_type", key.kind.encode() or None),
        ("key_length", key.length or None),
        ("exponent", None if key.exponent is None else str(key.exponent).encode()),
        ("curve", key.curve.encode() or None),
    ):
        if value is not None:
            setattr(record, field, value)
    return record
