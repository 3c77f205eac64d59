"""The keys of both sides, by cipher suite."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Talk, counted, handshake, record, server_hello, shorts

CURVE = b"\3" + shorts(29) + counted(1, b"point")
GROUP = counted(2, b"p") + counted(2, b"g") + counted(2, b"Ys")
SIGNED = b"\4\1" + counted(2, b"signature")


def after(cipher: int, version: int = 0x0303) -> Talk:
    talk = Talk()
    talk.answer(record(22, server_hello(version=version, cipher=cipher)))
    return talk


def keys(talk: Talk, content: bytes) -> list[Any]:
    return talk.answer(handshake(12, content))[:-2]


def test_on_a_curve():
    params = ("ecdh_server_params", 29, b"point")
    signature = ("server_signature", (4, 1), b"signature")
    assert keys(after(0xC02F), CURVE + SIGNED) == [params, signature]
    assert keys(after(0xC015), CURVE) == [params]


def test_a_curve_without_a_name():
    assert keys(after(0xC02F), b"\1anything") == []


def test_in_a_group():
    params = ("dh_server_params", b"p", b"g", b"Ys")
    signature = ("server_signature", (4, 1), b"signature")
    assert keys(after(0x9E), GROUP + SIGNED) == [params, signature]
    assert keys(after(0x1B), GROUP) == [params]


def test_before_tls_12_algorithms_are_not_named():
    signature = counted(2, b"signature")
    found = keys(after(0xC013, 0x0302), CURVE + signature)
    assert found[1] == ("server_signature", (256, 256), b"signature")


@pytest.mark.parametrize(
    ("cipher", "name"),
    [
        (0x2F, "rsa_client_pms"),
        (0x9E, "dh_client_params"),
        (0xC02F, "ecdh_client_params"),
    ],
)
def test_of_the_client(cipher, name):
    assert after(cipher).send(handshake(16, b"secret"))[0] == (name, b"secret")


def test_an_unknown_cipher():
    assert keys(after(0x1301), b"x") == []
    assert after(0x1301).send(handshake(16, b"x"))[0][0] == "handshake_message"


@given(st.sampled_from([0xC02F, 0xC015, 0x9E, 0x1B]), st.binary(max_size=40))
def test_anything(cipher, content):
    keys(after(cipher), content)
