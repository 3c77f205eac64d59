"""Files of OCSP responders."""

from __future__ import annotations

import pytest
from cryptography.x509.ocsp import OCSPCertStatus

from .certificates.issuing import A, ask, respond
from .conftest import attach


@pytest.fixture
def read(manager, rt):
    """Gives a file to an analyzer and ends it."""

    def give(data: bytes, name: str):
        manager.local_data(b"", b"F1", "test")
        assert attach(manager, b"F1", name)
        manager.local_data(data[:50], b"F1", "test")
        manager.local_data(data[50:], b"F1", "test")
        manager.remove(b"F1")
        return rt

    return give


def test_a_request(read) -> None:
    rt = read(ask(), "OCSP_REQUEST")
    assert rt.args("ocsp_request") == [(0,)]
    ((algorithm, _, _, serial),) = rt.args("ocsp_request_certificate")
    assert (algorithm, serial) == (b"sha1", b"03EC")


def test_a_response(read) -> None:
    rt = read(respond(OCSPCertStatus.REVOKED), "OCSP_REPLY")
    assert rt.args("ocsp_response_status") == [(b"successful",)]
    ((*_, status, revoked, reason, begin, end),) = rt.args("ocsp_response_certificate")
    assert (status, reason) == (b"revoked", b"keyCompromise")
    assert revoked == begin and end - begin == 2 * 86400
    ((status, version, who, _, algorithm, chain),) = rt.args("ocsp_response_bytes")
    assert (status, version, who) == (b"successful", 0, b"CN = a")
    assert algorithm == b"ecdsa-with-SHA256" and chain[0].der == A.der
    ((extension, is_global),) = rt.args("ocsp_extension")
    assert (extension.short_name, is_global) == (b"Nonce", True)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(b"0\0", "OCSP_REPLY", "response"), (b"?" * 60, "OCSP_REQUEST", "request")],
)
def test_nothing_of_a_responder(read, data: bytes, name: str, kind: str) -> None:
    rt = read(data, name)
    rt.drain()
    weirds = [name for event, name, *_ in rt.raised if event == "file_weird"]
    assert weirds == [f"openssl_ocsp_{kind}_parse_error".encode()]
