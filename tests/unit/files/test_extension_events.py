"""Records of extensions, and events of the time stamps in some."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pyzeek.files.certificates.certificate import Extension
from pyzeek.files.extension_events import extension_record, tell_timestamps

from .certificates.conftest import der


class File:
    """Keeps what is said of it."""

    def __init__(self) -> None:
        self.said: list[Any] = []
        reporter = SimpleNamespace(error=self.said.append)
        self.rt = SimpleNamespace(reporter=reporter)

    def raise_event(self, name: str, *args: Any) -> None:
        self.said.append((name, *args))


def test_a_record() -> None:
    rt = SimpleNamespace(record=lambda name: lambda **fields: fields)
    record = extension_record(rt, Extension("2.5.29.14", True, der(4, b"\1\2")))
    assert record["name"] == b"X509v3 Subject Key Identifier"
    assert (record["critical"], record["value"]) == (True, b"01:02")


def test_time_stamps() -> None:
    stamp = b"\0" + b"l" * 32 + b"\0" * 7 + b"\5" + b"\0\0" + b"\4\3\0\3sig"
    inner = len(stamp).to_bytes(2, "big") + stamp
    file = File()
    tell_timestamps(file, der(4, len(inner).to_bytes(2, "big") + inner))  # type: ignore
    name = "x509_ocsp_ext_signed_certificate_timestamp"
    assert file.said == [(name, 0, b"l" * 32, 5, 4, 3, b"sig")]


def test_what_are_none() -> None:
    for value in (b"?", der(4, b"\0\5x")):
        file = File()
        tell_timestamps(file, value)  # type: ignore[arg-type]
        assert "could not parse" in file.said[0]
