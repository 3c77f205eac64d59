"""Requests to responders and their responses, read from their encoding."""

from __future__ import annotations

import pytest
from cryptography.x509.ocsp import OCSPCertStatus
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.der import DerError
from pyzeek.files.certificates.ocsp import (
    certificate_id,
    key_hash,
    octets,
    parse_request,
    parse_response,
    responder,
    shown_id,
)

from .conftest import der
from .issuing import LEAF, A, ask, respond


def test_a_request() -> None:
    (ident,) = parse_request(ask())
    assert ident == certificate_id(LEAF, A, (1004).to_bytes(2, "big"))
    algorithm, name, key, serial = shown_id(ident)
    assert (algorithm, serial) == (b"sha1", b"03EC")
    # Lines end in a backslash after so many bytes.
    assert key == key_hash(A).hex().upper().encode() and len(name) == 40


def test_a_response() -> None:
    response = parse_response(respond())
    basic = response.basic
    assert response.status_text == "successful" and basic is not None
    assert basic.algorithm_name == "ecdsa-with-SHA256"
    assert responder(basic) == b"CN = a"
    assert basic.signer([LEAF, A]) is A and basic.signer([LEAF]) is None
    (single,) = basic.singles
    assert (single.status_text, single.reason_text) == ("good", "")
    assert basic.find(single.ident) is single
    assert [value.der for value in basic.certificates] == [A.der]
    assert basic.extensions[0].oid == "1.3.6.1.5.5.7.48.1.2"


def test_revoked() -> None:
    basic = parse_response(respond(OCSPCertStatus.REVOKED, by_name=False)).basic
    assert basic is not None
    (single,) = basic.singles
    assert (single.status_text, single.reason_text) == ("revoked", "keyCompromise")
    assert single.revoked is not None
    assert responder(basic) == key_hash(A).hex().upper().encode()
    assert basic.signer([LEAF, A]) is A


def test_nothing_but_a_status() -> None:
    response = parse_response(der(0x30, der(0x0A, b"\3")))
    assert (response.status_text, response.basic) == ("trylater", None)
    assert parse_response(der(0x30, der(0x0A, b"\x09"))).status_text == "(UNKNOWN)"


def test_another_kind_of_response() -> None:
    inner = der(0x30, der(6, b"\x2a\3"), der(4, b"x"))
    data = der(0x30, der(0x0A, b"\0"), der(0xA0, inner))
    assert parse_response(data).basic is None


def test_octets() -> None:
    assert octets(b"") == b"0"
    assert octets(bytes(36)) == b"00" * 35 + b"\\\n00"


@given(st.binary(max_size=60))
def test_anything(data: bytes) -> None:
    for read in (parse_request, parse_response):
        for given_ in (data, der(0x30, data)):
            try:
                read(given_)
            except DerError:
                pass


GOOD, REVOKED, ASKED = respond(), respond(OCSPCertStatus.REVOKED), ask()


@given(st.sampled_from([GOOD, REVOKED, ASKED]), st.data())
def test_damaged(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=5)):
        damaged[place] = data.draw(st.integers(0, 255))
    for read in (parse_request, parse_response):
        try:
            read(bytes(damaged))
        except DerError:
            pass


def test_cut_off() -> None:
    with pytest.raises(DerError):
        parse_response(GOOD[:-1])
