"""GSSAPI: negotiations and the tokens in them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.gssapi import GSSAPIAnalyzer

from .notes import Connection, Runtime

SPNEGO = "06062b0601050502"
NTLM_MECHANISM = "060a2b06010401823702020a"
NEGOTIATE = (
    "4e544c4d53535000010000001582086200000000280000000000000028000000060100000000000f"
)
INIT = f"604806062b0601050502a03e303ca00e300c{NTLM_MECHANISM}a22a0428{NEGOTIATE}"


def der(tag: int, *content: str) -> str:
    """A value; its content may be longer than what fits one byte of length."""
    body = "".join(content)
    size = len(body) // 2
    length = f"{size:02x}" if size < 0x80 else f"82{size:04x}"
    return f"{tag:02x}{length}{body}"


def response(*elements: str) -> str:
    return der(0xA1, der(0x30, *elements))


def heard(data: str, *needed: str) -> Connection:
    connection = Connection(Runtime(None), set(needed))
    GSSAPIAnalyzer(connection).deliver(bytes.fromhex(data), True)  # type: ignore[arg-type]
    return connection


def test_init_with_ntlm() -> None:
    connection = heard(INIT, "NTLM")
    assert [name for name, *_ in connection.rt.raised] == ["ntlm_negotiate"]
    assert connection.confirmed == 2


def test_nobody_needs_the_token() -> None:
    connection = heard(INIT)
    assert (connection.rt.raised, connection.confirmed) == ([], 1)


@pytest.mark.parametrize(
    ("content", "state"), [("0a0100", 0), ("0a0103", 3), ("0a00", 0), ("0a020102", 258)]
)
def test_result(content: str, state: int) -> None:
    data = response(der(0xA0, content), der(0xA1, NTLM_MECHANISM), der(0xA3, "040131"))
    assert heard(data).rt.raised == [("gssapi_neg_result", "c", state)]


@pytest.mark.parametrize("data", ["0404ffff", "0504"])
def test_protected_messages_are_not_read(data: str) -> None:
    connection = heard(data)
    assert (connection.rt.raised, connection.confirmed) == ([], 1)


def test_response_with_long_token() -> None:
    token = NEGOTIATE + "00" * 200
    connection = heard(response(der(0xA2, der(0x04, token))), "NTLM")
    assert [name for name, *_ in connection.rt.raised] == ["ntlm_negotiate"]


class Taker:
    """Stands for the Kerberos analyzer."""

    supporters = 0
    removed = False

    got: list[Any] = []

    def __init__(self, connection: Connection):
        self.got.clear()

    def deliver(self, data: bytes, is_orig: bool) -> None:
        self.got.append((data.hex(), is_orig))


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("6e03020105", "6e03020105"),
        ("6f03020105", "6f03020105"),
        (der(0x60, "06092a864886f712010202", "0100", "6e0100"), "6e0100"),
    ],
)
def test_kerberos(token: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.analyzers.notes.Net.analyzer", lambda *_: Taker)
    heard(response(der(0xA2, der(0x04, token))))
    assert Taker.got == [(message, False)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("60", "out_of_bound: ASN1EncodingMeta:len: 2 > 1"),
        ("6003" + SPNEGO[:6], "out_of_bound: ASN1Encoding:content: 8 > 3"),
        ("a1023000a0", "out_of_bound: ASN1EncodingMeta:len: 2 > 1"),
        ("a1043000a005", "out_of_bound: GSSAPI_NEG_TOKEN_RESP_Arg:args: 7 > 2"),
        ("a1043000a400", "invalid index for case: GSSAPI_NEG_TOKEN_RESP_Arg: 4"),
        ("a1043000a000", "out_of_bound: ASN1EncodingMeta:len: 2 > 0"),
        (
            "6000" + SPNEGO + "a0003000a9020000",
            "invalid index for case: GSSAPI_NEG_TOKEN_INIT_Arg_Data: 9",
        ),
        (
            "6000" + SPNEGO + "a0003000a2020405",
            "out_of_bound: GSSAPI_NEG_TOKEN_MECH_TOKEN:token: 7 > 2",
        ),
        ("a1003000a20504036e", "out_of_bound: GSSAPI_NEG_TOKEN_RESP_Arg:args: 7 > 5"),
        ("a1003000a20404026000", "out_of_bound: ASN1EncodingMeta:len: 2 > 0"),
        ("a1003000a20704056000060001", "out_of_bound: KRB_OID_BLOB:token_id: 6 > 5"),
    ],
)
def test_malformed(data: str, reason: str) -> None:
    connection = heard(data, "NTLM")
    assert [v.split("binpac exception: ")[-1] for v in connection.violations] == [
        reason
    ]
    assert connection.confirmed == 0


@given(data=st.binary(max_size=80), at=st.integers(0, 70))
def test_anything(data: bytes, at: int) -> None:
    whole = bytes.fromhex(INIT)
    for some in (data, whole[:at] + data + whole[at + len(data) :]):
        connection = heard(some.hex(), "NTLM")
        assert connection.confirmed or connection.violations
