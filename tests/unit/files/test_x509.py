"""Certificates as files."""

from __future__ import annotations

import hashlib

import pytest

from .certificates.conftest import certificate, der, extension
from .conftest import attach


@pytest.fixture
def read(manager, rt):
    """Gives a file to the analyzer and ends it."""

    def give(data: bytes):
        manager.local_data(b"", b"F1", "test")
        assert attach(manager, b"F1", "X509")
        manager.local_data(data[:50], b"F1", "test")
        manager.local_data(data[50:], b"F1", "test")
        manager.remove(b"F1")
        return rt

    return give


def test_certificate(read) -> None:
    ((value, record),) = read(certificate()).args("x509_certificate")
    assert value.der == certificate()
    assert (record.serial, record.cn, record.key_type) == (b"CAFE", b"a, b", b"rsa")
    assert record.subject == record.issuer == rb"CN=a\, b,C=DE"
    assert (record.not_valid_before, record.not_valid_after) == (1735787045, 2524705445)
    assert not hasattr(record, "curve")


def test_extensions(read, rt) -> None:
    rt.record("X509::BasicConstraints").names = ("ca",)
    names = der(0x30, der(0x82, b"a"), der(0x87, b"\1\2\3\4"), der(0x87, b"?"))
    data = certificate(
        extension("2.5.29.19", der(0x30, der(1, b"\xff"), der(2, b"\0")), True),
        extension("2.5.29.17", names),
        extension("1.2.3", b"x"),
        extension("2.5.29.19", b"?"),
        extension("2.5.29.17", b"?"),
        extension("1.3.6.1.4.1.11129.2.4.2", b"?"),
        extension("1.3.6.1.4.1.11129.2.4.2", der(4, b"?")),
    )
    read(data)
    ((basic,),) = rt.args("x509_ext_basic_constraints")
    assert (basic.ca, basic.path_len) == (True, 0)
    ((san,),) = rt.args("x509_ext_subject_alternative_name")
    assert (san.dns, len(san.ip), san.other_fields) == ([b"a"], 1, False)
    records = [record for (record,) in rt.args("x509_extension")]
    assert (records[0].short_name, records[0].critical) == (b"basicConstraints", True)
    assert (records[2].name, records[2].short_name) == (b"1.2.3", b"UNDEF")
    weirds = [name for event, name, *_ in rt.raised if event == "file_weird"]
    assert weirds == [
        b"x509_san_ip_length",
        b"x509_invalid_basic_constraint",
        b"x509_san_parse_error",
    ]
    assert len(rt.reporter.said) == 2


@pytest.mark.parametrize("data", [b"", b"\x30\0", certificate()[:-3]])
def test_no_certificate(read, data: bytes) -> None:
    rt = read(data)
    rt.drain()
    weirds = [e[1] for e in rt.raised if e[0] == "file_weird"]
    assert weirds == [b"x509_cert_parse_error"]


def test_remembered(read, rt) -> None:
    digest = hashlib.sha256(certificate()).hexdigest().encode()
    told: list = []
    hit = lambda *args: told.append(args[1:])  # noqa: E731
    rt.services["certificate_cache"] = {"table": {digest: "info"}, "hit": hit}
    assert read(certificate()).args("x509_certificate") == []
    assert told == [("info", digest)]


def test_gap(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    attach(manager, b"F1", "X509")
    manager.local_data(b"x", b"F1", "test")
    manager.files[b"F1"].gap(1, 3)
    manager.remove(b"F1")
    assert not [e for e in rt.names() if e.startswith("x509")]
